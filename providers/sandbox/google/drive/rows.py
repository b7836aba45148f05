"""Who has what on an item: the permissions set on it and those that come down to it, worked out once.

Source: "Share files, folders, and drives", "Manage folders with limited and expansive access" and "Roles and permissions" (Drive API).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from providers.sandbox.google.objects import Raw, like, part
from providers.sandbox.google.workspace.membership import groups_of
from providers.sandbox.google.world import Object, World

FOLDER = "application/vnd.google-apps.folder"
_ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")  # each can what those before it can
_OF_ROW = ("type", "emailAddress", "domain", "allowFileDiscovery", "displayName", "expirationTime", "pendingOwner", "deleted", "view")


@dataclass(frozen=True, slots=True)
class Detail:
    """One source of a row: set on the item itself, or inherited from another."""

    role: str
    inherited_from: str = ""  # empty: set here
    kind: str = "file"  # or member, of the shared drive


@dataclass(frozen=True, slots=True)
class Row:
    """What one grantee has on an item, from one source or several."""

    base: Mapping[str, Any]  # the permission that was set
    details: tuple[Detail, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """Who it is about, and in which view."""
        return key_of(self.base)

    @property
    def role(self) -> str:
        """The highest of its roles; one that is not known counts for itself."""
        return max((each.role for each in self.details), key=rank)

    @property
    def plain(self) -> bool:
        """Whether it gives the content, not a view alone."""
        return "view" not in self.base


def rank(role: str) -> int:
    """How much a role gives, from 0; -1 for a role that nobody knows."""
    return _ROLES.index(role) if role in _ROLES else -1


def key_of(permission: Mapping[str, Any]) -> tuple[str, ...]:
    """Who a permission is about, and in which view; an account that is gone is another than the one that has its address now."""
    kind = str(permission["type"])
    name = permission.get("emailAddress") or permission.get("domain") or permission.get("id", "")
    name = f"{name}?uid={permission.get('id', '')}" if permission.get("deleted") else name
    found = "find" if permission.get("allowFileDiscovery") else ""
    return (
        kind,
        "" if kind == "anyone" else str(name).lower(),
        found if kind in ("anyone", "domain") else "",
        str(permission.get("view", "")),
    )


def own_rows(world: World, item: Object) -> tuple[Row, ...]:
    """What is set on an item itself, with the owner's row."""
    rows = [Row(each, (Detail(str(each["role"])),)) for each in item.get("permissions", ())]
    if not item.get("driveId") and not any(row.role == "owner" for row in rows):
        rows = [
            Row({"type": "user", "role": "owner", **_person(world, each)}, (Detail("owner"),)) for each in item.get("owners", ())
        ] + rows
    return tuple(row for row in rows if not over(world, row.base))


def over(world: World, permission: Mapping[str, Any]) -> bool:
    """Whether a permission's end has come."""
    return bool(permission.get("expirationTime")) and str(permission["expirationTime"]) <= world.now


def member_rows(world: World, drive: str) -> tuple[Row, ...]:
    """The members of a shared drive, as they stand on the drive."""
    members = world.drive_members.get(drive, ())
    return tuple(Row(each, (Detail(str(each["role"]), "", "member"),)) for each in members if not over(world, each))


def _person(world: World, owner: Object) -> dict[str, Any]:
    user = world.users.get(owner["emailAddress"].lower(), {})
    name = owner.get("displayName") or user.get("name", {}).get("fullName")
    return {"emailAddress": owner["emailAddress"]} | ({"displayName": name} if name else {})


def passed_down(item: str, rows: Iterable[Row], *, owned: bool) -> tuple[Row, ...]:
    """What an item's rows are to its children; `owned`: in My Drive, where the folder's owner can change what others put into it."""
    passed = []
    for row in rows:
        if not row.plain or row.base.get("pendingOwner"):
            continue  # a view is about the folder itself
        details = tuple(
            Detail("writer" if owned and each.role == "owner" else each.role, each.inherited_from or item, each.kind)
            for each in row.details
        )
        passed.append(Row(row.base, details))
    return tuple(passed)


def merged(own: Iterable[Row], inherited: Iterable[Row]) -> tuple[Row, ...]:
    """One row a grantee, from what is set on the item and what comes down to it."""
    rows = {row.key: row for row in inherited}
    for row in own:
        other = rows.get(row.key)
        rows[row.key] = Row(row.base, (*row.details, *other.details)) if other and row.role != "owner" else row
    return tuple(rows.values())


def limited(own: Iterable[Row], inherited: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of a folder with limited access: who is added to it, and organizers; who else could read the parent sees its name."""
    own = tuple(own)
    added = {row.key for row in own}
    inherited = tuple(inherited)
    kept = [row for row in inherited if row.role == "organizer"]  # My Drive's owner has a row of his own
    known = {row.key for row in kept} | added
    names = [
        Row({**row.base, "view": "metadata"}, tuple(Detail("reader", each.inherited_from, each.kind) for each in row.details))
        for row in inherited
        if row.key not in known
    ]
    return (*merged(own, kept), *names)


def shown(row: Row, *, in_drive: bool, disabled: bool = False) -> Object:
    """A row as a Permission."""
    permission = like(row.base, dict(row.base)) if isinstance(row.base, Raw) else part(row.base, _OF_ROW)
    permission |= {"kind": "drive#permission", "id": permission_id(row.base), "role": row.role}
    if permission["type"] in ("user", "group"):
        permission.setdefault("deleted", False)
    if permission["type"] == "user" and not in_drive:
        permission.setdefault("pendingOwner", False)
    if disabled and not row.plain:
        permission["inheritedPermissionsDisabled"] = True
    permission["permissionDetails"] = [_detail(each, in_drive=in_drive) for each in row.details]
    return permission


def _detail(detail: Detail, *, in_drive: bool) -> Object:
    its: Object = {"permissionType": detail.kind, "role": detail.role, "inherited": bool(detail.inherited_from)}
    return its | {"inheritedFrom": detail.inherited_from} if detail.inherited_from and in_drive else its


def permission_id(permission: Mapping[str, Any]) -> str:
    """The id of a permission: the same for the same grantee everywhere."""
    if "id" in permission:
        return str(permission["id"])
    if permission["type"] == "anyone":
        return "anyone" if permission.get("allowFileDiscovery") else "anyoneWithLink"
    name = str(permission.get("emailAddress") or permission.get("domain", "")).lower()
    number = str(int(hashlib.sha256(name.encode()).hexdigest()[:16], 16)).zfill(20)
    return number + "k" if permission["type"] == "domain" else number


def grantees(world: World, address: str) -> frozenset[tuple[str, str]]:
    """Type and name of every permission that lets somebody in without a link: his own and his groups'."""
    return frozenset({("user", address.lower()), *(("group", group) for group in groups_of(world, address))})


def lets_in(world: World, row: Row, address: str, its: frozenset[tuple[str, str]]) -> bool:
    """Whether a row gives somebody something, with the link at hand."""
    kind, name, *_ = row.key
    if kind == "domain":
        return name == address.rpartition("@")[2] or (name.endswith("audience.googledomains.com") and address in world.users)
    return kind == "anyone" or (kind, name) in its


def roles(rows: Iterable[Row], world: World, address: str) -> Iterator[Row]:
    """The rows that count for somebody."""
    its = grantees(world, address)
    return (row for row in rows if lets_in(world, row, address, its))
