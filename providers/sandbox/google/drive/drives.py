"""drives.list and drives.get. Source: "Manage shared drives as domain administrators" and "Search for shared drives"."""

import re
from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import Refused, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.drive.index import Index, index
from providers.sandbox.google.objects import tagged
from providers.sandbox.google.workspace.membership import administers_drive
from providers.sandbox.google.world import Object

_TERM = re.compile(r"(memberCount|organizerCount)\s*(=|<|>|<=|>=)\s*(\d+)|name\s+contains\s+'([^']*)'|hidden\s*=\s*(true|false)")


def _list(call: Call) -> Listing:
    looked = index(call.world)
    as_admin = call["useDomainAdminAccess"]
    if as_admin:
        _admin(call)
    elif call.get("q"):
        raise Refused(400, "invalid", "Invalid Value", "q")  # only administrators search
    names = tuple(call.world.drives) if as_admin else looked.drives(call.caller.address)
    found = [name for name in names if all(_meets(looked, name, term) for term in _terms(call.get("q")))]
    return Listing("drives", found, lambda name: _drive(call, looked, name, as_admin=as_admin), 10, 100, always=True)


def _admin(call: Call) -> None:
    if not administers_drive(call.world, call.caller.address):
        raise Refused(403, "forbidden", "The user is no administrator of the domain.")


def _terms(query: str) -> list[re.Match[str]]:
    if not query:
        return []
    found = [_TERM.fullmatch(term.strip()) for term in query.split(" and ")]
    terms = [term for term in found if term]
    if len(terms) < len(found):
        raise Refused(400, "invalid", "Invalid Value", "q")
    return terms


def _meets(looked: Index, name: str, term: re.Match[str]) -> bool:
    count, operator, number, part, hidden = term.groups()
    drive = looked.world.drives[name]
    if hidden:
        return bool(drive.get("hidden")) == (hidden == "true")
    if not count:
        return part.lower() in str(drive["name"]).lower()
    rows = [row for row in looked.rows(name) if count == "memberCount" or row.role == "organizer"]
    have, want = len(rows), int(number)
    return {"=": have == want, "<": have < want, ">": have > want, "<=": have <= want, ">=": have >= want}[operator]


def _drive(call: Call, looked: Index, name: str, *, as_admin: bool = False) -> Object:
    drive = looked.world.drives[name]
    made = tagged("drive#drive", drive)
    made.setdefault("capabilities", capabilities(looked, name, call.caller.address))
    if not as_admin:
        made.pop("orgUnitId", None)
    return made


def capabilities(looked: Index, name: str, address: str) -> Object:
    """What somebody may do with a shared drive."""
    role = looked.role(name, address)
    changes = role in ("writer", "fileOrganizer", "organizer")
    organizes = role == "organizer"
    return {
        "canManageMembers": organizes,
        "canShare": changes,
        "canEdit": changes,
        "canListChildren": bool(role),
        "canDeleteDrive": organizes,
    }


def _get(call: Call) -> Mapping[str, Any]:
    looked = index(call.world)
    name = call["driveId"]
    if call["useDomainAdminAccess"]:
        _admin(call)
    if name not in call.world.drives or not (call["useDomainAdminAccess"] or looked.role(name, call.caller.address)):
        raise not_found(f"Shared drive not found: {name}", "driveId")
    return _drive(call, looked, name)


DRIVES: Behaviours = {"drives.list": _list, "drives.get": _get}
