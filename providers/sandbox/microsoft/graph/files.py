"""Drives, their items and permissions.

Source: "List who has access to a file" (permissions): what is inherited is in the list like what is not, and SharePoint never says from where.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from providers.sandbox.google.objects import Object, like, without
from providers.sandbox.microsoft.answers import not_found
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.routes import Route
from providers.sandbox.microsoft.world import World


def effective(world: World, drive: str, item: str) -> Sequence[Object]:
    """The permissions of an item: its own, or those of the nearest folder above that has its own."""
    at: str | None = item
    items = world.items.get(drive, {})
    while at is not None:
        own = world.permissions.get(f"{drive}/{at}")
        if own is not None:
            return own
        at = items.get(at, {}).get("parentReference", {}).get("id")
    return ()


def item_of(call: Call) -> Object:
    """The item that a path names. Raises Refused when there is none."""
    if call.path["item"] == "root":
        return _root(call)
    call.one(call.world.drives)
    found = call.world.items.get(call.path["id"], {}).get(call.path["item"])
    if found is None:
        raise not_found("The resource could not be found.", "itemNotFound")
    return found


def with_facet(world: World, drive: str, item: Mapping[str, Any], *, hierarchical: bool = False) -> Object:
    """An item with `shared`: whenever it is shared at all, or, hierarchically, at the root and where its permissions are its own, be they empty.

    Source: "Best practices for discovering files and detecting changes at scale".
    """
    if "shared" in item:
        return like(item, dict(item))
    is_own = f"{drive}/{item['id']}" in world.permissions
    if hierarchical and not is_own and "root" not in item:
        return like(item, dict(item))
    permissions = effective(world, drive, item["id"])
    if not permissions and not hierarchical:
        return like(item, dict(item))
    return like(item, {**item, "shared": _facet(permissions)})


def _facet(permissions: Sequence[Mapping[str, Any]]) -> Object:
    scopes = [each["link"].get("scope") for each in permissions if "link" in each]
    for scope in ("anonymous", "organization"):
        if scope in scopes:
            return {"scope": scope}
    return {"scope": "users"} if permissions else {}


def _permissions(call: Call) -> Sequence[Object]:
    found = effective(call.world, call.path["id"], item_of(call)["id"])
    return tuple(without(each, "inheritedFrom") for each in found)


def _root(call: Call) -> Object:
    drive = call.one(call.world.drives)["id"]
    root = next((each for each in call.world.items.get(drive, {}).values() if "root" in each), None)
    if root is None:
        raise not_found("The resource could not be found.", "itemNotFound")
    return with_facet(call.world, drive, root)


def _root_permissions(call: Call) -> Sequence[Object]:
    return tuple(without(each, "inheritedFrom") for each in effective(call.world, call.path["id"], _root(call)["id"]))


def _children(parent: Callable[[Call], Mapping[str, Any]]) -> Callable[[Call], Sequence[Object]]:
    def give(call: Call) -> Sequence[Object]:
        above, drive = parent(call)["id"], call.path["id"]
        items = call.world.items.get(drive, {}).values()
        return tuple(with_facet(call.world, drive, each) for each in items if each.get("parentReference", {}).get("id") == above)

    return give


def _drive_of(drives: str, holders: str) -> Callable[[Call], Object]:
    def give(call: Call) -> Object:
        name = getattr(call.world, drives).get(call.one(getattr(call.world, holders))["id"])
        if name is None:
            raise not_found("User's mysite not found.", "ResourceNotFound")
        return call.world.drives[name]

    return give


def _site_drive(call: Call) -> Object:
    names = call.world.site_drives.get(call.one(call.world.sites)["id"], ())
    if not names:
        raise not_found("The resource could not be found.", "itemNotFound")
    return call.world.drives[names[0]]


def _listed(drives: str, holders: str) -> Callable[[Call], Sequence[Object]]:
    def give(call: Call) -> Sequence[Object]:
        name = getattr(call.world, drives).get(call.one(getattr(call.world, holders))["id"])
        return () if name is None else (call.world.drives[name],)

    return give


_FILES = ("Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All", "Sites.FullControl.All")  # as of any other item


def _route(template: str, kind: str, give: Callable[[Call], Any], **more: Any) -> Route:
    return Route(template, kind, give, **{"size": 200, "bounded": False, **more})


FILES: tuple[Route, ...] = (
    _route("users/{id}/drive", "drive", _drive_of("user_drives", "users")),
    _route("users/{id}/drives", "drive", _listed("user_drives", "users")),
    _route("groups/{id}/drive", "drive", _drive_of("group_drives", "groups")),
    _route("groups/{id}/drives", "drive", _listed("group_drives", "groups")),
    _route("sites/{id}/drive", "drive", _site_drive),
    _route("drives/{id}", "drive", lambda call: call.one(call.world.drives)),
    _route("drives/{id}/root", "driveItem", _root, permissions=_FILES),
    _route("drives/{id}/root/children", "driveItem", _children(_root), permissions=_FILES),
    _route("drives/{id}/root/permissions", "permission", _root_permissions, permissions=_FILES, size=1000, most=5000),
    _route("drives/{id}/items/{item}", "driveItem", lambda call: with_facet(call.world, call.path["id"], item_of(call))),
    _route("drives/{id}/items/{item}/children", "driveItem", _children(item_of)),
    _route("drives/{id}/items/{item}/permissions", "permission", _permissions, size=1000, most=5000),
)
