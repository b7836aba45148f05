"""Applications, their owners, credentials and federations, what they may do by themselves, and which were let in."""

from collections.abc import Iterator

from providers.microsoft365.normalise import applications as facts
from providers.microsoft365.operations import (
    APP_ROLE_ASSIGNED_TO,
    APPLICATION_OWNERS,
    APPLICATIONS,
    CONSENTS,
    FEDERATIONS,
    GRAPH,
    SERVICE_PRINCIPAL,
    SERVICE_PRINCIPAL_OWNERS,
    SERVICE_PRINCIPALS,
)
from providers.microsoft_api.reader import Answer, Asked, Reader

_OWNERS = "owners($select=id)"
_MOST = "999"


def principals(reader: Reader) -> Iterator[Answer]:
    """Every application as the tenant knows it, with the first twenty owners."""
    yield from reader.items(GRAPH, SERVICE_PRINCIPALS, select=facts.FIELDS, expand=_OWNERS, top=_MOST)


def registrations(reader: Reader) -> Iterator[Answer]:
    """Every registration of the tenant's own, with the first twenty owners."""
    yield from reader.items(GRAPH, APPLICATIONS, select=facts.REGISTRATION, expand=_OWNERS, top=_MOST)


def owners(reader: Reader, number: str, *, registration: bool) -> Iterator[Answer]:
    """All owners of one."""
    operation = APPLICATION_OWNERS if registration else SERVICE_PRINCIPAL_OWNERS
    yield from reader.items(GRAPH, operation, path={"id": number}, select="id", top=_MOST)


def federations(number: str) -> Asked:
    """Foreign identities that sign in as an application."""
    return Asked(FEDERATIONS, path={"id": number})


def api(reader: Reader, number: str) -> Answer | None:
    """What an API's permissions are called."""
    answer: Answer | None = reader.ask(GRAPH, SERVICE_PRINCIPAL, path={"id": number}, select="id,appRoles")
    return answer


def assigned(reader: Reader, number: str) -> Iterator[Answer]:
    """Who may do what at an API by himself."""
    yield from reader.items(GRAPH, APP_ROLE_ASSIGNED_TO, path={"id": number}, top=_MOST)


def consents(reader: Reader) -> Iterator[Answer]:
    """Every delegated consent."""
    yield from reader.items(GRAPH, CONSENTS, top=_MOST)
