"""Permissions as grants: who, which levels, until when.

Roles after the page "Roles and permissions" (Drive API), views after its section "Views"; who shares files and folders of a shared drive after
"Shared drives overview" and the restrictions of the reference, "REST Resource: drives".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from audit.model.facts import Grant, Verdict
from policies.levels import Level
from providers.google_api import names
from providers.google_workspace.directory import Directory
from providers.google_workspace.drive.answers import Restrictions, Row

_AUDIENCES = ".audience.googledomains.com"  # "Manage target audiences": such a domain is a list of people that nobody else can read
_READS = Level.FIND | Level.READ
_WRITES = _READS | Level.CHANGE
_SHARES = _WRITES | Level.SHARE


@dataclass(frozen=True, slots=True)
class Sharing:
    """Which of the lesser roles can let others in to an item: contributors (`writer`), and content managers (`fileOrganizer`)."""

    writers: bool = True
    file_organizers: bool = True

    def allows(self, role: str) -> bool:
        """Whether a role that changes an item lets others in to it too."""
        return {"writer": self.writers, "fileOrganizer": self.file_organizers}.get(role, True)


def in_shared_drive(restrictions: Restrictions, *, folder: bool) -> Sharing:
    """In a shared drive content managers share files and folders and contributors files, unless the drive forbids it."""
    if restrictions.drive_members_only:
        return Sharing(writers=False, file_organizers=False)
    if folder:
        return Sharing(writers=False, file_organizers=not restrictions.sharing_folders_requires_organizer_permission)
    return Sharing()


def grants(rows: Iterable[Row], sharing: Sharing, directory: Directory) -> frozenset[Grant]:
    """What the permissions on one item give, each. One that is of no known form is kept with the verdict unknown."""
    return frozenset(_grant(row, sharing, directory) for row in rows)


def _grant(row: Row, sharing: Sharing, directory: Directory) -> Grant:
    levels = _levels(row, sharing)
    principal = grantee(row, directory)
    source = ", ".join(
        filter(None, (f"drive role {row.role}", _VIEWS.get(row.view, row.view), "pending owner" if row.pending_owner else ""))
    )
    if levels is None or principal is None:
        unclear = f"role {row.role}" if levels is None else f"type {row.type}"
        known = principal or f"google://permission/{row.type}/{row.id}"
        condition = f"Google's {unclear} is not known here"
        return Grant(known, _SHARES if levels is None else levels, source, condition, _until(row), Verdict.UNKNOWN)
    return Grant(principal, levels, source, until=_until(row))


_VIEWS = {"published": "of what is published on the web", "metadata": "of the name alone"}


def _levels(row: Row, sharing: Sharing) -> Level | None:
    """None for a role or a view that is not known."""
    match row.view, row.role:
        case "metadata", _:
            return Level.FIND
        case "published", _:
            return _READS
        case "", "reader" | "commenter":
            return _READS
        case "", "writer" | "fileOrganizer" | "organizer" | "owner":
            return _SHARES if sharing.allows(row.role) else _WRITES
        case _:
            return None


def grantee(row: Row, directory: Directory) -> str | None:
    """Who a permission is for; None for a type of grantee that is not known, and a domain that is not told."""
    match row.type:
        case "user":
            return _addressed(row, "user", directory)
        case "group":
            return _addressed(row, "group", directory)
        case "domain" if row.domain.endswith(_AUDIENCES):
            return names.audience(row.domain.removesuffix(_AUDIENCES)).id
        case "domain" if row.domain:
            return (names.domain if row.allow_file_discovery else names.domain_link)(row.domain).id
        case "anyone":
            return (names.anyone if row.allow_file_discovery or row.view == "published" else names.link)().id
        case _:
            return None


def _addressed(row: Row, kind: str, directory: Directory) -> str:
    """A user or group: by its address of today; one that is gone, or whose address is hidden, with Google's number for it."""
    if row.deleted or not row.email_address:
        return f"google://{kind}/{row.email_address.lower()}?{'uid' if row.deleted else 'permission'}={row.id}"
    known = directory.principal(row.email_address)
    if known.startswith(f"google://{kind}/") or kind == "user":
        return known
    return names.group(row.email_address).id


def _until(row: Row) -> date | None:
    """The last day on which it holds for some while. The hour is left out: said as a condition, it would make a `yes` into an `if`."""
    if not row.expiration_time:
        return None
    try:
        ends = datetime.fromisoformat(row.expiration_time)
    except ValueError:
        return None
    return (ends - timedelta(microseconds=1)).date()
