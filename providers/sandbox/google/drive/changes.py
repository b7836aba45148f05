"""changes.getStartPageToken and changes.list. Source: "Retrieve changes" (Drive API).

A folder's or shared drive's new permissions give one entry, for itself: none for what lies below it.
"""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.google.answers import Refused, invalid, not_found
from providers.sandbox.google.calls import Behaviours, Call
from providers.sandbox.google.drive.drives import capabilities
from providers.sandbox.google.drive.files import file
from providers.sandbox.google.drive.index import Index, index
from providers.sandbox.google.pages import Place, place, token
from providers.sandbox.google.world import Change, Object

_MY_DRIVE = ""


def _log(call: Call) -> tuple[str, str]:
    """Whose log a call reads: the user's, or a shared drive's."""
    drive = call.get("driveId")
    if drive and not call["supportsAllDrives"]:
        raise invalid("supportsAllDrives", "The supportsAllDrives parameter must be true when a driveId is given.")
    if drive and drive not in index(call.world).drives(call.caller.address):
        raise not_found(f"Shared drive not found: {drive}", "driveId")
    return ("drive", drive) if drive else ("user", call.caller.address)


def _start(call: Call) -> Mapping[str, Any]:
    return {"startPageToken": token(Place(call.world.first_change + len(call.world.changes)), _log(call))}


def _list(call: Call) -> Mapping[str, Any]:
    log = _log(call)
    if call["includeItemsFromAllDrives"] and not call["supportsAllDrives"]:
        raise invalid("supportsAllDrives", "The supportsAllDrives parameter must be true when includeItemsFromAllDrives is.")
    if log[0] == "drive" and not call["includeItemsFromAllDrives"]:
        raise invalid("includeItemsFromAllDrives", "The includeItemsFromAllDrives parameter must be set to true when a driveId is given.")
    first, changes = call.world.first_change, call.world.changes
    at = place(call["pageToken"], log).start - first
    if not 0 <= at <= len(changes):
        raise Refused(400, "invalid", "Invalid Value", "pageToken")  # the entry has expired
    looked = index(call.world)
    last = {change.item: number for number, change in enumerate(changes)}  # an item's last change stands for all
    shown: list[Object] = []
    while at < len(changes) and len(shown) < call["pageSize"]:
        change = changes[at]
        if last[change.item] == at and (made := _entry(call, looked, _all_of(changes, change), log)) is not None:
            shown.append(made)
        at += 1
    following = "nextPageToken" if at < len(changes) else "newStartPageToken"
    return {"changes": shown, following: token(Place(first + at), log)}


def _all_of(changes: list[Change], last: Change) -> Change:
    """An item's changes as one: who could see it before any of them, and every drive that it was in."""
    its = [change for change in changes if change.item == last.item]
    drives = frozenset().union(*(change.drives for change in its))
    before = frozenset().union(*(change.before for change in its))
    return Change(last.item, drives, last.time, before, last.of_drive)


def _entry(call: Call, looked: Index, change: Change, log: tuple[str, str]) -> Object | None:
    kind, whose = log
    wanted = whose if kind == "drive" else _MY_DRIVE
    if wanted not in change.drives and not (kind == "user" and call["includeItemsFromAllDrives"]):
        return None
    address = call.caller.address
    if change.of_drive:
        return _of_drive(call, looked, change, there=bool(looked.role(change.item, address)))
    there = _in_corpus(call, looked, change.item, log)
    if not there and (address not in change.before or not call["includeRemoved"]):
        return None
    made: Object = {"kind": "drive#change", "changeType": "file", "time": change.time, "removed": not there, "fileId": change.item}
    drive = (looked.item(change.item) or {}).get("driveId") or (whose if kind == "drive" else "")
    if drive:
        made["driveId"] = drive
    readable = looked.item(change.item) is not None and looked.sees(change.item, address)
    if there or (readable and call["includeCorpusRemovals"]):
        made["file"] = file(call, looked, change.item, "changes", "file")
    return made


def _of_drive(call: Call, looked: Index, change: Change, *, there: bool) -> Object | None:
    if not there and (call.caller.address not in change.before or not call["includeRemoved"]):
        return None
    made: Object = {"kind": "drive#change", "changeType": "drive", "time": change.time, "removed": not there, "driveId": change.item}
    if there:
        drive = looked.world.drives[change.item]
        made["drive"] = {"kind": "drive#drive", "capabilities": capabilities(looked, change.item, call.caller.address), **drive}
        made["drive"].pop("orgUnitId", None)
    return made


def _in_corpus(call: Call, looked: Index, name: str, log: tuple[str, str]) -> bool:
    """Whether an item is in the corpus of a log: what one could open with its link, but was never given, is in nobody's."""
    item = looked.item(name)
    if item is None:
        return False
    kind, whose = log
    drive = item.get("driveId", "")
    address = call.caller.address
    if kind == "drive":
        return drive == whose and looked.sees(name, address)
    if name in looked.root_owners:
        return looked.root_owners[name] == address
    if drive and not call["includeItemsFromAllDrives"]:
        return False
    return looked.lists(name, address, frozenset({"user", drive} if drive in looked.drives(address) else {"user"}))


CHANGES: Behaviours = {"changes.getStartPageToken": _start, "changes.list": _list}
