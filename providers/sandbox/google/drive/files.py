"""files.list, files.get, files.listLabels. Source: "Search for files and folders", "Enable shared drives" and the reference of `files`."""

from collections.abc import Callable, Mapping
from typing import Any

from providers.sandbox.google.answers import invalid, not_found
from providers.sandbox.google.calls import Behaviours, Call, Listing
from providers.sandbox.google.drive.index import Index, index
from providers.sandbox.google.drive.rows import FOLDER, permission_id, shown
from providers.sandbox.google.drive.search import search
from providers.sandbox.google.objects import tagged, without
from providers.sandbox.google.world import Object

_CORPORA = ("user", "drive", "domain", "allDrives")
_STORED = ("permissions", "writersCanShare", "owners")  # what is shown in another way than it is kept
_COMPUTED = (
    "kind",
    "permissions",
    "permissionIds",
    "owners",
    "ownedByMe",
    "shared",
    "capabilities",
    "hasAugmentedPermissions",
    "labelInfo",
)


def _list(call: Call) -> Listing:
    looked = index(call.world)
    key = ("files.list", call.caller.address, call.get("q"), call.get("corpora"), call.get("driveId"), call["includeItemsFromAllDrives"])
    corpora = _corpora(call, looked)
    found = call.world.derive(key, lambda _: _found(call, looked, corpora))
    return Listing("files", found, lambda name: file(call, looked, name, "files"), 100, 1000, always=True, rest={"incompleteSearch": False})


def _corpora(call: Call, looked: Index) -> frozenset[str]:
    """Which corpora a call searches, held against the rules of "Enable shared drives"."""
    corpora, drive = call.get("corpora") or ("drive" if call.get("driveId") else "user"), call.get("driveId")
    if corpora not in _CORPORA:
        raise invalid("corpora")
    if (corpora == "drive") != bool(drive):
        raise invalid("driveId", "The driveId parameter must be specified if and only if corpora is set to drive.")
    if call["includeItemsFromAllDrives"] and not call["supportsAllDrives"]:
        raise invalid("supportsAllDrives", "The supportsAllDrives parameter must be true when includeItemsFromAllDrives is.")
    if corpora in ("drive", "allDrives") and not call["includeItemsFromAllDrives"]:
        raise invalid(
            "includeItemsFromAllDrives", "The includeItemsFromAllDrives parameter must be set to true when corpora is drive or allDrives."
        )
    mine = looked.drives(call.caller.address)
    if drive and drive not in mine:
        raise not_found(f"Shared drive not found: {drive}", "driveId")
    if corpora in ("drive", "domain"):
        return frozenset({drive or "domain"})
    return frozenset({"user", *(mine if call["includeItemsFromAllDrives"] else ())})


def _found(call: Call, looked: Index, corpora: frozenset[str]) -> tuple[str, ...]:
    address = call.caller.address
    test, hint = search(call.get("q"), looked, address)
    if hint is None:
        names = (name for corpus in sorted(corpora, key=lambda its: (its != "user", its)) for name in looked.seen(address, corpus))
    else:
        names = (name for name in hint if looked.lists(name, address, corpora))
    in_drives = call["includeItemsFromAllDrives"]
    return tuple(name for name in dict.fromkeys(names) if (in_drives or "driveId" not in call.world.files[name]) and test(name))


def visible(call: Call, name: str) -> str:
    """The id of an item that the caller may know of; `root` is his own My Drive.

    Raises:
        Refused: 404 for what is not there, not his to see, or in a shared drive that the call says it can't cope with.
    """
    looked = index(call.world)
    if name == "root":
        name = call.world.roots.get(call.caller.address, "")
    item = looked.item(name)
    if item is None or ("driveId" in item and not call["supportsAllDrives"]) or not looked.sees(name, call.caller.address):
        raise not_found(f"File not found: {call['fileId']}.", "fileId")
    return name


def _get(call: Call) -> Mapping[str, Any]:
    return file(call, index(call.world), visible(call, call["fileId"]))


