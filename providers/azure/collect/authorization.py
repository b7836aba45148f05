"""Who is let in and who is kept out: role and deny assignments, roles that may be activated, administrators of before roles, role definitions.

Pages "Role Assignments - List For Scope", "Deny Assignments - List For Scope", "Role Eligibility Schedule Instances - List For Scope" and "Role
Assignment Schedule Instances - List For Scope": without a filter what is at and below a scope, with `atScope()` what is at and above it. Asked both
ways of a subscription they hold everything that counts in it, from whichever management group it comes.
"""

from collections.abc import Iterator

from providers.azure.collect.raw import Place, Raw, arm_of, asked, listed, raws
from providers.azure.operations import (
    ACTIVATIONS,
    ASSIGNMENTS,
    CLASSIC,
    DENIES,
    ELIGIBILITIES,
    ROLE_DEFINITION,
    TENANT_ROLE_DEFINITION,
)
from providers.microsoft_api.reader import Answer, Reader
from providers.parts import streamed

_NO_LICENCE = ("AadPremiumLicenseRequired",)  # without the licence nothing can be activated
_RETIRED = ("404", "ClassicAdministratorsRetired")


def role_assignments(reader: Reader, place: Place) -> Iterator[Raw]:
    """What is assigned in a subscription, below it and above it."""
    yield from _around(reader, place, "role-assignment", ASSIGNMENTS)


def deny_assignments(reader: Reader, place: Place) -> Iterator[Raw]:
    """What is denied in a subscription, below it and above it."""
    yield from _around(reader, place, "deny-assignment", DENIES)


def activations(reader: Reader, place: Place) -> Iterator[Raw]:
    """Roles that may be activated, and assignments that end. A tenant without the licence has neither."""
    yield from _around(reader, place, "role-eligibility", ELIGIBILITIES, none=_NO_LICENCE)
    yield from _around(reader, place, "role-activation", ACTIVATIONS, none=_NO_LICENCE)


def classic_administrators(reader: Reader, place: Place) -> Iterator[Raw]:
    """Service administrators and co-administrators, where Azure still tells of them ("Azure classic subscription administrators")."""
    yield from raws("classic-administrator", place, listed(reader, CLASSIC, none=_RETIRED, path={"id": place.id}))


def role(reader: Reader, scope: str, name: str) -> Iterator[Raw]:
    """The definition of a role by its GUID, as it is assigned at a scope; empty for all of the tenant."""
    if scope.strip("/"):
        told = asked(reader, ROLE_DEFINITION, path={"scope": scope, "id": name})
    else:
        told = asked(reader, TENANT_ROLE_DEFINITION, path={"id": name})
    if told is None:
        return
    if not told:
        reader.gap(ROLE_DEFINITION, "the answer says nothing")
        return
    yield Raw("role", Place(""), {**told, "name": name})


def _around(reader: Reader, place: Place, kind: str, call: str, none: tuple[str, ...] = ()) -> Iterator[Raw]:
    seen: set[str] = set()
    for query in ({}, {"filter": "atScope()"}):
        before = len(reader.gaps)
        found = listed(reader, call, none=none, path={"scope": place.arm}, **query)
        yield from streamed(reader, found, lambda row: _one(row, place, kind, seen))
        if len(reader.gaps) > before:
            return  # what refuses one refuses both: one gap says it


def _one(row: Answer, place: Place, kind: str, seen: set[str]) -> Iterator[Raw]:
    if (name := arm_of(row).lower()) not in seen:
        seen.add(name)
        yield Raw(kind, place, row)
