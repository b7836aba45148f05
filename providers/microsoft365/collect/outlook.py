"""Outlook through Graph: what one mailbox forwards by rules, and who sees its calendars."""

from collections.abc import Iterator

from providers.microsoft365 import mail_operations as calls
from providers.microsoft365.directory import Directory
from providers.microsoft365.normalise.mailboxes import Mailbox
from providers.microsoft365.normalise.values import text
from providers.microsoft_api.reader import NOTHING, Reader
from providers.parts import each
from providers.values import Answer, nested

_NO_MAILBOX = ("MailboxNotEnabledForRESTAPI",)  # inactive, soft-deleted, on-premises, or there is none


def purpose(reader: Reader, number: str) -> str | None:
    """What a user's mailbox is for (`user`, `shared`, `room`, …), empty when it could not be read; None when there is no mailbox."""
    told = reader.ask(calls.GRAPH, calls.SETTINGS, none=_NO_MAILBOX, path={"id": number}, select="userPurpose")
    if told is NOTHING:
        return None
    return next(each(reader, [told or {}], lambda row: text(row, "userPurpose")), "")


def rules(reader: Reader, box: Mailbox) -> tuple[Answer, ...]:
    """The rules of the inbox."""
    return tuple(reader.items(calls.GRAPH, calls.RULES, path={"id": box.number}))


def calendar_permissions(reader: Reader, box: Mailbox, directory: Directory) -> Iterator[Answer]:
    """Who sees the calendars of a user, but for those that others share with him."""
    listed = reader.items(calls.GRAPH, calls.CALENDARS, path={"id": box.number}, select="id,name,owner")
    for number, owner in each(reader, listed, lambda row: (text(row, "id"), text(nested(row, "owner"), "address"))):
        if not owner or owner.lower() == box.address or directory.holder(owner) == box.owner:
            path = {"id": box.number, "calendar": number}
            yield from reader.items(calls.GRAPH, calls.CALENDAR_PERMISSIONS, path=path)
