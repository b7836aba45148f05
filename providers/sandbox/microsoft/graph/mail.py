"""Inbox rules, mailbox settings, calendars and who may see them.

Source: "List rules", "Get user mailbox settings", "List calendarPermissions". A user without a mailbox: "MailboxNotEnabledForRESTAPI".
"""

from collections.abc import Callable, Sequence
from typing import Any

from providers.sandbox.google.objects import Object
from providers.sandbox.microsoft.answers import Refused, not_found
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.routes import Route

_DEFAULT_CALENDAR: Object = {"id": "calendar", "name": "Calendar", "isDefaultCalendar": True, "canShare": True, "canEdit": True}


def _mailbox(call: Call) -> str:
    """The user's id, when the user has a mailbox: one with an address."""
    user = call.one(call.world.users)
    if not user.get("mail"):
        text = "The mailbox is either inactive, soft-deleted, or is hosted on-premise."
        raise Refused(404, "MailboxNotEnabledForRESTAPI", text)
    return str(user["id"])


def _settings(call: Call) -> Object:
    return call.world.mailbox_settings.get(_mailbox(call), {})


def _calendars(call: Call) -> Sequence[Object]:
    return call.world.calendars.get(_mailbox(call), [_DEFAULT_CALENDAR])


def _default(call: Call) -> Object:
    return next((each for each in _calendars(call) if each.get("isDefaultCalendar")), _DEFAULT_CALENDAR)


def _of_default(call: Call) -> Sequence[Object]:
    return _permissions(call, _default(call)["id"])


def _of_calendar(call: Call) -> Sequence[Object]:
    if call.path["calendar"] not in {each["id"] for each in _calendars(call)}:
        raise not_found("The specified object was not found in the store.", "ErrorItemNotFound")
    return _permissions(call, call.path["calendar"])


def _permissions(call: Call, calendar: str) -> Sequence[Object]:
    return call.world.calendar_permissions.get(f"{call.path['id']}/{calendar}", [])


_CALENDARS = (
    "Calendars.ReadBasic",
    "Calendars.ReadBasic.All",
    "Calendars.Read",
    "Calendars.ReadWrite",
)  # "List calendarPermissions", "Get calendar"


def _route(template: str, kind: str, give: Callable[[Call], Any], permissions: tuple[str, ...] = ()) -> Route:
    return Route(template, kind, give, permissions, size=10, most=1000, bounded=False)


MAIL: tuple[Route, ...] = (
    _route("users/{id}/mailFolders/inbox/messageRules", "messageRule", lambda call: call.world.rules.get(_mailbox(call), [])),
    _route("users/{id}/mailboxSettings", "mailboxSettings", _settings),
    _route("users/{id}/calendar", "calendar", _default, _CALENDARS),
    _route("users/{id}/calendars", "calendar", _calendars, _CALENDARS),
    _route("users/{id}/calendar/calendarPermissions", "calendarPermission", _of_default, _CALENDARS),
    _route("users/{id}/calendars/{calendar}/calendarPermissions", "calendarPermission", _of_calendar, _CALENDARS),
)