def file(call: Call, looked: Index, name: str, *at: str) -> Object:
    """A file as the caller sees it; only what the call's mask wants at that place is worked out."""
    item = looked.item(name)
    assert item is not None
    mask = call.mask
    for step in at:
        mask = mask.of(step) or mask
    made = without(item, *_STORED)
    if "driveId" not in item:
        made["writersCanShare"] = item.get("writersCanShare", True)
    for field in _COMPUTED:
        if mask.wants(field) and (value := _FIELDS[field](call, looked, name, item)) is not None:
            made[field] = value
    made |= {"trashed": looked.trashed(name), "explicitlyTrashed": bool(item.get("trashed"))}
    return made


def _permissions(call: Call, looked: Index, name: str, item: Object) -> list[Object] | None:
    """Never in a shared drive, and only for who may share: the page "File" of the reference."""
    if "driveId" in item or not looked.shares(name, call.caller.address):
        return None
    return [shown(row, in_drive=False, disabled=bool(item.get("inheritedPermissionsDisabled"))) for row in rows_in_view(call, looked, name)]


def rows_in_view(call: Call, looked: Index, name: str) -> list[Any]:
    """The rows that a call shows: those of a view only when it asks for views."""
    view = call.get("includePermissionsForView")
    if view not in ("", "published"):
        raise invalid("includePermissionsForView")
    return [row for row in looked.rows(name) if row.plain or view]


def _permission_ids(call: Call, looked: Index, name: str, _item: Object) -> list[str]:
    return [permission_id(row.base) for row in rows_in_view(call, looked, name)]


def _owners(call: Call, looked: Index, _name: str, item: Object) -> list[Object] | None:
    if "driveId" in item:
        return None
    return [_owner(call, looked, each) for each in item.get("owners", ())]


def _owner(call: Call, looked: Index, owner: Object) -> Object:
    address = owner["emailAddress"].lower()
    name = owner.get("displayName") or looked.world.users.get(address, {}).get("name", {}).get("fullName")
    ids = {"kind": "drive#user", "emailAddress": owner["emailAddress"], "permissionId": permission_id({"type": "user", **owner})}
    return ids | {"me": address == call.caller.address} | ({"displayName": name} if name else {})


def _owned_by_me(call: Call, _looked: Index, _name: str, item: Object) -> bool | None:
    if "driveId" in item:
        return None
    return any(each["emailAddress"].lower() == call.caller.address for each in item.get("owners", ()))


def _shared(_call: Call, looked: Index, name: str, item: Object) -> bool | None:
    return None if "driveId" in item else sum(row.plain for row in looked.rows(name)) > 1


def _augmented(_call: Call, _looked: Index, _name: str, item: Object) -> bool | None:
    return bool(item.get("permissions")) if "driveId" in item else None


def _capabilities(call: Call, looked: Index, name: str, item: Object) -> Object:
    role = looked.role(name, call.caller.address)
    changes = role in ("writer", "fileOrganizer", "organizer", "owner")
    folder = item.get("mimeType") == FOLDER
    return {
        "canShare": looked.shares(name, call.caller.address),
        "canEdit": changes,
        "canComment": bool(role) and role != "reader",
        "canDownload": bool(role) and not folder,
        "canListChildren": bool(role) and folder,
        "canAddChildren": changes and folder,
        "canTrash": role in ("fileOrganizer", "organizer", "owner"),
    }


def _label_info(call: Call, looked: Index, name: str, _item: Object) -> Object | None:
    wanted = call.get("includeLabels").split(",")
    labels = [each for each in looked.world.file_labels.get(name, ()) if each["id"] in wanted]
    return {"labels": labels} if call.get("includeLabels") else None


_FIELDS: Mapping[str, Callable[[Call, Index, str, Object], Any]] = {
    "kind": lambda _call, _looked, _name, _item: "drive#file",
    "permissions": _permissions,
    "permissionIds": _permission_ids,
    "owners": _owners,
    "ownedByMe": _owned_by_me,
    "shared": _shared,
    "capabilities": _capabilities,
    "hasAugmentedPermissions": _augmented,
    "labelInfo": _label_info,
}


def _list_labels(call: Call) -> Listing:
    looked = index(call.world)
    name = call["fileId"]
    if looked.item(name) is None or not looked.sees(name, call.caller.address):
        raise not_found(f"File not found: {name}.", "fileId")
    return Listing("labels", call.world.file_labels.get(name, []), lambda label: tagged("drive#label", label), 100, 100, always=True)


FILES: Behaviours = {"files.list": _list, "files.get": _get, "files.listLabels": _list_labels}
