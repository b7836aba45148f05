"""Calendar API: the calendars that one user owns, and who sees them."""

from collections.abc import Iterator
from typing import Any

from providers.google_api.reader import Answer, Reader
from providers.google_workspace.directory import Directory, User
from providers.parts import each

_API = "calendar.v3"
_NO_CALENDAR = ("notACalendarUser",)  # the service is switched off for the user


def calendars(reader: Reader, user: User, directory: Directory) -> Iterator[tuple[Answer, tuple[Answer, ...]]]:
    """Each calendar that the user owns, alone or with others, with its rules. Another's own calendar is read as that other, if that can be."""
    fields = "items(id,summary,primary,dataOwner)"
    asked: dict[str, Any] = {"minAccessRole": "owner", "showHidden": True, "maxResults": 250, "fields": fields}
    others = {one.id for one in directory.users if one.active} - {user.id}
    found = reader.items(_API, "calendarList.list", "items", none=_NO_CALENDAR, **asked)
    for entry, number in each(reader, found, lambda entry: (entry, str(entry["id"]))):
        if directory.holder(number) not in others:
            yield entry, _rules(reader, number)


def _rules(reader: Reader, calendar: str) -> tuple[Answer, ...]:
    fields = "items(role,scope)"
    return tuple(
        reader.items(_API, "acl.list", "items", about=f"google://calendar/{calendar}", calendarId=calendar, maxResults=250, fields=fields)
    )
