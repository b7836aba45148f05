"""Random offices, and what people do in them: for properties. Each act leaves in the change logs what Google's would, and no more."""

from random import Random
from typing import Any

from providers.sandbox.google import edits
from tests.unit.providers.google_workspace.drive.worlds import FOLDER, Office, Row, address, anyone, domain, group, user

PEOPLE = ("p01", "p02", "p03", "p04", "p05")
DRIVES = ("sales", "legal")
_AUDIENCE = "a1.audience.googledomains.com"


def office(dice: Random) -> Office:
    """An office of five with two shared drives and up to thirty items."""
    found = Office(*PEOPLE)
    found.team("team", *dice.sample(PEOPLE, 2))
    found.team("all", "team", dice.choice(PEOPLE))
    for name in DRIVES:
        managers = [user(each, "organizer") for each in dice.sample(PEOPLE, dice.randint(0, 2))] or [group("all", "organizer")]
        rest = {address(row["emailAddress"]) for row in managers}
        more = [
            user(each, dice.choice(("reader", "writer", "fileOrganizer"))) for each in dice.sample(PEOPLE, 2) if address(each) not in rest
        ]
        found.drive(name, *managers, *more, **_restrictions(dice))
    for _ in range(dice.randint(4, 24)):
        add(found, dice)
    return found


def _restrictions(dice: Random) -> dict[str, bool]:
    names = ("driveMembersOnly", "sharingFoldersRequiresOrganizerPermission")
    return {name: True for name in names if dice.random() < 0.2}


def permission(dice: Random, drive: str) -> Row:
    """Any permission that one can set."""
    role = dice.choice(("reader", "commenter", "writer", *(("fileOrganizer",) if drive else ())))
    person = dice.choice((*PEOPLE, "x01@other.example", "gone@other.example"))
    more: dict[str, Any] = {"expirationTime": dice.choice(("2026-10-16T00:00:00Z", "2026-12-01T12:00:00Z"))} if dice.random() < 0.2 else {}
    return dice.choice(
        (
            user(person, role, **more, **({"deleted": True, "id": "77"} if person.startswith("gone") else {})),
            user(person, role),
            group(dice.choice(("team", "all", "team@other.example")), role),
            domain("shop.example", "reader", allowFileDiscovery=dice.random() < 0.5),
            domain(_AUDIENCE, "reader", allowFileDiscovery=True),
            anyone("reader", allowFileDiscovery=dice.random() < 0.3),
            anyone("reader", view="published"),
        )
    )


def add(found: Office, dice: Random) -> str:
    """A file or folder somewhere."""
    name, folder = f"i{len(found.world.files) + found.world.revision}-{dice.randint(0, 999)}", dice.random() < 0.4
    drive = dice.choice((*DRIVES, "", "", ""))
    permissions = [permission(dice, drive)] if dice.random() < 0.3 else []
    permissions = [each for each in permissions if not (folder and each.get("view"))]
    limited = {"inheritedPermissionsDisabled": True} if folder and dice.random() < 0.2 else {}
    place = dice.choice((*_folders(found, drive), ""))
    if drive:
        found.ours(name, drive, place, *permissions, folder=folder, **limited)
    else:
        more = {"writersCanShare": False} if dice.random() < 0.2 else {}
        found.mine(name, dice.choice(PEOPLE), place or dice.choice(("", "-")), *permissions, folder=folder, **limited, **more)
    return name


def _folders(found: Office, drive: str) -> list[str]:
    return [name for name, each in found.world.files.items() if each["mimeType"] == FOLDER and each.get("driveId", "") == drive]


def act(found: Office, dice: Random) -> None:
    """Somebody does something."""
    if not found.world.files:
        _create(found, dice)
        return
    acts = (
        _create,
        _share,
        _share,
        _unshare,
        _move,
        _move,
        _rename,
        _trash,
        _limit,
        _give,
        _delete,
        _members,
        _restrict,
        _groups,
        _suspend,
        _carry,
    )
    dice.choice(acts)(found, dice)


