"""Random libraries, and what people do in them: for properties. Each act leaves in the deltas what Graph's would, and no more."""

from random import Random

from providers.sandbox.microsoft import edits
from tests.unit.providers.microsoft365.files.worlds import Office, Row, group, internal, link, site_group, user

PEOPLE = ("p01", "p02", "p03", "p04", "p05")
DRIVES = ("lib1", "lib2", "mine")


def office(dice: Random) -> Office:
    """An office of five with two sites, three libraries and up to thirty items."""
    found = Office(*PEOPLE)
    found.world.shuffled = dice.random() < 0.5
    found.team("g01", *dice.sample(PEOPLE, 2), owners=(dice.choice(PEOPLE),))
    hr = found.site("hr", "p01", groups={3: tuple(dice.sample(PEOPLE, 2)), 5: ()})
    mine = found.site("mine", "p02", personal="p02")
    found.library("lib1", hr, site_group(3, "write"), *permissions(dice))
    found.library("lib2", hr, site_group(3, "write"))
    found.library("mine", mine, user("p02", "owner"), owner="p02")
    for _ in range(dice.randint(4, 24)):
        add(found, dice)
    return found


def permissions(dice: Random) -> list[Row]:
    """Some permissions, at least one, each with an id of its own."""
    return list({row["id"]: row for row in (permission(dice) for _ in range(dice.randint(1, 3)))}.values())


def permission(dice: Random) -> Row:
    """Any permission that one can set."""
    ends: Row = {"expirationDateTime": dice.choice(("2026-10-16T00:00:00Z", "2026-12-01T12:00:00Z"))} if dice.random() < 0.2 else {}
    return dice.choice(
        (
            user(dice.choice(PEOPLE), dice.choice(("read", "write", "owner"))),
            group("g01", dice.choice(("read", "write"))),
            site_group(dice.choice((3, 5)), "read"),
            internal("read"),
            link("anonymous", dice.choice(("view", "edit")), **ends),
            link("organization", dice.choice(("view", "edit")), **ends),
            link("users", "edit", *dice.sample(PEOPLE, 2), **ends),
            link("existingAccess"),
        )
    )


def add(found: Office, dice: Random) -> str:
    """A file or folder somewhere; gives drive/name."""
    drive = dice.choice(DRIVES)
    name = f"i{sum(map(len, found.world.items.values()))}-{dice.randint(0, 9999)}"
    place = dice.choice(folders(found, drive))
    own = permissions(dice) if dice.random() < 0.25 else []
    found.item(name, drive, place, *own, folder=dice.random() < 0.4)
    return f"{drive}/{name}"


def folders(found: Office, drive: str) -> list[str]:
    """The folders of a library, its root too."""
    return [name for name, item in found.world.items[drive].items() if "folder" in item]


def act(found: Office, dice: Random) -> None:
    """Somebody does something."""
    every = [f"{drive}/{name}" for drive in DRIVES for name, item in found.world.items[drive].items() if "root" not in item]
    if not every or dice.random() < 0.25:
        dice.choice((_create, _create, _library, _groups))(found, dice)
        return
    chosen = dice.choice((_rename, _share, _share, _set, _unshare, _inherit, _inherit, _move, _move, _delete))
    chosen(found, dice, *dice.choice(sorted(every)).split("/"))


def _create(found: Office, dice: Random) -> None:
    drive, name = add(found, dice).split("/")
    edits.put_item(found.world, drive, found.world.items[drive][name])


def _library(found: Office, dice: Random) -> None:
    """The library's own permissions."""
    drive = dice.choice(DRIVES)
    edits.set_permissions(found.world, drive, f"{drive}-root", permissions(dice))


def _groups(found: Office, dice: Random) -> None:
    """Who is in a group of a site; no delta tells of it."""
    web = next(web for url, web in found.world.sharepoint.items() if url.endswith("/hr"))
    web.group_users[5] = web.users[:1] if dice.random() < 0.5 else []
    found.world.touch()


def _rename(found: Office, _: Random, drive: str, name: str) -> None:
    edits.put_item(found.world, drive, {"id": name, "name": f"{name} again", "lastModifiedDateTime": "2026-10-14T12:00:00Z"})
    readdress(found, drive, name)


def _share(found: Office, dice: Random, drive: str, name: str) -> None:
    """With somebody more than it is."""
    edits.share(found.world, drive, name, permission(dice))


def _set(found: Office, dice: Random, drive: str, name: str) -> None:
    """With some alone."""
    edits.set_permissions(found.world, drive, name, permissions(dice))


def _unshare(found: Office, dice: Random, drive: str, name: str) -> None:
    own = found.world.permissions.get(f"{drive}/{name}", [])
    if len(own) > 1:
        edits.unshare(found.world, drive, name, dice.choice(own)["id"])


def _inherit(found: Office, _: Random, drive: str, name: str) -> None:
    """What is above it holds again."""
    if f"{drive}/{name}" in found.world.permissions:
        edits.inherit(found.world, drive, name)


def _move(found: Office, dice: Random, drive: str, name: str) -> None:
    below = edits.subtree(found.world, drive, name)
    edits.move(found.world, drive, name, dice.choice([each for each in folders(found, drive) if each not in below]))
    readdress(found, drive, name)


def _delete(found: Office, dice: Random, drive: str, name: str) -> None:
    """With all that lies in it, of which the delta may tell or not."""
    found.world.deleted_below = dice.random() < 0.5
    edits.delete_item(found.world, drive, name)


def readdress(found: Office, drive: str, name: str) -> None:
    """With a folder everything in it has another address, of which no delta tells."""
    items = found.world.items[drive]
    for each in edits.subtree(found.world, drive, name):
        above = items[items[each]["parentReference"]["id"]].get("webUrl", found.world.drives[drive]["webUrl"])
        items[each] = {**items[each], "webUrl": f"{above}/{items[each]['name']}".replace(" ", "%20")}
    found.world.touch()
