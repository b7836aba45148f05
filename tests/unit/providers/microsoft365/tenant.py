"""A small tenant: as plain data for the sandbox, and as the adapter knows it once its directory is read."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from audit.model.facts import CoverageStatus, Gap, Membership, MembershipKind, Principal
from audit.ports import Facts, Scope
from audit.runs.memory import MemorySink
from providers.microsoft365 import settings as own_settings
from providers.microsoft365.collect import entra
from providers.microsoft365.collect.granted import granted
from providers.microsoft365.collect.run import Run
from providers.microsoft365.collect.sources import Sources
from providers.microsoft365.directory import Directory
from providers.microsoft365.normalise.privileges import GLOBAL_ADMINISTRATOR
from providers.microsoft365.operations import OPERATIONS
from providers.microsoft_api.session import Sessions
from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.microsoft.world import TENANT, World

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
GRAPH, SHAREPOINT = "00000003-0000-0000-c000-000000000000", "00000003-0000-0ff1-ce00-000000000000"
HELPDESK = "729827e3-9c14-49f7-bb1b-9608f156bbb8"
GROUPS_ADMINISTRATOR = "fdd7a751-b60b-444a-984c-02652fe8fa1c"
ROLES = {GLOBAL_ADMINISTRATOR: "Global Administrator", HELPDESK: "Helpdesk Administrator", GROUPS_ADMINISTRATOR: "Groups Administrator"}


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


P01, P02, P03, GUEST, P05 = (guid(number) for number in range(1, 6))
HR, ADMINS, SECRET, RULED = (guid(number) for number in range(11, 15))
APP, API, REGISTRATION, UNIT = guid(21), guid(22), guid(23), guid(31)


def user_row(number: str, name: str, **more: object) -> dict[str, object]:
    address = f"{name}@sample.example"
    known = {"id": number, "displayName": name, "userPrincipalName": address, "mail": address, "userType": "Member", "accountEnabled": True}
    return known | more


def group_row(number: str, name: str, **more: object) -> dict[str, object]:
    return {"id": number, "displayName": name, "securityEnabled": True, "groupTypes": [], **more}


def role_row(number: str, name: str, *actions: str) -> dict[str, object]:
    permissions = [{"allowedResourceActions": list(actions)}] if actions else []
    return {"id": number, "templateId": number, "displayName": name, "isBuiltIn": True, "isEnabled": True, "rolePermissions": permissions}


def app_row(number: str, app_id: str, name: str, **more: object) -> dict[str, object]:
    return {"id": number, "appId": app_id, "displayName": name, "accountEnabled": True, "servicePrincipalType": "Application", **more}


def assignment(number: str, who: str, role: str, scope: str = "/", **more: object) -> dict[str, object]:
    return {"id": number, "principalId": who, "roleDefinitionId": role, "directoryScopeId": scope, **more}


def schedule(number: str, end: str = "") -> dict[str, object]:
    expiration = {"type": "afterDateTime", "endDateTime": end} if end else {"type": "noExpiration"}
    info = {"startDateTime": "2026-01-01T00:00:00Z", "expiration": expiration}
    return {"id": number, "status": "Provisioned", "memberType": "Direct", "scheduleInfo": info}


MFA_FOR_ALL = {
    "id": guid(41),
    "displayName": "multifactor authentication for all",
    "state": "enabled",
    "conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]}, "clientAppTypes": ["all"]},
    "grantControls": {"operator": "OR", "builtInControls": ["mfa"]},
}


def small_world() -> World:
    """Three users and a guest; HR holds the administrators' group; an application of p02's with Mail.Read."""
    world = World()
    for number, name in ((P01, "p01"), (P02, "p02"), (P03, "p03")):
        world.users[number] = user_row(number, name)
    world.users[GUEST] = user_row(
        GUEST, "x", userType="Guest", userPrincipalName="x_other.example#EXT#@sample.example", mail="x@other.example"
    )
    world.groups = {HR: group_row(HR, "hr"), ADMINS: group_row(ADMINS, "admins", isAssignableToRole=True)}
    world.members = {HR: [P01, ADMINS], ADMINS: [P02]}
    world.owners = {HR: [P03], APP: [P02]}
    world.role_definitions = {number: role_row(number, name) for number, name in ROLES.items()}
    world.role_assignments = [assignment("a1", ADMINS, GLOBAL_ADMINISTRATOR)]
    role = {"id": guid(91), "value": "Mail.Read", "displayName": "Read mail", "isEnabled": True, "allowedMemberTypes": ["Application"]}
    world.service_principals = {
        APP: app_row(APP, guid(51), "robot", appOwnerOrganizationId=TENANT),
        API: app_row(API, GRAPH, "Microsoft Graph", appOwnerOrganizationId="f8cdef31-a31e-4b4a-93e4-5f571e91255a", appRoles=[role]),
    }
    world.app_roles = [{"id": "r1", "appRoleId": guid(91), "principalId": APP, "principalType": "ServicePrincipal", "resourceId": API}]
    world.access_policies = [MFA_FOR_ALL]
    world.registrations = [{"id": number, "isMfaRegistered": True} for number in (P01, P02)]
    return world


@dataclass
class Company:
    """The sandbox with what was read of its directory."""

    server: MicrosoftServer
    folder: Path
    said: list[str] = field(default_factory=list)
    directory: Directory = field(default_factory=Directory)
    memberships: tuple[Membership, ...] = ()

    @property
    def world(self) -> World:
        return self.server.world

    @contextmanager
    def running(self, sink: MemorySink, previous: Facts | None, later: timedelta, **told: object) -> Iterator[Run]:
        text = json.dumps(self.server.settings(self.folder) | {"max_attempts": 1, "workers": 2} | told)
        settings = own_settings.decode(text)
        sources = Sources(Sessions(settings, OPERATIONS), settings)
        scope = Scope(text, AT + later, progress=self.said.append, previous=previous)
        with ThreadPoolExecutor(settings.workers) as pool:
            yield Run(sources, scope, sink, pool)

    def read(self, previous: Facts | None = None, *, later: timedelta = timedelta(), **told: object) -> Facts:
        """Entra ID alone."""
        sink = MemorySink()
        with self.running(sink, previous, later, **told) as run:
            run.roles = granted(run)
            self.directory, self.memberships = entra.read(run)
            sink.add(*run.tally.coverage())
        assert not self.server.problems, list(self.server.problems)
        return sink.facts()


def user(number: str) -> str:
    return f"microsoft://user/{number}"


def group(number: str) -> str:
    return f"microsoft://group/{number}"


def service(number: str) -> str:
    return f"microsoft://service-principal/{number}"


def role(number: str) -> str:
    return f"microsoft://directory-role/{number}"


def principal(facts: Facts, name: str) -> Principal:
    (found,) = [one for one in facts.principals() if one.id == name]
    return found


def steps(facts: Facts, *, to: str = "", of: str = "", kind: MembershipKind | None = None) -> list[Membership]:
    """Memberships into `to`, or of `of`."""
    return [
        one
        for one in facts.memberships()
        if (not to or one.container == to) and (not of or one.member == of) and (kind is None or one.kind is kind)
    ]


def gaps(facts: Facts, scope: str = "") -> list[Gap]:
    return [gap for gap in facts.gaps() if not scope or gap.scope == scope]


def covered(facts: Facts) -> dict[str, CoverageStatus]:
    """How much of each surface was read."""
    return {row.surface: row.status for row in facts.coverage() if row.scope == "microsoft://"}