def _any(found: Office, dice: Random) -> str:
    return dice.choice(sorted(found.world.files))


def _create(found: Office, dice: Random) -> None:
    name = add(found, dice)
    item = found.world.files.pop(name)
    found.world.touch()
    edits.put(found.world, item)


def _share(found: Office, dice: Random) -> None:
    name = _any(found, dice)
    item = found.world.files[name]
    row = permission(dice, item.get("driveId", ""))
    if item["mimeType"] != FOLDER or not row.get("view"):
        edits.share(found.world, name, row)


def _unshare(found: Office, dice: Random) -> None:
    shared = sorted(name for name, each in found.world.files.items() if each.get("permissions"))
    if shared:
        name = dice.choice(shared)
        edits.unshare(found.world, name, dice.choice(found.world.files[name]["permissions"]))


def _move(found: Office, dice: Random) -> None:
    """To another folder of the same drive, or of any My Drive."""
    name = _any(found, dice)
    item = found.world.files[name]
    drive = item.get("driveId", "")
    below = _below(found, name)
    places = [each for each in _folders(found, drive) if each not in below] + [
        drive or found.world.roots[item["owners"][0]["emailAddress"]]
    ]
    edits.move(found.world, name, dice.choice(places))


def _rename(found: Office, dice: Random) -> None:
    edits.put(found.world, {"id": (name := _any(found, dice)), "name": f"{name} again", "modifiedTime": "2026-10-14T12:00:00.000Z"})


def _trash(found: Office, dice: Random) -> None:
    """All that lies in it too, of which the log says nothing."""
    name = _any(found, dice)
    binned = not found.world.files[name].get("trashed", False)
    for each in _below(found, name)[1:]:
        found.world.files[each] = {**found.world.files[each], "trashed": binned}
    edits.trash(found.world, name, trashed=binned)


def _limit(found: Office, dice: Random) -> None:
    folders = sorted(name for name, each in found.world.files.items() if each["mimeType"] == FOLDER)
    if folders:
        name = dice.choice(folders)
        edits.put(
            found.world, {"id": name, "inheritedPermissionsDisabled": not found.world.files[name].get("inheritedPermissionsDisabled")}
        )


def _give(found: Office, dice: Random) -> None:
    """Makes another the owner."""
    mine = sorted(name for name, each in found.world.files.items() if each.get("owners"))
    if mine:
        edits.transfer(found.world, dice.choice(mine), address(dice.choice(PEOPLE)))


def _delete(found: Office, dice: Random) -> None:
    """With all that lies in it; the log tells of each."""
    for name in reversed(_below(found, _any(found, dice))):
        edits.delete(found.world, name)


def _members(found: Office, dice: Random) -> None:
    drive = dice.choice(DRIVES)
    person = dice.choice(PEOPLE)
    edits.share(found.world, drive, user(person, dice.choice(("reader", "writer", "organizer"))))


def _restrict(found: Office, dice: Random) -> None:
    edits.put_drive(found.world, {"id": dice.choice(DRIVES), "restrictions": _restrictions(dice)})


def _groups(found: Office, dice: Random) -> None:
    found.team("team", *dice.sample(PEOPLE, 2))
    found.world.touch()


def _suspend(found: Office, dice: Random) -> None:
    person = address(dice.choice(PEOPLE[1:]))
    found.world.users[person] = {**found.world.users[person], "suspended": not found.world.users[person].get("suspended", False)}
    found.world.touch()


def _carry(found: Office, dice: Random) -> None:
    """Moves an item, with all in it, into another drive or out of one; the log tells of the item alone."""
    name = _any(found, dice)
    drive = found.world.files[name].get("driveId", "")
    who = dice.choice(PEOPLE)
    edits.move(found.world, name, dice.choice([each for each in (*DRIVES, f"root-{who}") if each != drive]), actor=address(who))


def _below(found: Office, name: str) -> list[str]:
    """An item and all in it, the topmost first."""
    looked = [name]
    for each in looked:
        looked += [other for other, item in found.world.files.items() if each in item.get("parents", ()) and other not in looked]
    return looked
