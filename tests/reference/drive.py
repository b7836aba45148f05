"""Who may do what on each item of a Drive, worked out the slow and obvious way from the sandbox's world: item by item, from the top down.

Written from the pages "Share files, folders, and drives", "Roles and permissions" and "Manage folders with limited and expansive access"
(Drive API) alone; it shares no line with the crawl or with the sandbox's own reckoning.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from policies.levels import Level
from providers.sandbox.google.world import World

READS = Level.FIND | Level.READ
WRITES = READS | Level.CHANGE
SHARES = WRITES | Level.SHARE
FOLDER = "application/vnd.google-apps.folder"

Row = Mapping[str, Any]


def everything(world: World) -> dict[str, dict[str, Level]]:
    """For each item that an audit can see, the levels of everybody who has any, by the URIs that facts use."""
    found = {f"drive://{name}": _levels(world, name, _on(world, name)) for name in world.files if _seen(world, name)}
    found |= {f"drive://{name}": _levels(world, name, world.drive_members[name]) for name in world.drives}
    roots = {root: owner for owner, root in world.roots.items() if not world.users[owner].get("suspended")}
    return found | {f"drive://{root}": {f"google://user/{owner}": SHARES} for root, owner in roots.items()}


def _seen(world: World, name: str) -> bool:
    """The owner can be acted as, or a manager of the drive."""
    item = world.files[name]
    if "driveId" in item:
        managers = [row for row in world.drive_members[item["driveId"]] if row["role"] == "organizer"]
        return any(not world.users[user].get("suspended") for row in managers for user in _people(world, row["emailAddress"]))
    return any(not world.users[owner["emailAddress"]].get("suspended") for owner in item["owners"])


def _people(world: World, address: str) -> set[str]:
    if address in world.users:
        return {address}
    return {user for member in world.members.get(address, ()) for user in _people(world, member["email"])}


def _on(world: World, name: str) -> list[Row]:
    """Every permission that counts on an item, with those that come down to it."""
    item = world.files[name]
    own = [*({"type": "user", "role": "owner", **owner} for owner in item.get("owners", ())), *item.get("permissions", ())]
    above = list(_from_above(world, item))
    if item.get("inheritedPermissionsDisabled"):
        above = [row if row["role"] == "organizer" else {**row, "view": "metadata"} for row in above]
    return [row for row in (*own, *above) if row.get("expirationTime", world.now + "~") > world.now]


def _from_above(world: World, item: Row) -> Iterator[Row]:
    for parent in item["parents"]:
        if parent in world.files:
            rows = _on(world, parent)
        elif parent in world.drives:
            rows = world.drive_members[parent]
        else:
            rows = [{"type": "user", "role": "owner", "emailAddress": owner} for owner, root in world.roots.items() if root == parent]
        for row in rows:
            if "view" not in row:
                yield {**row, "role": "writer"} if row["role"] == "owner" else row


def _levels(world: World, name: str, rows: list[Row]) -> dict[str, Level]:
    found: dict[str, Level] = {}
    for row in rows:
        who = _who(row)
        found[who] = found.get(who, Level.NONE) | _gives(world, name, row)
    return found


def _gives(world: World, name: str, row: Row) -> Level:
    if row.get("view") == "metadata":
        return Level.FIND
    if row.get("view") == "published" or row["role"] in ("reader", "commenter"):
        return READS
    if row["role"] in ("owner", "organizer"):
        return SHARES
    return SHARES if _may_share(world, name, row["role"]) else WRITES


def _may_share(world: World, name: str, role: str) -> bool:
    item = world.files.get(name, {"driveId": name, "mimeType": FOLDER})
    if "driveId" not in item:
        return bool(item.get("writersCanShare", True))
    restrictions = world.drives[item["driveId"]].get("restrictions", {})
    if restrictions.get("driveMembersOnly"):
        return False
    if item["mimeType"] == FOLDER:
        return role == "fileOrganizer" and not restrictions.get("sharingFoldersRequiresOrganizerPermission")
    return True


def _who(row: Row) -> str:
    name = row.get("emailAddress") or row.get("domain", "")
    match row["type"]:
        case "user" | "group":
            return f"google://{row['type']}/{name}" + (f"?uid={row['id']}" if row.get("deleted") else "")
        case "domain" if name.endswith(".audience.googledomains.com"):
            return f"google://audience/{name.split('.')[0]}"
        case "domain":
            return f"google://{'domain' if row.get('allowFileDiscovery') else 'domain-link'}/{name}"
        case _:
            return "everyone://public" if row.get("allowFileDiscovery") or row.get("view") == "published" else "google://link/anyone"
