"""Small worlds of Drive on the sandbox, and a crawl of them."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audit.model.facts import Acl, Membership, MembershipKind, Resource
from audit.ports import Facts, Scope
from audit.runs.memory import MemorySink
from policies.levels import Level
from policies.locations import Location
from providers.google_api import names
from providers.google_api.session import Sessions
from providers.google_workspace.directory import Administrators, Directory, Group, User
from providers.google_workspace.drive.crawling import crawl
from providers.google_workspace.kinds import PROVIDER
from providers.google_workspace.operations import OPERATIONS
from providers.google_workspace.settings import WorkspaceSettings
from providers.sandbox.google.server import GoogleServer
from providers.sandbox.google.world import World

AT = datetime(2026, 10, 15, 2, tzinfo=UTC)
ADMIN = "p01@shop.example"
FOLDER = "application/vnd.google-apps.folder"
Row = dict[str, Any]


def address(name: str) -> str:
    """`p02` as an address of the company; one with an @ stays."""
    return name if "@" in name else f"{name}@shop.example"


def user(name: str, role: str, **more: Any) -> Row:
    """A permission for a user."""
    return {"type": "user", "role": role, "emailAddress": address(name), **more}


def group(name: str, role: str, **more: Any) -> Row:
    """A permission for a group."""
    return {"type": "group", "role": role, "emailAddress": address(name), **more}


def domain(name: str, role: str, **more: Any) -> Row:
    """A permission for a domain."""
    return {"type": "domain", "role": role, "domain": name, **more}


def anyone(role: str, **more: Any) -> Row:
    """A permission for anyone."""
    return {"type": "anyone", "role": role, **more}


class Office:
    """A world with users, groups and a Drive, built a line at a time."""

    def __init__(self, *people: str) -> None:
        self.world = World(customer={"id": "C01", "customerDomain": "shop.example"}, now="2026-10-15T02:00:00Z")
        self.nested: dict[str, tuple[str, ...]] = {}
        self.admins = Administrators()
        for name in people or ("p01", "p02", "p03"):
            self.person(name)

    def person(self, name: str, **more: Any) -> None:
        """A user with a My Drive, `root-p02`."""
        known = address(name)
        number = str(100 + len(self.world.users))
        self.world.users[known] = {"id": number, "primaryEmail": known, "name": {"fullName": name}, "isAdmin": known == ADMIN, **more}
        self.world.roots[known] = f"root-{name}"

    def team(self, name: str, *members: str) -> None:
        """A group; members are users or groups."""
        self.world.groups[address(name)] = {"id": f"g-{name}", "email": address(name), "name": name}
        kinds = {each: "GROUP" if address(each) in self.world.groups else "USER" for each in members}
        self.world.members[address(name)] = [{"email": address(each), "type": kind, "role": "MEMBER"} for each, kind in kinds.items()]

    def drive(self, name: str, *members: Row, **restrictions: bool) -> None:
        """A shared drive."""
        self.world.drives[name] = {"id": name, "name": name.title(), "restrictions": restrictions}
        self.world.drive_members[name] = list(members)

    def mine(self, name: str, owner: str, parent: str = "", *permissions: Row, folder: bool = False, **more: Any) -> None:
        """An item of a My Drive; without a parent it lies in the root."""
        place = [parent or f"root-{owner}"] if parent != "-" else []
        self._put(
            name, {"owners": [{"emailAddress": address(owner)}], "parents": place, "permissions": list(permissions), **more}, folder=folder
        )

    def ours(self, name: str, drive: str, parent: str = "", *permissions: Row, folder: bool = False, **more: Any) -> None:
        """An item of a shared drive; without a parent it lies at its top."""
        self._put(name, {"driveId": drive, "parents": [parent or drive], "permissions": list(permissions), **more}, folder=folder)

    def _put(self, name: str, item: dict[str, Any], *, folder: bool) -> None:
        kind = {"mimeType": FOLDER} if folder else {"mimeType": "text/plain", "size": "12"}
        self.world.files[name] = {"id": name, "name": f"{name}.txt", "modifiedTime": "2026-10-01T08:00:00.000Z", **kind, **item}

    def directory(self) -> Directory:
        """What the directory would say."""
        users = [
            User(f"google://user/{name}", name, each["id"], "disabled" if each.get("suspended") else "active")
            for name, each in self.world.users.items()
        ]
        groups = [Group(f"google://group/{name}", name, each["id"]) for name, each in self.world.groups.items()]
        found = Directory.of("C01", ["shop.example"], users, groups)
        return Directory(found.customer, found.domains, found.users, found.groups, found.known, self.admins)

    def memberships(self) -> list[Membership]:
        """Who is in which group."""
        return [
            Membership(f"google://{each['type'].lower()}/{each['email']}", f"google://group/{name}", MembershipKind.MEMBER)
            for name, members in self.world.members.items()
            for each in members
        ]


@contextmanager
def served(office: Office) -> Iterator[GoogleServer]:
    """The sandbox with this office."""
    with GoogleServer(office.world) as server:
        yield server
        assert not server.problems, server.problems


def sessions(server: GoogleServer, **more: Any) -> tuple[Sessions, WorkspaceSettings]:
    """Signed in with the sandbox's key."""
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key.json"
        server.write_key(key)
        settings = WorkspaceSettings(key_file=str(key), subject=ADMIN, endpoint_url=server.url, workers=2, max_attempts=2, **more)
        return Sessions(settings, OPERATIONS), settings


def read(
    office: Office,
    server: GoogleServer,
    previous: Facts | None = None,
    *,
    locations: Sequence[Location] = (),
    sink: MemorySink | None = None,
    at: datetime = AT,
    **more: Any,
) -> Facts:
    """The facts of one crawl."""
    asked, settings = sessions(server, **more)
    kept = sink or MemorySink()
    scope = Scope("{}", at, tuple(locations), previous=previous)
    directory = office.directory()
    kept.add(*(names.user(each.address).principal(PROVIDER, status=each.status) for each in directory.users))
    kept.add(*(names.group(each.address).principal(PROVIDER) for each in directory.groups), *office.memberships())
    crawl(asked, settings, directory, scope, kept, memberships=office.memberships())
    return kept.facts()


def crawled(office: Office, **more: Any) -> Facts:
    """The facts of one crawl of an office that is served for that."""
    with served(office) as server:
        return read(office, server, **more)


def resource(facts: Facts, name: str) -> Resource:
    """One resource, by Google's id."""
    return next(each for each in facts.resources() if each.id == f"drive://{name}")


def acl(facts: Facts, name: str) -> Acl:
    """The acl of a resource."""
    its = resource(facts, name).acl
    return next(each for each in facts.acls() if each.id == its)


def levels(facts: Facts, name: str) -> Mapping[str, Level]:
    """What each principal has on a resource, united."""
    found: dict[str, Level] = {}
    for grant in acl(facts, name).grants:
        found[grant.principal] = found.get(grant.principal, Level.NONE) | grant.levels
    return found
