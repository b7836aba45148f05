"""Directory roles, who has and who may activate them, administrative units, and whose membership of a group is activated or ends."""

from collections.abc import Iterator

from providers.microsoft365.operations import (
    CONDITIONAL_ACCESS,
    GRAPH,
    GROUP_ACTIVATIONS,
    GROUP_ELIGIBILITIES,
    ROLE_ACTIVATIONS,
    ROLE_ASSIGNMENTS,
    ROLE_DEFINITIONS,
    ROLE_ELIGIBILITIES,
    SECURITY_DEFAULTS,
    UNIT_MEMBERS,
    UNITS,
)
from providers.microsoft_api.reader import Answer, Asked, Reader

# A tenant without the licence for Privileged Identity Management has nobody who may activate anything (page "License requirements to use
# Privileged Identity Management", section "What happens when a license expires").
NO_LICENCE = ("AadPremiumLicenseRequired",)


def definitions(reader: Reader) -> Iterator[Answer]:
    """Every role with what it permits."""
    yield from reader.items(GRAPH, ROLE_DEFINITIONS)


def assignments(reader: Reader) -> Iterator[Answer]:
    """Who has which role; those by way of a group are closed later."""
    yield from reader.items(GRAPH, ROLE_ASSIGNMENTS)


def activations(reader: Reader) -> Iterator[Answer]:
    """Roles as they are held tonight, with the end of those that have one."""
    yield from reader.items(GRAPH, ROLE_ACTIVATIONS, none=NO_LICENCE)


def eligibilities(reader: Reader) -> Iterator[Answer]:
    """Who may activate which role."""
    yield from reader.items(GRAPH, ROLE_ELIGIBILITIES, none=NO_LICENCE)


def units(reader: Reader) -> Iterator[Answer]:
    """Every administrative unit."""
    yield from reader.items(GRAPH, UNITS, select="id,displayName,isMemberManagementRestricted")


def unit_members(reader: Reader, unit: str) -> Iterator[Answer]:
    """Who and what is in one."""
    yield from reader.items(GRAPH, UNIT_MEMBERS, path={"id": unit}, select="id", top="999")


def group_eligibilities(group: str, about: str) -> Asked:
    """Who may activate the membership of a group; it is asked for one group at a time."""
    return Asked(GROUP_ELIGIBILITIES, query={"filter": f"groupId eq '{group}'"}, about=about, none=NO_LICENCE)


def group_activations(group: str, about: str) -> Asked:
    """Members of a group as they are tonight, with the end of those that have one."""
    return Asked(GROUP_ACTIVATIONS, query={"filter": f"groupId eq '{group}'"}, about=about, none=NO_LICENCE)


def access_policies(reader: Reader) -> Iterator[Answer]:
    """Conditional Access policies."""
    yield from reader.items(GRAPH, CONDITIONAL_ACCESS)


def security_defaults(reader: Reader) -> Answer | None:
    """Whether security defaults are on; None when that could not be read."""
    answer: Answer | None = reader.ask(GRAPH, SECURITY_DEFAULTS)
    return answer
