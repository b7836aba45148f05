import pytest

from tests.unit.providers.sandbox.microsoft.worlds import GUEST, HR, P01, P02, ids

ROLES = "roleManagement/directory"
PIM = "identityGovernance/privilegedAccess/group"


@pytest.fixture
def roles(server):
    world = server.world
    world.role_definitions = {"d": {"id": "d", "displayName": "Global Administrator", "isBuiltIn": True}}
    world.role_assignments = [{"id": "a", "principalId": P01, "roleDefinitionId": "d", "directoryScopeId": "/"}]
    schedule = {
        "scheduleInfo": {
            "startDateTime": "2026-01-01T00:00:00Z",
            "expiration": {"type": "afterDateTime", "endDateTime": "2027-01-01T00:00:00Z"},
        }
    }
    world.role_eligibility = [
        {"id": "e", "principalId": P02, "roleDefinitionId": "d", "directoryScopeId": "/", "memberType": "Direct", **schedule}
    ]
    world.group_eligibility = [
        {"id": "g1", "groupId": HR, "principalId": GUEST, "accessId": "member", **schedule},
        {"id": "g2", "groupId": "else", "principalId": P01, "accessId": "owner"},
    ]
    world.role_policies = [{"id": "p", "scopeId": "/", "scopeType": "DirectoryRole", "roleDefinitionId": "d", "policyId": "x"}]
    return server


def test_who_has_a_role(roles, client):
    rows, _ = client.value(f"{ROLES}/roleAssignments?$expand=principal")
    assert (rows[0]["principal"]["id"], rows[0]["principal"]["@odata.type"]) == (P01, "#microsoft.graph.user")
    assert client.value(f"{ROLES}/roleAssignments?$expand=roleDefinition")[0][0]["roleDefinition"]["displayName"] == "Global Administrator"
    assert client.value(f"{ROLES}/roleAssignments?$filter=principalId eq '{P02}'")[0] == []


def test_instances_follow_their_schedules(roles, client):
    (schedule,) = client.value(f"{ROLES}/roleEligibilitySchedules")[0]
    (instance,) = client.value(f"{ROLES}/roleEligibilityScheduleInstances")[0]
    assert schedule["scheduleInfo"]["expiration"]["endDateTime"] == instance["endDateTime"] == "2027-01-01T00:00:00Z"
    assert (instance["roleEligibilityScheduleId"], instance["principalId"], "scheduleInfo" in instance) == ("e", P02, False)


def test_groups_are_asked_one_by_one(roles, client):
    for name in ("eligibilitySchedules", "eligibilityScheduleInstances"):
        assert client.refusal(f"{PIM}/{name}") == (400, "MissingParameters")
        assert ids(client.value(f"{PIM}/{name}?$filter=groupId eq '{HR}'")[0]) == ["g1"]
    assert client.refusal("policies/roleManagementPolicyAssignments") == (400, "MissingParameters")


@pytest.mark.parametrize(
    "path",
    [
        f"{ROLES}/roleEligibilitySchedules",
        f"{ROLES}/roleAssignmentScheduleInstances",
        f"{PIM}/assignmentSchedules?$filter=groupId eq 'x'",
        f"{PIM}/eligibilityScheduleInstances?$filter=groupId eq 'x'",
    ],
)
def test_a_tenant_without_the_licence(roles, client, path):
    roles.world.licences = {"P1"}
    assert client.refusal(path) == (400, "AadPremiumLicenseRequired")
    assert client.get(f"{ROLES}/roleAssignments")[0] == 200
