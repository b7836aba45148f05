"""A tenant of Google Workspace, made up from its size alone and served on loopback: any number of users, nested groups, drives and files.

Answers are compact and not compressed, so that to fetch one costs as little as it can. A page of files is a template in which the names of
its owner or drive are filled in: the server must not be what is measured.

python -m tests.benchmarks.google_tenant SIZE    serves until its input ends; first it says its address
"""

import asyncio
import json
import re
import sys
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.benchmarks.serving import packed, serve, target
from tests.benchmarks.tenants import groups_in, people_in, shares

Row = dict[str, Any]

DOMAIN, CUSTOMER = "big.example", "C01big"
FOLDER = "application/vnd.google-apps.folder"
PAGE = 1000  # files
BLOCK = 50  # folders, which hold one page of a shared drive's files
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SPECIAL = 10  # one page in so many has folders that do not just inherit
_ADDED, _LIMITED, _SHARED = 48, 49, 500  # a folder shared with one more group, one with limited access, and a file shared with a guest

# What is filled in is as long as what it stands for, which is quicker.
_AREA, _TOP = "@area--page@", "@where-it-is"
_OWNER, _OWNER_ID, _TEAM, _TEAM_ID = "@address-of-owner@", "@id-owner@", "@address-of-group@", "@id-group@"
_MEMBERS, _MANAGERS = "@four-numbers".ljust(49, "@"), "@two-numbers".ljust(23, "@")  # `1234567890","1234567890` and so on


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. Half of the files lie in My Drives, half in shared drives; the folders of shared drives are not counted."""

    files: int = 2_000_000
    users: int = 5_000
    groups: int = 2_000
    drives: int = 100


def user(number: int) -> str:
    return f"p{number:05}@{DOMAIN}"


def group(number: int) -> str:
    return f"g{number:05}@{DOMAIN}"


def drive_id(number: int) -> str:
    return f"drive-{number:06}"


def _user_row(number: int | str, address: str, role: str, **more: object) -> Row:
    return {"id": f"{number:>010}", "type": "user", "role": role, "emailAddress": address, "deleted": False, "pendingOwner": False} | more


def _group_row(number: int | str, address: str, role: str) -> Row:
    return {"id": f"{number:>010}", "type": "group", "role": role, "emailAddress": address, "deleted": False}


def _group_number(number: int) -> int:
    return 9_000_000_000 + number


_GUEST = _user_row(8_000_000_001, "guest@elsewhere.example", "reader")
_LINK = {"id": "anyoneWithLink", "type": "anyone", "role": "reader", "allowFileDiscovery": False}
_EVERYBODY = {"id": "7000000001", "type": "domain", "role": "commenter", "domain": DOMAIN, "allowFileDiscovery": True}


def _answer(key: str, rows: Sequence[object], following: int = 0) -> bytes:
    return packed({key: rows} | ({"nextPageToken": str(following)} if following else {}))


def _item(name: str, parent: str, *, folder: bool, **more: object) -> bytes:
    row: Row = {"id": f"{_AREA}-{name}", "name": f"notes {name}.docx", "mimeType": FOLDER if folder else _DOCUMENT, "parents": [parent]}
    row |= {} if folder else {"size": "23040"}
    return packed(row | {"modifiedTime": "2026-10-05T14:03:22.123Z", "trashed": False, "copyRequiresWriterPermission": False} | more)


def _owned() -> Iterator[bytes]:
    """The items of a page of a My Drive: a tenth are folders, one in seven is shared. Who has few of them shares with his team alone."""
    owner, team = _user_row(_OWNER_ID, _OWNER, "owner"), _group_row(_TEAM_ID, _TEAM, "writer")
    until = {**_GUEST, "expirationTime": "2027-03-31T22:00:00.000Z"}
    ways = ([team], [_LINK], [_EVERYBODY], [_GUEST, team], [until], [team, _EVERYBODY], [team, _LINK, _GUEST])
    for number in range(PAGE):
        folder, shared = number % 10 == 0, ways[number // 7 % len(ways)] if number >= 100 else [team]
        above = f"{_AREA}-i{number - number % (100 if folder else 10):03}" if number % 100 else _TOP
        held = {"owners": [{"emailAddress": _OWNER}], "ownedByMe": True, "writersCanShare": True, "inheritedPermissionsDisabled": False}
        yield _item(f"i{number:03}", above, folder=folder, **held, permissions=[owner, *(shared if number % 7 == 0 else ())])


def _in_folder(folder: int, *, special: bool) -> list[str]:
    if special and folder == _LIMITED:
        return [_MANAGERS]
    return [_MEMBERS, _TEAM_ID] if special and folder == _ADDED else [_MEMBERS]


def _folders(*, special: bool) -> Iterator[bytes]:
    """Folders of a shared drive, three in each."""
    for number in range(BLOCK):
        held = {"hasAugmentedPermissions": special and number == _ADDED, "inheritedPermissionsDisabled": special and number == _LIMITED}
        ids = _in_folder(number, special=special)
        above = f"{_AREA}-f{number // 3:02}" if number else _TOP
        yield _item(f"f{number:02}", above, folder=True, driveId=_TOP, **held, permissionIds=ids)


def _files(*, special: bool) -> Iterator[bytes]:
    """The files in them."""
    for number in range(PAGE):
        folder = number * BLOCK // PAGE
        ids = [*_in_folder(folder, special=special), *([_GUEST["id"]] if number == _SHARED else [])]
        held = {"hasAugmentedPermissions": number == _SHARED, "inheritedPermissionsDisabled": False}
        yield _item(f"i{number:03}", f"{_AREA}-f{folder:02}", folder=False, driveId=_TOP, **held, permissionIds=ids)


def _filled(text: bytes, values: Mapping[str, str]) -> bytes:
    for placeholder, value in values.items():
        text = text.replace(placeholder.encode(), value.encode())
    return text


_ADMINISTRATOR = {"roleAssignmentId": "1", "roleId": "1", "assignedTo": f"{0:010}", "assigneeType": "user", "scopeType": "CUSTOMER"}
_OF_CUSTOMER = {
    "domains": _answer("domains", [{"domainName": DOMAIN, "isPrimary": True, "verified": True}]),
    "roles": _answer("items", [{"roleId": "1", "roleName": "_SEED_ADMIN_ROLE", "isSuperAdminRole": True, "isSystemRole": True}]),
    "roleassignments": _answer("items", [_ADMINISTRATOR]),
}


class Tenant:
    """What there is, and Google's answers about it."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.suspended = frozenset(range(99, size.users, 100))  # nobody sees what these own
        owners = [number for number in range(size.users) if number not in self.suspended]
        self.owned = dict(zip(owners, shares(size.files // 2, len(owners)), strict=True))
        self.held = dict(enumerate(shares(size.files - size.files // 2, size.drives)))
        self._owned = tuple(_owned())
        self._files = {special: tuple(_files(special=special)) for special in (False, True)}
        self._folders = {special: b",".join(_folders(special=special)) for special in (False, True)}
        self._users = [self._user(number) for number in range(size.users)]
        self._groups = [
            {"id": str(_group_number(number)), "email": group(number), "name": f"team {number}"} for number in range(size.groups)
        ]

    @property
    def folders(self) -> int:
        """How many folders there are in the shared drives."""
        return sum(_pages(files) * BLOCK for files in self.held.values())

    def manager(self, drive: int) -> int:
        """The user who manages a shared drive."""
        found = drive * 37 % self.size.users
        return found - (found in self.suspended)

    def members(self, drive: int) -> list[Row]:
        """Who is a member of a shared drive, its manager first."""
        manager, teams = self.manager(drive), [(drive * 7 + each) % self.size.groups for each in range(3)]
        roles = ("fileOrganizer", "writer", "reader")
        return [_user_row(manager, user(manager), "organizer"), *starmap(_team_row, zip(teams, roles, strict=True))]

    def team(self, number: int) -> int:
        """The group that a user, or somebody in a shared drive, shares with."""
        return (number * 7 + 3) % self.size.groups

    def rows(self, number: str) -> list[Row]:
        """The permissions on a shared drive, or on a folder or file in one."""
        if number.startswith("drive-"):
            return self.members(int(number[6:]))
        drive, page, kind, place = int(number[1:6]), int(number[8:12]), number[13], int(number[14:])
        folder = place if kind == "f" else place * BLOCK // PAGE
        rows = self.members(drive)
        if page % _SPECIAL == 0 and folder == _LIMITED:
            rows = rows[:2]
        elif page % _SPECIAL == 0 and folder == _ADDED:
            rows.append(_team_row(self.team(drive), "writer"))
        return [*rows, _GUEST | {"emailAddress": f"guest{page % 20}@elsewhere.example"}] if kind == "i" and place == _SHARED else rows

    def my_drive(self, owner: int, page: int) -> bytes:
        """A page of what a user owns."""
        values = {_OWNER: user(owner), _OWNER_ID: f"{owner:010}", _TOP: f"root-{owner:07}", _AREA: f"u{owner:05}-p{page:04}"}
        return self._page(self._owned, self.owned.get(owner, 0), page, values | self._team_values(owner))

    def files(self, drive: int, page: int) -> bytes:
        """A page of the files of a shared drive."""
        return self._page(self._files[page % _SPECIAL == 0], self.held[drive], page, self._drive_values(drive, page))

    def folder_page(self, drive: int, page: int) -> bytes:
        """A page of the folders of a shared drive."""
        held = [
            _filled(self._folders[block % _SPECIAL == 0], self._drive_values(drive, block)) for block in range(_pages(self.held[drive]))
        ]
        first, each = page * PAGE // BLOCK, PAGE // BLOCK
        return _listing(held[first : first + each], page + 1 if len(held) > first + each else 0)

    def answer(self, path: str, asked: Mapping[str, str], number: int) -> bytes:
        """The answer to a call that is asked as a user."""
        page = int(asked.get("pageToken", "0"))
        match path.strip("/").split("/")[1:]:
            case ["drive", "v3", *call]:
                return self._drive(call, asked, number, page)
            case ["admin", "directory", "v1", *call]:
                return self._directory(call, asked, page)
            case ["groups", "v1", "groups", _]:
                return packed({"whoCanJoin": "INVITED_CAN_JOIN", "whoCanViewMembership": "ALL_IN_DOMAIN_CAN_VIEW"})
            case _:
                return b"{}"  # no mail settings, calendars, transfers, events

    def _drive(self, call: Sequence[str], asked: Mapping[str, str], number: int, page: int) -> bytes:
        match call:
            case ["files"] if "driveId" in asked:
                drive = int(asked["driveId"][6:])
                return (self.files if "!=" in asked["q"] else self.folder_page)(drive, page)
            case ["files"]:
                return self.my_drive(number, page)
            case ["files", "root"]:
                owner = _user_row(number, user(number), "owner")
                return packed(
                    {"id": f"root-{number:07}", "name": "My Drive", "mimeType": FOLDER, "ownedByMe": True, "permissions": [owner]}
                )
            case ["files", item, "permissions"]:
                return _answer("permissions", self.rows(item))
            case ["drives"]:
                return _cut("drives", [{"id": drive_id(each), "name": f"drive {each}"} for each in self.held], page, 100)
            case ["changes", "startPageToken"]:
                return packed({"startPageToken": "1"})
            case _:
                raise ValueError(f"no such call: {call}")

    def _directory(self, call: Sequence[str], asked: Mapping[str, str], page: int) -> bytes:
        match call:
            case ["users"]:
                return _cut("users", [] if "showDeleted" in asked else self._users, page, 500)
            case ["groups"]:
                return _cut("groups", self._groups, page, 200)
            case ["groups", key, "members"]:
                return _answer("members", self._members(int(key) - _group_number(0)))
            case _:
                return _OF_CUSTOMER.get(call[-1], b"{}")

    def _user(self, number: int) -> Row:
        row = {"id": f"{number:010}", "primaryEmail": user(number), "customerId": CUSTOMER, "orgUnitPath": "/", "isMailboxSetup": True}
        return row | {"name": {"fullName": f"p{number:05}"}, "isEnrolledIn2Sv": True, "suspended": number in self.suspended}

    def _members(self, number: int) -> list[Row]:
        of = {"role": "MEMBER", "status": "ACTIVE"}
        people = [{"id": f"{each:010}", "email": user(each), "type": "USER", **of} for each in people_in(number, self.size.users)]
        groups = groups_in(number, self.size.groups)
        return [*people, *({"id": str(_group_number(each)), "email": group(each), "type": "GROUP", **of} for each in groups)]

    def _page(self, items: Sequence[bytes], count: int, page: int, values: Mapping[str, str]) -> bytes:
        left = max(0, count - page * PAGE)
        return _listing([_filled(b",".join(items[:left]), values)] if left else [], page + 1 if left > PAGE else 0)

    def _drive_values(self, drive: int, page: int) -> Mapping[str, str]:
        ids = [row["id"] for row in self.members(drive)]
        names = {_TOP: drive_id(drive), _AREA: f"d{drive:05}-p{page:04}"}
        return names | {_MEMBERS: '","'.join(ids), _MANAGERS: '","'.join(ids[:2])} | self._team_values(drive)

    def _team_values(self, number: int) -> Mapping[str, str]:
        return {_TEAM: group(self.team(number)), _TEAM_ID: str(_group_number(self.team(number)))}


def _team_row(number: int, role: str) -> Row:
    return _group_row(_group_number(number), group(number), role)


def _pages(count: int) -> int:
    return -(-count // PAGE)


def _listing(parts: Sequence[bytes], following: int) -> bytes:
    token = b',"nextPageToken":"%d"' % following if following else b""
    return b'{"files":[%b]%b}' % (b",".join(parts), token)


def _cut(key: str, rows: Sequence[object], page: int, most: int) -> bytes:
    return _answer(key, rows[page * most : (page + 1) * most], page + 1 if len(rows) > (page + 1) * most else 0)


class _Server:
    """Answers all that is asked on any connection. A token is the address of who is acted as."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    def answer(self, head: bytes, body: bytes) -> bytes:
        """The body of the answer to a request."""
        asked = urlsplit(target(head))
        if asked.path.endswith("/token"):
            claims = dict(parse_qsl(body.decode()))["assertion"].split(".")[1]
            subject = json.loads(urlsafe_b64decode(claims + "==")).get("sub", "")
            return packed({"access_token": subject or "itself", "expires_in": 3600, "token_type": "Bearer"})
        as_user = _USER.search(head)
        return self._tenant.answer(asked.path, dict(parse_qsl(asked.query)), int(as_user[1]) if as_user else 0)


_USER = re.compile(rb"\r\nauthorization: Bearer p(\d+)@", re.IGNORECASE)


if __name__ == "__main__":
    made = Tenant(Size(**json.loads(sys.argv[1])))
    asyncio.run(serve(lambda _: _Server(made).answer))
