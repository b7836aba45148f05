"""What an administrator or a user does to a world, with the records that deltas tell afterwards.

Sources: "Use delta query to track changes in Microsoft Graph data", "driveItem: delta".
"""

from collections.abc import Sequence

from providers.sandbox.google.objects import Object, like, without
from providers.sandbox.microsoft.graph.files import effective
from providers.sandbox.microsoft.world import Change, World


def put_user(world: World, user: Object) -> None:
    """Adds a user, or changes what is said of one."""
    world.users[user["id"]] = like(user, {**world.users.get(user["id"], {}), **user})
    _record(world, Change("user", user["id"]))


def delete_user(world: World, name: str, *, forever: bool = False) -> None:
    """Deletes a user: it can be restored for a while, or not. Its memberships and ownerships are over."""
    gone = world.users.pop(name)
    if not forever:
        world.deleted[name] = like(gone, {"@odata.type": "#microsoft.graph.user", **gone, "deletedDateTime": world.now})
    _drop(world, name)
    _record(world, Change("user", name))


def restore_user(world: World, name: str) -> None:
    """Takes a deleted user back, in no group."""
    world.users[name] = without(world.deleted.pop(name), "@odata.type", "deletedDateTime")
    _record(world, Change("user", name))


def put_group(world: World, group: Object) -> None:
    """Adds a group, or changes what is said of one."""
    world.groups[group["id"]] = like(group, {**world.groups.get(group["id"], {}), **group})
    _record(world, Change("group", group["id"]))


def delete_group(world: World, name: str, *, forever: bool = False) -> None:
    """Deletes a group. Only a Microsoft 365 group can be restored."""
    gone = world.groups.pop(name)
    if not forever and "Unified" in gone.get("groupTypes", ()):
        world.deleted[name] = like(gone, {"@odata.type": "#microsoft.graph.group", **gone, "deletedDateTime": world.now})
    for held, kind in ((world.members, "member"), (world.owners, "owner")):
        _record(world, *(Change(kind, each, name) for each in held.pop(name, ())))
    _drop(world, name)
    _record(world, Change("group", name))


def join(world: World, group: str, name: str, *, owner: bool = False) -> None:
    """Makes something a member, or an owner, of a group."""
    held = world.owners if owner else world.members
    if name not in held.get(group, ()):
        held[group] = [*held.get(group, ()), name]
        _record(world, Change("owner" if owner else "member", name, group))


def leave(world: World, group: str, name: str, *, owner: bool = False) -> None:
    """Takes a member, or an owner, out of a group. Raises ValueError for what is not in it."""
    held = world.owners if owner else world.members
    if name not in held.get(group, ()):
        raise ValueError(f"{name} is not in {group}")
    held[group] = [each for each in held[group] if each != name]
    _record(world, Change("owner" if owner else "member", name, group))


def put_item(world: World, drive: str, item: Object) -> None:
    """Adds a file or folder, or changes what is said of one: its name."""
    items = world.items.setdefault(drive, {})
    items[item["id"]] = like(item, {**items.get(item["id"], {}), **item})
    _record(world, Change("item", item["id"], drive))


def move(world: World, drive: str, item: str, parent: str) -> None:
    """Puts an item into another folder of its drive, with everything below it. Raises ValueError for a folder below the item."""
    if parent in subtree(world, drive, item):
        raise ValueError(f"{parent} lies in {item}")
    file = world.items[drive][item]
    world.items[drive][item] = like(file, {**file, "parentReference": {**file.get("parentReference", {}), "id": parent}})
    _record(world, Change("item", item, drive))


def delete_item(world: World, drive: str, item: str) -> None:
    """Deletes an item with everything below it. Deltas tell of it, and of what lay below as `world.deleted_below` says."""
    names = subtree(world, drive, item)
    for name in names:
        del world.items[drive][name]
        world.permissions.pop(f"{drive}/{name}", None)
    below = "item" if world.deleted_below else "gone"
    _record(world, Change("item", item, drive), *(Change(below, name, drive) for name in names[1:]))


def share(world: World, drive: str, item: str, permission: Object) -> None:
    """Gives a permission on an item, in place of the one with its id: what was inherited becomes the item's own."""
    kept = [each for each in effective(world, drive, item) if each.get("id") != permission.get("id")]
    _hold(world, drive, item, [*kept, permission])


def unshare(world: World, drive: str, item: str, permission: str) -> None:
    """Takes a permission away by its id. Raises ValueError when the item has none such."""
    own = effective(world, drive, item)
    kept = [each for each in own if each.get("id") != permission]
    if len(kept) == len(own):
        raise ValueError(f"{item} has no permission {permission}")
    _hold(world, drive, item, kept)


def set_permissions(world: World, drive: str, item: str, permissions: Sequence[Object]) -> None:
    """Breaks the inheritance of an item, and gives it these permissions alone."""
    _hold(world, drive, item, list(permissions))


def inherit(world: World, drive: str, item: str) -> None:
    """Takes an item's own permissions away: it inherits again."""
    world.permissions.pop(f"{drive}/{item}", None)
    _record(world, Change("sharing", item, drive))


def forget_changes(world: World) -> None:
    """Lets every delta token that was given out so far expire."""
    world.first_change += len(world.changes) + 1
    world.changes.clear()


def subtree(world: World, drive: str, item: str) -> tuple[str, ...]:
    """An item and everything below it, folders before what is in them."""
    children: dict[str, list[str]] = {}
    for name, each in world.items[drive].items():
        children.setdefault(each.get("parentReference", {}).get("id", ""), []).append(name)
    found = [item]
    for name in found:
        found.extend(children.get(name, ()))
    return tuple(found)


def _hold(world: World, drive: str, item: str, permissions: list[Object]) -> None:
    world.permissions[f"{drive}/{item}"] = permissions
    _record(world, Change("sharing", item, drive))


def _drop(world: World, name: str) -> None:
    """Takes something out of whatever it is in."""
    for held, kind in ((world.members, "member"), (world.owners, "owner")):
        for group, names in held.items():
            if name in names:
                held[group] = [each for each in names if each != name]
                _record(world, Change(kind, name, group))


def _record(world: World, *changes: Change) -> None:
    world.changes.extend(changes)
    world.touch()
