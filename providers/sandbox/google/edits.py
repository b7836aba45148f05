"""What an administrator or a user does to a world, with the entries that Google would make in Drive's change log and in the audit log.

Each act is dated `world.now`, and makes one entry for the item itself: none for what lies below it.
Source: "Retrieve changes" (Drive API), "Drive log events" and "Groups log events" (Reports API).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from providers.sandbox.google.drive.index import index
from providers.sandbox.google.drive.rows import key_of
from providers.sandbox.google.objects import without
from providers.sandbox.google.world import Change, Object, World


def share(world: World, item: str, permission: Object, *, actor: str = "") -> None:
    """Sets a permission on a file, a folder or a shared drive, in place of the grantee's earlier one."""
    with _changing(world, item):
        kept = [each for each in _held(world, item) if key_of(each) != key_of(permission)]
        _hold(world, item, [*kept, permission])
    _log(world, "drive", "change_user_access", actor, doc_id=item, target_user=_whom(permission), new_value=permission["role"])


def unshare(world: World, item: str, permission: Mapping[str, Any], *, actor: str = "") -> None:
    """Takes a grantee's permission away. Raises ValueError when there is none."""
    kept = [each for each in _held(world, item) if key_of(each) != key_of(permission)]
    if len(kept) == len(_held(world, item)):
        raise ValueError(f"{item} has no permission {dict(permission)}")
    with _changing(world, item):
        _hold(world, item, kept)
    _log(world, "drive", "change_user_access", actor, doc_id=item, target_user=_whom(permission), new_value="none")


def put(world: World, item: Object, *, actor: str = "") -> None:
    """Adds a file or folder, or changes what is said of it: its name, `inheritedPermissionsDisabled`, `writersCanShare`."""
    event = "edit" if item["id"] in world.files else "create"
    with _changing(world, item["id"]):
        world.files[item["id"]] = {**world.files.get(item["id"], {}), **item}
    _log(world, "drive", event, actor, doc_id=item["id"])


def move(world: World, item: str, parent: str, *, actor: str = "") -> None:
    """Puts an item into another folder, with everything below it: within My Drive or a shared drive, or from the one into the other."""
    drive = str((index(world).item(parent) or {}).get("driveId", ""))
    with _changing(world, item):
        world.files[item] = {**world.files[item], "parents": [parent]}
        for name in _subtree(world, item):
            world.files[name] = _moved(world.files[name], drive, actor)
    _log(world, "drive", "move", actor, doc_id=item)


def trash(world: World, item: str, *, trashed: bool = True, actor: str = "") -> None:
    """Puts an item into the trash, where it can still be opened, or takes it out again."""
    with _changing(world, item):
        world.files[item] = {**world.files[item], "trashed": trashed}
    _log(world, "drive", "trash" if trashed else "untrash", actor, doc_id=item)


def delete(world: World, item: str, *, actor: str = "") -> None:
    """Deletes a file, or an empty folder. Raises ValueError for a folder with something in it."""
    if index(world).children.get(item):
        raise ValueError(f"{item} is not empty")
    with _changing(world, item):
        del world.files[item]
    _log(world, "drive", "delete", actor, doc_id=item)


def transfer(world: World, item: str, owner: str, *, actor: str = "") -> None:
    """Gives an item in My Drive to another owner; the earlier one keeps the role of writer ("Transfer file ownership")."""
    file = world.files[item]
    earlier = [{"type": "user", "emailAddress": each["emailAddress"], "role": "writer"} for each in file["owners"]]
    others = [each for each in file.get("permissions", ()) if key_of(each) != ("user", owner.lower(), "", "")]
    with _changing(world, item):
        world.files[item] = {**file, "owners": [{"emailAddress": owner}], "permissions": [*others, *earlier]}
    _log(world, "drive", "change_owner", actor, doc_id=item, new_owner=owner)


def put_drive(world: World, drive: Object, *, actor: str = "") -> None:
    """Adds a shared drive, or changes what is said of it; its members come with `share`."""
    with _changing(world, drive["id"], of_drive=True):
        world.drives[drive["id"]] = {**world.drives.get(drive["id"], {}), **drive}
    _log(world, "drive", "shared_drive_settings_change", actor, shared_drive_id=drive["id"])


