import pytest

from providers.sandbox.microsoft.graph.catalog import ROUTES
from providers.sandbox.microsoft.graph.permissions import opening, reading
from providers.sandbox.microsoft.graph.schema import type_of
from tests.turns import by_turns
from tests.unit.providers.sandbox.microsoft.worlds import APP, DRIVE, HR, P01, SERVICE, SITE

WHO = {
    "users/": P01,
    "groups/": HR,
    "servicePrincipals/": SERVICE,
    "applications/": APP,
    "drives/": DRIVE,
    "sites/": SITE,
    "teams/": "t",
    "directory/": "au",
    "directoryRoles/": "role",
    "roleManagement/": "definition",
}
QUERY = {
    "identityGovernance/privilegedAccess/group/": "?$filter=groupId eq 'x'",
    "policies/roleManagementPolicyAssignments": "?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'",
}


def path_of(route):
    who = next((name for start, name in WHO.items() if route.template.startswith(start)), "")
    query = next((text for start, text in QUERY.items() if route.template.startswith(start)), "")
    return route.template.format(id=who, item="f2", channel="c", team="t", list="l", calendar="calendar") + query


@pytest.fixture
def whole(server):
    """Something for each path that names something."""
    world = server.world
    world.teams = {"t": {"id": "t", "displayName": "team"}}
    world.channels = {"t": [{"id": "c", "displayName": "General", "membershipType": "shared"}]}
    world.shared_with = {"t/c": [{"id": "t", "displayName": "team", "isHostTeam": True}]}
    world.channel_folders = {"t/c": f"{DRIVE}/f"}
    world.administrative_units = {"au": {"id": "au", "displayName": "unit"}}
    world.directory_roles = {"role": {"id": "role", "displayName": "Global Administrator", "roleTemplateId": "x"}}
    world.role_definitions = {"definition": {"id": "definition", "displayName": "Reader"}}
    world.user_drives, world.group_drives = {P01: DRIVE}, {HR: DRIVE}
    world.lists = {SITE: [{"id": "l", "displayName": "Leave"}]}
    return server


@pytest.mark.parametrize("route", by_turns(ROUTES), ids=lambda route: route.template)
def test_every_path_is_served_by_its_own_route_and_to_nobody_without_permission(whole, client, route):
    path = path_of(route)
    status, body = client.get(path)
    assert (status, whole.log[-1].operation) == (200, route.template), body
    whole.register(roles={"graph": {"Nothing.Read.All"}})
    assert client.get(path)[0] == 403
    whole.register(roles={"graph": {opening(route)[0]}})
    assert client.get(path)[0] == 200


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.template)
def test_every_route_is_of_a_known_type(route):
    its = type_of(route.type)
    assert its is not None
    assert route.filters <= {*its.properties, "microsoft.graph.aadUserConversationMember"}
    assert set(route.expands) <= set(its.navigation)
    assert route.most >= route.size > 0


def test_no_two_routes_are_one():
    assert len({route.template for route in ROUTES}) == len(ROUTES)


def test_an_auditor_only_reads():
    assert {"User.Read.All", "Member.Read.Hidden", "Sites.FullControl.All"} <= reading()
    assert not [name for name in reading() if "Write" in name]
