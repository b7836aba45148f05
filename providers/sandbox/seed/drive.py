"""The sample company's Drive as Google's own objects: shared drives, My Drives, folders, files and what is shared."""

from collections.abc import Iterator, Mapping
from typing import Any

from providers.sandbox.google.world import Object, World
from providers.sandbox.seed.numbers import number
from providers.sandbox.seed.workspace import CREATED, SEEN, at

_FOLDER = "application/vnd.google-apps.folder"


def make_drive(said: Mapping[str, Any], world: World) -> None:
    """Fills the world's Drive: each user has a My Drive."""
    domain = said["domain"]
    for address in world.users:
        _make_my_drive(address, said["my_drives"].get(address.partition("@")[0], {}), domain, world)
    for drive, about in said["shared_drives"].items():
        world.drives[drive] = {
            "kind": "drive#drive",
            "id": drive,
            "name": about["name"],
            "createdTime": CREATED,
            "restrictions": {"driveMembersOnly": about.get("members_only", False)},
        }
        world.drive_members[drive] = list(_permissions(about["members"], domain))
        for item, told in about["items"].items():
            world.files[item] = _item(item, told, told.get("in", drive), domain) | {"driveId": drive}
    world.activities["drive"] = [_looked_at(item, said) for item in said["drive_events"]]


def _looked_at(item: str, said: Mapping[str, Any]) -> Object:
    return {
        "kind": "admin#reports#activity",
        "id": {"time": SEEN, "uniqueQualifier": number(item)[:18], "applicationName": "drive", "customerId": said["customer"]},
        "actor": {"email": at("p14", said["domain"])},
        "events": [{"type": "access", "name": "view", "parameters": [{"name": "doc_id", "value": item}]}],
    }


def _make_my_drive(address: str, items: Mapping[str, Any], domain: str, world: World) -> None:
    root = f"0A-root-of-{address.partition('@')[0]}"
    world.roots[address] = root
    owner = {"owners": [{"kind": "drive#user", "emailAddress": address}], "ownedByMe": True}
    world.files[root] = _item(root, {"name": "My Drive", "folder": True}, "", domain) | owner
    for item, told in items.items():
        world.files[item] = _item(item, told, told.get("in", root), domain) | owner


def _item(item: str, told: Mapping[str, Any], parent: str, domain: str) -> Object:
    return {
        "kind": "drive#file",
        "id": item,
        "name": told["name"],
        "mimeType": _FOLDER if told.get("folder") else "text/csv",
        "parents": [parent] if parent else [],
        "trashed": False,
        "writersCanShare": told.get("writers_share", True),
        "inheritedPermissionsDisabled": False,
        "createdTime": CREATED,
        "modifiedTime": CREATED,
        "permissions": list(_permissions(told.get("open_to", {}), domain)),
    }


def _permissions(said: Mapping[str, str], domain: str) -> Iterator[Object]:
    """`user p14: organizer`, `group marketing: writer`, `domain: reader`, `anyone: reader` (whoever has the link)."""
    for who, role in said.items():
        kind, _, name = who.partition(" ")
        match kind:
            case "user" | "group":
                yield {"type": kind, "role": role, "emailAddress": at(name, domain)}
            case "domain":
                yield {"type": kind, "role": role, "domain": domain, "allowFileDiscovery": True}
            case _:
                yield {"type": kind, "role": role, "allowFileDiscovery": False}