def delete_drive(world: World, drive: str, *, actor: str = "") -> None:
    """Deletes an empty shared drive. Raises ValueError for one with something in it."""
    if index(world).of_drive.get(drive):
        raise ValueError(f"{drive} is not empty")
    with _changing(world, drive):
        del world.drives[drive]
        world.drive_members.pop(drive, None)
    _log(world, "drive", "delete", actor, shared_drive_id=drive)


def join(world: World, group: str, member: Object, *, actor: str = "") -> None:
    """Adds a member to a group."""
    world.members[group] = [*world.members.get(group, ()), member]
    world.touch()
    _log(world, "admin", "ADD_GROUP_MEMBER", actor, GROUP_EMAIL=group, USER_EMAIL=member.get("email", ""))


def leave(world: World, group: str, address: str, *, actor: str = "") -> None:
    """Takes a member out of a group. Raises ValueError for somebody who is not in it."""
    kept = [each for each in world.members.get(group, ()) if each.get("email", "").lower() != address.lower()]
    if len(kept) == len(world.members.get(group, ())):
        raise ValueError(f"{address} is no member of {group}")
    world.members[group] = kept
    world.touch()
    _log(world, "admin", "REMOVE_GROUP_MEMBER", actor, GROUP_EMAIL=group, USER_EMAIL=address)


def suspend(world: World, user: str, *, actor: str = "") -> None:
    """Suspends a user."""
    world.users[user] = {**world.users[user], "suspended": True}
    world.touch()
    _log(world, "admin", "SUSPEND_USER", actor, USER_EMAIL=user)


def forget_changes(world: World) -> None:
    """Lets every token of the change log that was given out so far expire."""
    world.first_change += len(world.changes) + 1
    world.changes.clear()


@contextmanager
def _changing(world: World, item: str, *, of_drive: bool | None = None) -> Iterator[None]:
    """Makes the entry of a change that is done inside the `with`."""
    before, seen = _drive(world, item), _seen_by(world, item)
    is_drive = item in world.drives if of_drive is None else of_drive
    yield
    world.touch()
    drives = frozenset({item}) if is_drive else frozenset(drive for drive in (before, _drive(world, item)) if drive is not None)
    world.changes.append(Change(item, drives, world.now, seen, of_drive=is_drive))


def _drive(world: World, item: str) -> str | None:
    """The shared drive that an item lies in; empty in My Drive, None for what is not there."""
    return str(world.files[item].get("driveId", "")) if item in world.files else None


def _seen_by(world: World, item: str) -> frozenset[str]:
    looked = index(world)
    return frozenset(address for address in world.users if looked.item(item) is not None and looked.given(item, address))


def _subtree(world: World, item: str) -> tuple[str, ...]:
    return (item, *(below for child in index(world).children.get(item, ()) for below in _subtree(world, child)))


def _moved(file: Object, drive: str, actor: str) -> Object:
    """A file in a shared drive has no owner; who takes one out of it becomes its owner."""
    made = without(file, "driveId", "owners")
    return made | ({"driveId": drive} if drive else {"owners": file.get("owners", [{"emailAddress": actor}])})


def _held(world: World, item: str) -> tuple[Object, ...]:
    return tuple(world.drive_members.get(item, ()) if item in world.drives else world.files[item].get("permissions", ()))


def _hold(world: World, item: str, permissions: list[Object]) -> None:
    if item in world.drives:
        world.drive_members[item] = permissions
    else:
        world.files[item] = {**world.files[item], "permissions": permissions}


def _whom(permission: Mapping[str, Any]) -> str:
    return str(permission.get("emailAddress") or permission.get("domain") or "anyone")


def _log(world: World, application: str, event: str, actor: str, **parameters: str) -> None:
    entry: Object = {
        "id": {
            "time": world.now,
            "uniqueQualifier": str(world.revision),
            "applicationName": application,
            "customerId": world.customer["id"],
        },
        "actor": {"email": actor} if actor else {"callerType": "KEY", "key": "SYSTEM"},
        "events": [{"name": event, "parameters": [{"name": name, "value": value} for name, value in parameters.items() if value]}],
    }
    world.activities.setdefault(application, []).insert(0, entry)
