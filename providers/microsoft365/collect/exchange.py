"""Exchange Online's own commands: what Graph does not tell of mailboxes.

Commands and their parameters after the pages that are named as they are. A folder is named by its mailbox and its path with backslashes; a slash in
its own name is written as U+F8FF in a path (page "Get-MailboxFolderStatistics").
"""

from collections.abc import Iterator

from providers.microsoft365 import mail_operations as calls
from providers.microsoft365.normalise.values import text
from providers.microsoft_api.reader import Reader
from providers.parts import each
from providers.values import Answer

_ALL = {"ResultSize": "Unlimited"}
_ROOT = "/Top of Information Store"
_SLASH = "\uf8ff"
_CALENDAR = "calendar"
_HIDDEN = ("recoverableitems", "audits", "calendarlogging", "substrateholds", "discoveryholds")  # what is kept for others; nobody shares it


def mailboxes(reader: Reader) -> tuple[Answer, ...] | None:
    """Every mailbox; None when they could not all be read."""
    return reader.command(calls.MAILBOXES, **_ALL)


def recipients(reader: Reader) -> tuple[Answer, ...]:
    """Whatever has an address: users, groups, contacts."""
    return reader.command(calls.RECIPIENTS, **_ALL) or ()


def send_as(reader: Reader) -> tuple[Answer, ...] | None:
    """Who sends in whose name, of all."""
    return reader.command(calls.SEND_AS, **_ALL)


def full_access(reader: Reader, mailbox: str) -> tuple[Answer, ...]:
    """Who has a right on a mailbox as a whole."""
    return reader.command(calls.FULL_ACCESS, about=reader.scope, Identity=mailbox) or ()


def folders(reader: Reader, mailbox: str) -> Iterator[tuple[bool, Answer]]:
    """Who sees which folder of a mailbox: whether it is a calendar, and an entry of its permissions."""
    listed = reader.command(calls.FOLDERS, Identity=mailbox) or ()
    for kind, path in each(reader, listed, lambda row: (text(row, "FolderType").lower(), text(row, "FolderPath"))):
        if not kind.startswith(_HIDDEN):
            rows = reader.command(calls.FOLDER_PERMISSIONS, Identity=f"{mailbox}:{_named(path)}") or ()
            yield from ((kind == _CALENDAR, row) for row in rows)


def transport_rules(reader: Reader) -> tuple[Answer, ...]:
    """Rules of the tenant for mail on its way."""
    return reader.command(calls.TRANSPORT_RULES, **_ALL) or ()


def app_policies(reader: Reader) -> tuple[Answer, ...] | None:
    """Which mailboxes applications are kept from."""
    return reader.command(calls.APP_POLICIES)


def roles(reader: Reader) -> tuple[Answer, ...]:
    """Which roles were given to whom."""
    return reader.command(calls.ROLE_ASSIGNMENTS) or ()


def role_members(reader: Reader, group: str, about: str) -> tuple[Answer, ...]:
    """Who is in a role group."""
    return reader.command(calls.ROLE_MEMBERS, about=about, Identity=group, **_ALL) or ()


def organization(reader: Reader) -> Answer | None:
    """What holds for all of Exchange; None when it could not be read."""
    rows = reader.command(calls.ORGANIZATION) or ()
    return next(each(reader, rows, lambda row: {"AuditDisabled": row.get("AuditDisabled")}), None)


def _named(path: str) -> str:
    """A folder's path as a command takes it."""
    inside = path.removeprefix(_ROOT)
    return "\\" + inside.strip("/").replace("/", "\\").replace(_SLASH, "/")
