"""A tenant of Microsoft 365, made up from its size alone and served over TLS on loopback: any number of users, nested groups, libraries and items.

Answers are compact and not compressed. A page of items is a template in which the names of its library are filled in: the server must not be
what is measured. Its deltas know one night after the first, in which some libraries have changed. It counts what it is asked.

python -m tests.benchmarks.microsoft_tenant SIZE FOLDER    serves until its input ends; first it says its address
"""

import asyncio
import base64
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import UUID

from providers.microsoft365.operations import HIDDEN_MEMBERS, OPERATIONS
from providers.sandbox.microsoft.certificates import server_context, write_authority
from tests.benchmarks.serving import packed, serve, target
from tests.benchmarks.tenants import groups_in, people_in, shares

Row = dict[str, Any]

DOMAIN, TENANT = "big.example", str(UUID(int=1))
HOST = "big.sharepoint.example"
GRAPH = "graph.microsoft.com/v1.0"
PAGE = 200  # items of a page, as Graph gives them
OWN = frozenset((49, 99, 149, 160))  # items of a page that have permissions of their own: two in a hundred, the last one a folder
CHANGED = 500  # one item in so many changes in a night: the first page of libraries here and there
COUNTED = "/counted"
_FOLDER = 20  # items: a folder and what lies in it
_LIBRARY, _AREA, _SITE = "@library@", "@area@", "@site@"


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. Half of the items lie in the OneDrives of the first users, half in the libraries of sites; all there without OneDrives."""

    items: int = 2_000_000
    users: int = 5_000
    groups: int = 2_000
    onedrives: int = 5_000
    sites: int = 100


@dataclass(frozen=True, slots=True)
class Counted:
    """What was asked: requests, and calls when each of a batch counts; of the calls, those about libraries that were read from their beginning."""

    requests: int
    calls: int
    anew: int


def user_id(number: int) -> str:
    return str(UUID(int=(1 << 64) + number))


def group_id(number: int) -> str:
    return str(UUID(int=(2 << 64) + number))


def user(number: int) -> str:
    return f"p{number:05}@{DOMAIN}"


def site_id(number: int) -> str:
    """OneDrives first, then the sites that are no user's."""
    return f"{HOST},{UUID(int=(3 << 64) + number)},{UUID(int=(4 << 64) + number)}"


def library_id(number: int) -> str:
    return f"b!library-{number:012}"


def _item(number: int) -> bytes:
    """An item of a page: one in twenty is a folder, in which the next ones lie."""
    within = number % _FOLDER
    above = f"{_AREA}I{number - within:04}" if within else f"{_LIBRARY}ROOT"
    row: Row = {
        "id": f"{_AREA}I{number:04}",
        "name": f"notes {number}.docx",
        "lastModifiedDateTime": "2026-10-05T14:03:22Z",
        "webUrl": f"https://{HOST}/sites/{_SITE}/documents/{_AREA}-{number}",
        "parentReference": {"driveId": _LIBRARY, "driveType": "business", "id": above},
    }
    row |= {"size": 23040, "file": {"mimeType": _DOCUMENT}} if within else {"folder": {"childCount": _FOLDER - 1}}
    return packed(row | ({"shared": {"scope": "users"}} if number in OWN else {}))


def _grant(role: str, **to: Row) -> Row:
    return {"id": "c:0-" + role, "roles": [role], "grantedToV2": to}


_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOMAINS = [{"name": DOMAIN, "isDefault": True, "isInitial": True}]
_NOTHING = b'{"value":[]}'
_ALONE = {
    "organization": packed({"value": [{"id": TENANT, "displayName": "Big", "verifiedDomains": _DOMAINS}]}),
    "policies": packed({"isEnabled": False}),  # the security defaults
}


