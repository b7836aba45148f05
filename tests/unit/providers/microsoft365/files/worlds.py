"""Small tenants with sites and files on the sandbox, and a crawl of them."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audit.model.facts import Acl, Grant, Membership, MembershipKind, Resource
from audit.ports import Facts, Scope
from audit.runs.memory import MemorySink
from policies.levels import Level
from providers.microsoft365.directory import Administrators, Directory, Group, User
from providers.microsoft365.files.crawling import crawl
from providers.microsoft365.files.operations import OPERATIONS
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft365.settings import Microsoft365Settings
from providers.microsoft_api import names
from providers.microsoft_api.session import Sessions
from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.microsoft.world import TENANT, Change, Web, World

AT = datetime(2026, 10, 15, 2, tzinfo=UTC)
HOST = "sample.sharepoint.example"
ADMIN_ROLE = "microsoft://directory-role/f28a1f50-f6e7-4571-818b-6a12f2af6b6c"
ON_EVERYTHING = ("site administrator", "admin-role", "application-permission")  # sources of what holds on all of a site
Row = dict[str, Any]


def number(kind: int, of: int) -> str:
    """A GUID."""
    return f"{kind:08d}-0000-4000-8000-{of:012d}"


def person(name: str) -> str:
    """The GUID of `p02`."""
    return number(1, int(name[1:]))


def team(name: str) -> str:
    """The GUID of a group, `g01`."""
    return number(2, int(name[1:]))


def site(name: str) -> str:
    """The GUID of a site collection."""
    return number(3, sum(map(ord, name)))


def user(name: str, role: str, **more: Any) -> Row:
    """A permission for a user."""
    account = {"id": person(name), "displayName": name}
    login = {"id": name[1:], "displayName": name, "loginName": f"i:0#.f|membership|{name}@sample.example"}
    return {"id": f"{name}-{role}", "roles": [role], "grantedToV2": {"user": account, "siteUser": login}, **more}


def group(name: str, role: str, **more: Any) -> Row:
    """A permission for a Microsoft 365 group."""
    login = {"id": "40", "displayName": name, "loginName": f"c:0o.c|federateddirectoryclaimprovider|{team(name)}"}
    found = {"group": {"id": team(name), "displayName": name}, "siteUser": login}
    return {"id": f"{name}-{role}", "roles": [role], "grantedToV2": found, **more}


def site_group(of: int, role: str, **more: Any) -> Row:
    """A permission for a group of the site."""
    found = {"siteGroup": {"id": str(of), "displayName": f"group {of}", "loginName": f"group {of}"}}
    return {"id": f"s{of}-{role}", "roles": [role], "grantedToV2": found, **more}


def internal(role: str) -> Row:
    """A permission for everyone except external users."""
    login = {"id": "9", "displayName": "Everyone except external users", "loginName": f"c:0-.f|rolemanager|spo-grid-all-users/{TENANT}"}
    return {
        "id": f"e-{role}",
        "roles": [role],
        "grantedToV2": {"user": {"displayName": "Everyone except external users"}, "siteUser": login},
    }


def link(scope: str, kind: str = "view", *people: str, **more: Any) -> Row:
    """A sharing link."""
    named = [{"user": {"id": person(name), "displayName": name}} for name in people]
    made = {"scope": scope, "type": kind, "webUrl": f"https://{HOST}/:x:/s/{scope}"}
    roles = ["write"] if kind == "edit" else ["read"]
    return {"id": f"l-{scope}-{kind}", "roles": roles, "link": made, **({"grantedToIdentitiesV2": named} if named else {}), **more}


class Office:
    """A tenant with people, groups, sites and files, built a line at a time."""

    def __init__(self, *people: str) -> None:
        self.world = World(now="2026-10-15T02:00:00Z")
        self.administrators = Administrators(sites=(ADMIN_ROLE,))
        for name in people or ("p01", "p02", "p03"):
            self.person(name)

    def person(self, name: str, **more: Any) -> None:
        """A user."""
        address = f"{name}@sample.example"
        self.world.users[person(name)] = {
            "id": person(name),
            "displayName": name,
            "userPrincipalName": address,
            "mail": address,
            "userType": "Member",
            "accountEnabled": True,
            **more,
        }

    def team(self, name: str, *members: str, owners: tuple[str, ...] = ()) -> None:
        """A Microsoft 365 group."""
        its = team(name)
        self.world.groups[its] = {"id": its, "displayName": name, "groupTypes": ["Unified"], "mailEnabled": True, "securityEnabled": False}
        self.world.members[its] = [person(each) for each in members]
        self.world.owners[its] = [person(each) for each in owners]

    def site(self, name: str, *admins: str, personal: str = "", groups: Mapping[int, tuple[str, ...]] | None = None) -> str:
        """A site with what SharePoint's own interface says of it; gives Graph's id."""
        path = f"personal/{personal}_sample_example" if personal else f"sites/{name}"
        url = f"https://{HOST}/{path}"
        composite = f"{HOST},{site(name)},{site(name)}"
        self.world.sites[composite] = {"id": composite, "name": name, "displayName": name, "webUrl": url, "isPersonalSite": bool(personal)}
        users = [_site_user(each, admin=True) for each in admins]
        members = {of: [_site_user(each) for each in held] for of, held in (groups or {}).items()}
        listed: list[Row] = [{"Id": of, "Title": f"group {of}", "LoginName": f"group {of}"} for of in members]
        self.world.sharepoint[url.lower()] = Web({"Title": name, "Url": url}, users, listed, members)
        return composite

    def library(self, name: str, of: str, *permissions: Row, owner: str = "") -> None:
        """A library `name` of a site; its root is `name-root`."""
        url = self.world.sites[of]["webUrl"]
        owned = {"owner": {"user": {"id": person(owner), "displayName": owner}}} if owner else {}
        kind = "business" if owner else "documentLibrary"
        self.world.drives[name] = {"id": name, "name": name, "driveType": kind, "webUrl": f"{url}/{name}", **owned}
        self.world.site_drives.setdefault(of, []).append(name)
        root = f"{name}-root"
        self.world.items[name] = {root: {"id": root, "name": "root", "root": {}, "folder": {}, "parentReference": {"driveId": name}}}
        self.world.permissions[f"{name}/{root}"] = list(permissions)

    def item(self, name: str, drive: str, parent: str = "", *permissions: Row, folder: bool = False) -> None:
        """A file or folder; with permissions it has its own."""
        above = parent or f"{drive}-root"
        url = f"{self.world.items[drive][above].get('webUrl', self.world.drives[drive]['webUrl'])}/{name}"
        kind: Row = {"folder": {}} if folder else {"file": {"mimeType": "text/plain"}, "size": 12}
        place = {"driveId": drive, "id": above}
        changed = "2026-10-01T08:00:00Z"
        self.world.items[drive][name] = {
            "id": name,
            "name": name,
            "webUrl": url,
            "lastModifiedDateTime": changed,
            "parentReference": place,
            **kind,
        }
        if permissions:
            self.world.permissions[f"{drive}/{name}"] = list(permissions)

    def tell(self, drive: str, name: str, kind: str = "item") -> None:
        """Says in the records of deltas that an item, or its sharing, has changed."""
        self.world.changes.append(Change(kind, name, drive))
        self.world.touch()

    def directory(self) -> Directory:
        """What the directory would say."""
        users = [User(names.user(each).id, row["mail"], each, row["userPrincipalName"]) for each, row in self.world.users.items()]
        groups = [Group(names.group(each).id, "", each, row["displayName"]) for each, row in self.world.groups.items()]
        found = Directory.of(TENANT, ["sample.example"], users, groups)
        return Directory(found.tenant, found.domains, found.users, found.groups, (), found.known, self.administrators)

    def memberships(self) -> list[Membership]:
        """Who is in which group, and who owns it."""
        held = ((MembershipKind.MEMBER, self.world.members), (MembershipKind.OWNER, self.world.owners))
        return [
            Membership(names.user(each).id, names.group(of).id, kind)
            for kind, by_group in held
            for of, people in by_group.items()
            for each in people
        ]


def _site_user(name: str, *, admin: bool = False) -> Row:
    """A user as a site knows it; a login name stays as it is."""
    login = name if "|" in name else f"i:0#.f|membership|{name}@sample.example"
    return {"Id": 7, "LoginName": login, "Title": name, "Email": "", "IsSiteAdmin": admin, "PrincipalType": 1}


@contextmanager
def served(office: Office) -> Iterator[MicrosoftServer]:
    """The sandbox with this office."""
    with MicrosoftServer(office.world) as server:
        yield server
        assert not server.problems, server.problems


def sessions(server: MicrosoftServer, folder: Path, *, certificate: bool = True, **more: Any) -> tuple[Sessions, Microsoft365Settings]:
    """Signed in with a certificate, or a secret."""
    if certificate:
        said = server.settings(folder)
    else:
        os.environ["TOEGANG_TEST_SECRET"] = server.secret()
        said = server.connection() | {"secret_variable": "TOEGANG_TEST_SECRET"}
    settings = Microsoft365Settings(**said, workers=2, max_attempts=2, **more)
    return Sessions(settings, OPERATIONS), settings


def read(
    office: Office,
    server: MicrosoftServer,
    previous: Facts | None = None,
    *,
    sink: MemorySink | None = None,
    at: datetime = AT,
    certificate: bool = True,
    **more: Any,
) -> Facts:
    """The facts of one crawl."""
    kept = sink or MemorySink()
    directory = office.directory()
    kept.add(*(names.user(each.directory_id).principal(PROVIDER, status=each.status) for each in directory.users))
    kept.add(*(names.group(each.directory_id).principal(PROVIDER) for each in directory.groups), *office.memberships())
    with tempfile.TemporaryDirectory() as folder:
        asked, settings = sessions(server, Path(folder), certificate=certificate, **more)
        crawl(asked, settings, directory, Scope("{}", at, previous=previous), kept, memberships=office.memberships())
    return kept.facts()


def crawled(office: Office, **more: Any) -> Facts:
    """The facts of one crawl of an office that is served for that."""
    with served(office) as server:
        return read(office, server, **more)


def resource(facts: Facts, uri: str) -> Resource:
    """One resource."""
    return next(each for each in facts.resources() if each.id == uri)


def acl(facts: Facts, uri: str) -> Acl:
    """The acl of a resource."""
    its = resource(facts, uri).acl
    return next(each for each in facts.acls() if each.id == its)


def granted(facts: Facts, uri: str) -> frozenset[Grant]:
    """The grants on a resource, those that hold on the whole site aside."""
    return frozenset(each for each in acl(facts, uri).grants if each.source not in ON_EVERYTHING)


def levels(facts: Facts, uri: str) -> Mapping[str, Level]:
    """What each principal has on a resource, united; those that hold on the whole site aside."""
    found: dict[str, Level] = {}
    for grant in granted(facts, uri):
        found[grant.principal] = found.get(grant.principal, Level.NONE) | grant.levels
    return found
