"""Directory API: domains, organisational units, users, and what protects a user's sign-in."""

from collections.abc import Iterator
from typing import Any

from providers.google_api.reader import Answer, Reader
from providers.parts import rows_of

API = "admin.directory_v1"
_USER = (
    "id,primaryEmail,name/fullName,isAdmin,isDelegatedAdmin,creationTime,deletionTime,suspended,archived,isGuestUser,guestAccountInfo,"
    "aliases,nonEditableAliases,customerId,orgUnitPath,isMailboxSetup,isEnrolledIn2Sv,isEnforcedIn2Sv"
)


def domains(reader: Reader, customer: str) -> Iterator[Answer]:
    """The tenant's own domains, with their aliases."""
    yield from reader.items(API, "domains.list", "domains", customer=customer)


def org_units(reader: Reader, customer: str) -> Iterator[Answer]:
    """Every organisational unit, the top one too."""
    yield from reader.items(API, "orgunits.list", "organizationUnits", customerId=customer, type="allIncludingParent")


def users(reader: Reader, customer: str, *, activity: bool) -> Iterator[Answer]:
    """Every user, and those deleted in the last 20 days, whom only a list of their own has (page "REST Resource: users", list, showDeleted)."""
    fields = f"users({_USER}{',lastLoginTime' if activity else ''})"  # what is not needed is not fetched
    asked: dict[str, Any] = {"customer": customer, "maxResults": 500, "projection": "basic", "fields": fields}
    yield from reader.items(API, "users.list", "users", **asked)
    for row in reader.items(API, "users.list", "users", showDeleted="true", **asked):
        yield {**row, "deletionTime": row.get("deletionTime") or "deleted"} if isinstance(row, dict) else row


def app_passwords(reader: Reader, user: str) -> int | None:
    """How many app passwords a user has; None when that could not be read. Their names are not fetched."""
    answer = reader.ask(API, "asps.list", userKey=user, fields="items/codeId")
    return None if answer is None else len(rows_of(reader, answer, "items"))


def tokens(reader: Reader, user: str) -> Iterator[Answer]:
    """The applications that a user let in."""
    yield from reader.items(API, "tokens.list", "items", userKey=user)