class Tenant:
    """What there is, and Graph's answers about it."""

    def __init__(self, size: Size, url: str = "") -> None:
        self.size, self.url = size, url
        own = shares(size.items // 2, size.onedrives) if size.onedrives else []
        self.held = [*own, *shares(size.items - sum(own), size.sites)]
        self.changed = self._night()
        self._items = [_item(number) for number in range(PAGE)]
        self._users = [self._user(number) for number in range(size.users)]
        self._groups = [self._group(number) for number in range(size.groups)]
        self._sites = [self._site(number) for number in range(len(self.held))]

    def _night(self) -> dict[int, int]:
        """How many items of which libraries have changed in the night after the first."""
        left, found = self.size.items // CHANGED, dict[int, int]()
        for library in sorted(range(len(self.held)), key=lambda number: number * 2_654_435_761 % 2**32):
            found[library] = min(PAGE, self.held[library], left)
            left -= found[library]
        return found

    def answer(self, path: str, asked: Mapping[str, str]) -> bytes:
        """The answer to a call."""
        page = int(asked.get("$skiptoken", "0"))
        match path.removeprefix(f"/{GRAPH}/").split("/"):
            case ["users" | "groups" as kind, "delta"]:
                rows = self._users if kind == "users" else self._groups
                return self._cut(f"{kind}/delta", rows if "$deltatoken" not in asked else [], page, delta=True)
            case ["sites", "getAllSites"]:
                return self._cut("sites/getAllSites", self._sites, page)
            case ["sites", name, "drives"]:
                return packed({"value": [self._library(UUID(name.split(",")[1]).int - (3 << 64))]})
            case ["drives", name, "root", "delta"]:
                return self._delta(int(name[-12:]), page, asked.get("token", ""))
            case ["drives", name, *item, "permissions"]:
                return packed({"value": self.rows(int(name[-12:]), "" if item == ["root"] else item[-1])})
            case [*call]:
                return _ALONE.get(call[0], _NOTHING)

    def rows(self, library: int, item: str) -> list[Row]:
        """The permissions on a library, or on an item with its own."""
        users, groups = self.size.users, self.size.groups
        if library < self.size.onedrives:
            rows = [_grant("owner", user={"id": user_id(library), "email": user(library)})]
        else:
            rows = [_grant("write", group={"id": group_id((library * 7 + each) % groups)}) for each in range(3)]
        if not item:
            return rows
        number = int(item[-4:]) // _FOLDER + library
        link = {"id": "link", "roles": ["read"], "link": {"type": "view", "scope": ("anonymous", "organization")[number % 2]}}
        ways = (
            [link],
            [_grant("read", user={"id": user_id((library + 1) % users)})],
            [_grant("write", group={"id": group_id(library % groups)})],
        )
        return [*rows, *ways[number % len(ways)]]

    def _delta(self, library: int, page: int, token: str) -> bytes:
        name = library_id(library)
        root = packed({"id": f"{name}ROOT", "name": "root", "root": {}, "folder": {"childCount": 1}, "parentReference": {"driveId": name}})
        if token == "night":
            count, following = self.changed[library], 0
            parts = [self._filled(library, 0, count, changed=True)] if count else []
        else:
            left = max(0, self.held[library] - page * PAGE)
            parts, following = ([self._filled(library, page, left)] if left else []), page + 1 if left > PAGE else 0
        parts = [root, *parts] if page == 0 else parts
        path = f"{self.url}/{GRAPH}/drives/{name}/root/delta"
        link = f'"@odata.nextLink":"{path}?$skiptoken={following}"' if following else f'"@odata.deltaLink":"{path}?token=night"'
        return b'{"value":[%b],%b}' % (b",".join(parts), link.encode())

    def _filled(self, library: int, page: int, count: int, *, changed: bool = False) -> bytes:
        text = b",".join(self._items[:count])
        values = {_LIBRARY: library_id(library), _AREA: f"L{library:05}P{page:05}", _SITE: f"{library:022}"}
        for placeholder, value in values.items():
            text = text.replace(placeholder.encode(), value.encode())
        return text.replace(b"2026-10-05T", b"2026-10-15T") if changed else text

    def _cut(self, path: str, rows: Sequence[Row], page: int, *, delta: bool = False) -> bytes:
        more = len(rows) > (page + 1) * PAGE
        link = {"@odata.nextLink": f"{self.url}/{GRAPH}/{path}?$skiptoken={page + 1}"} if more else {}
        if delta and not more:
            link = {"@odata.deltaLink": f"{self.url}/{GRAPH}/{path}?$deltatoken=night"}
        return packed({"value": rows[page * PAGE : (page + 1) * PAGE], **link})

    def _user(self, number: int) -> Row:
        row = {"id": user_id(number), "userPrincipalName": user(number), "mail": user(number), "displayName": f"p{number:05}"}
        return row | {"accountEnabled": True, "userType": "Member", "createdDateTime": "2021-03-01T08:00:00Z"}

    def _group(self, number: int) -> Row:
        rows = [{"@odata.type": "#microsoft.graph.user", "id": user_id(each)} for each in people_in(number, self.size.users)]
        rows += [{"@odata.type": "#microsoft.graph.group", "id": group_id(each)} for each in groups_in(number, self.size.groups)]
        row: Row = {"id": group_id(number), "displayName": f"team {number}", "securityEnabled": True, "groupTypes": []}
        return row | {"members@delta": rows}

    def _site(self, number: int) -> Row:
        personal = number < self.size.onedrives
        url = f"https://{HOST}/{'personal' if personal else 'sites'}/{number:022}"
        return {"id": site_id(number), "name": f"{number}", "displayName": f"site {number}", "webUrl": url, "isPersonalSite": personal}

    def _library(self, number: int) -> Row:
        url = f"https://{HOST}/sites/{number:022}/documents"
        told = {"id": library_id(number), "name": "Documents", "webUrl": url}
        if number < self.size.onedrives:
            return told | {"driveType": "business", "owner": {"user": {"id": user_id(number)}}}
        return told | {"driveType": "documentLibrary"}


class _Server:
    """Answers all that is asked on any connection, and counts it."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant
        self._begin()

    def _begin(self) -> None:
        self._requests, self._calls, self._anew, self._of = 0, 0, set[str](), Counter[str]()

    def answer(self, head: bytes, body: bytes) -> bytes:
        """The body of the answer to a request."""
        asked = urlsplit(target(head))
        if asked.path == COUNTED:
            return self._counted()
        there = f"{self._tenant.url}/login.microsoftonline.com/{TENANT}"
        if asked.path.endswith("/token"):
            return packed({"access_token": token(), "expires_in": 3600, "token_type": "Bearer"})
        if asked.path.endswith("/openid-configuration"):
            ways = {f"{way}_endpoint": f"{there}/oauth2/v2.0/{path}" for way, path in (("authorization", "authorize"), ("token", "token"))}
            return packed({"issuer": f"{there}/v2.0", **ways})
        self._requests += 1
        if asked.path.endswith("/$batch"):
            return packed({"responses": list(self._batched(json.loads(body)["requests"]))})
        return self._told(asked.path, asked.query)

    def _batched(self, requests: Sequence[Row]) -> Iterator[Row]:
        for one in requests:
            path, _, query = one["url"].partition("?")
            answer = self._told(f"/{GRAPH}/{path.lstrip('/')}", query)
            yield {"id": one["id"], "status": 200, "headers": {"Content-Type": "application/json"}, "body": json.loads(answer)}

    def _told(self, path: str, query: str) -> bytes:
        asked = dict(parse_qsl(query))
        self._calls += 1
        if (found := _OF_DRIVE.search(unquote(path))) is not None:
            self._of[found[1]] += 1
            if found[2] == "root/delta" and not {"token", "$skiptoken"} & asked.keys():
                self._anew.add(found[1])
        return self._tenant.answer(unquote(path), asked)

    def _counted(self) -> bytes:
        """What was asked since this was."""
        told = Counted(self._requests, self._calls, sum(self._of[library] for library in self._anew))
        self._begin()
        return packed(asdict(told))


@cache
def token() -> str:
    """One that looks as if it had all permissions."""
    roles = {"roles": sorted({operation.permission for operation in OPERATIONS} | {HIDDEN_MEMBERS})}
    return f"e30.{base64.urlsafe_b64encode(packed(roles)).decode().rstrip('=')}.e30"


_OF_DRIVE = re.compile(r"/drives/([^/]+)/(.+)")


def _serve(size: Size, folder: Path) -> None:
    write_authority(folder / "ca.pem")
    asyncio.run(serve(lambda url: _Server(Tenant(size, url)).answer, server_context(folder)))


if __name__ == "__main__":
    _serve(Size(**json.loads(sys.argv[1])), Path(sys.argv[2]))
