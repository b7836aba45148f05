"""Calendars and who may see them. Source: "Calendar API" reference (`Acl`, `CalendarList`) and "Synchronize resources efficiently"."""

from collections.abc import Iterator, Mapping
from typing import Any

from providers.sandbox.google.answers import Refused, forbidden, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.objects import tagged
from providers.sandbox.google.pages import Place, place, token
from providers.sandbox.google.workspace.membership import groups_of
from providers.sandbox.google.world import Object, World

_ROLES = ("none", "freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner")


def _id(call: Call) -> str:
    name = str(call["calendarId"])
    return call.caller.address if name == "primary" else name


def _rules(world: World, name: str) -> list[Object]:
    """The rules of a calendar; a user's primary calendar has its address as id, and he owns it."""
    rules = list(world.calendar_acls.get(name, ()))
    if name in world.users and not any(rule["scope"].get("value") == name for rule in rules):
        rules.insert(0, {"id": f"user:{name}", "role": "owner", "scope": {"type": "user", "value": name}})
    return rules


def _exists(world: World, name: str) -> bool:
    return name in world.calendars or name in world.calendar_acls or name in world.users


def role(world: World, name: str, address: str) -> str:
    """The highest role that somebody has on a calendar."""
    groups = groups_of(world, address)
    return max((rule["role"] for rule in _rules(world, name) if _meant(rule["scope"], address, groups)), key=_rank, default="none")


def _rank(name: str) -> int:
    return _ROLES.index(name) if name in _ROLES else 0


def _meant(scope: Mapping[str, str], address: str, groups: frozenset[str]) -> bool:
    value = scope.get("value", "").lower()
    match scope["type"]:
        case "user":
            return value == address
        case "group":
            return value in groups
        case "domain":
            return value == address.rpartition("@")[2]
        case _:
            return True


def _acl(call: Call) -> Listing:
    name = _id(call)
    held = role(call.world, name, call.caller.address)
    if not _exists(call.world, name) or held == "none":
        raise not_found("Not Found", "calendarId")
    if held != "owner":
        raise forbidden("You need to have owner access to this calendar.")
    rules = _rules(call.world, name)
    query = ("calendar", name)
    if call.get("syncToken"):
        if place(call["syncToken"], query, "syncToken").start != call.world.revision:
            raise Refused(410, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.", "syncToken")
        rules = []
    last = {"nextSyncToken": token(Place(call.world.revision), query)}
    return Listing("items", rules, lambda rule: tagged("calendar#aclRule", rule), 100, 250, always=True, last=last)


def _calendars(call: Call) -> Listing:
    if not call.caller.subject:
        return Listing("items", [], always=True)
    return Listing("items", list(_entries(call)), lambda entry: entry, 100, 250, always=True)


def _entries(call: Call) -> Iterator[Object]:
    address = call.caller.subject
    least = _rank(call.get("minAccessRole", "none"))
    for name in dict.fromkeys((address, *call.world.calendar_lists.get(address, ()))):
        held = role(call.world, name, address)
        if _rank(held) >= max(least, 1):
            entry = {"kind": "calendar#calendarListEntry", "id": name, "summary": name, "accessRole": held}
            yield entry | ({"primary": True} if name == address else {}) | call.world.calendars.get(name, {})


def _calendar(call: Call) -> Mapping[str, Any]:
    name = _id(call)
    if role(call.world, name, call.caller.address) == "none":
        raise not_found("Not Found", "calendarId")
    return {"id": name, "summary": name, **call.world.calendars.get(name, {})}


CALENDAR: Behaviours = {"acl.list": _acl, "calendarList.list": _calendars, "calendars.get": _calendar}
