"""A small tenant as Azure Resource Manager describes it: one of everything that is read."""

from typing import Any

from providers.sandbox.microsoft.world import World

TENANT = "5a000000-0000-4000-8000-000000000001"
SUB = "/subscriptions/00000000-0000-0000-0000-0000000000a1"
ROOT_GROUP = f"/providers/Microsoft.Management/managementGroups/{TENANT}"
GROUP = "/providers/Microsoft.Management/managementGroups/shop"
RG = f"{SUB}/resourceGroups/rg"
ACCOUNT = f"{RG}/providers/Microsoft.Storage/storageAccounts/shop"
VAULT = f"{RG}/providers/Microsoft.KeyVault/vaults/v"
SERVER = f"{RG}/providers/Microsoft.Sql/servers/s"
COSMOS = f"{RG}/providers/Microsoft.DocumentDB/databaseAccounts/c"
READER, CUSTOM = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "00000000-0000-0000-0000-00000000c001"
P01, STAFF, JOB = (f"00000000-0000-0000-0000-0000000000{number}" for number in ("01", "e1", "f1"))
_BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs"


def shop() -> World:
    """A new one each time."""
    world = World(tenant=TENANT)
    for row in (*_tree(), *_access(), *_services()):
        world.arm[row["id"].lower()] = row
    world.arm_parents = {GROUP.lower(): ROOT_GROUP.lower(), SUB: GROUP.lower()}
    return world


def put(world: World, arm: str, **more: Any) -> None:
    """One more thing, or another in its place."""
    world.arm[arm.lower()] = _thing(arm, **more)


def assignment(number: str, scope: str, who: str, role: str, kind: str = "User", **more: Any) -> dict[str, Any]:
    """A role assignment."""
    at = "" if scope == "/" else scope
    properties = {"principalId": who, "principalType": kind, "roleDefinitionId": _role(role), "scope": scope} | more
    return {"id": f"{at}/providers/Microsoft.Authorization/roleAssignments/{number}", "name": number, "properties": properties}


def _role(name: str) -> str:
    return f"/providers/Microsoft.Authorization/roleDefinitions/{name}"


def _thing(arm: str, **more: Any) -> dict[str, Any]:
    return {"id": arm, "name": arm.rpartition("/")[2], "properties": {}} | more


def _tree() -> list[dict[str, Any]]:
    return [
        _thing(ROOT_GROUP, properties={"tenantId": TENANT, "displayName": "Tenant Root Group"}),
        _thing(GROUP, properties={"tenantId": TENANT, "displayName": "shop"}),
        {"id": SUB, "subscriptionId": SUB.rpartition("/")[2], "displayName": "shop", "state": "Enabled", "tenantId": TENANT},
    ]


def _access() -> list[dict[str, Any]]:
    instance = {"principalId": P01, "principalType": "User", "roleDefinitionId": _role(READER), "scope": RG}
    reading = {"actions": [], "notActions": [], "dataActions": [f"{_BLOBS}/read"], "notDataActions": []}
    return [
        _thing(
            _role(READER),
            properties={"roleName": "Storage Blob Data Reader", "type": "BuiltInRole", "permissions": [reading], "assignableScopes": ["/"]},
        ),
        _thing(_role(CUSTOM), properties={"roleName": "own", "type": "CustomRole", "permissions": [reading], "assignableScopes": [GROUP]}),
        assignment("a1", ACCOUNT, P01, READER),
        assignment("a2", GROUP, STAFF, CUSTOM, "Group"),
        assignment("a3", "/", JOB, READER, "ServicePrincipal"),
        assignment("a4", RG, P01.replace("01", "09"), READER, "Unknown"),
        _thing(
            f"{RG}/providers/Microsoft.Authorization/denyAssignments/d1",
            properties={
                "denyAssignmentName": "d1",
                "permissions": [reading],
                "principals": [{"id": STAFF, "type": "Group"}],
                "excludePrincipals": [],
                "scope": RG,
                "doNotApplyToChildScopes": False,
            },
        ),
        _thing(f"{RG}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/e1", properties=instance),
        _thing(
            f"{ACCOUNT}/providers/Microsoft.Authorization/roleAssignmentScheduleInstances/s1",
            properties=instance
            | {
                "scope": ACCOUNT,
                "endDateTime": "2026-12-31T00:00:00Z",
                "originRoleAssignmentId": f"{ACCOUNT}/providers/Microsoft.Authorization/roleAssignments/a1",
            },
        ),
        _thing(
            f"{SUB}/providers/Microsoft.Authorization/classicAdministrators/c1",
            properties={"emailAddress": "p01@sample.example", "role": "CoAdministrator"},
        ),
    ]


def _services() -> list[dict[str, Any]]:
    return [
        _thing(ACCOUNT, kind="StorageV2", tags={"data": "personal"}, properties={"allowBlobPublicAccess": True}),
        _thing(f"{ACCOUNT}/blobServices/default/containers/orders", properties={"publicAccess": "None"}),
        _thing(f"{ACCOUNT}/blobServices/default/containers/web", properties={"publicAccess": "Blob"}),
        _thing(f"{ACCOUNT}/fileServices/default/shares/team"),
        _thing(f"{ACCOUNT}/queueServices/default/queues/jobs"),
        _thing(f"{ACCOUNT}/tableServices/default/tables/rows"),
        _thing(VAULT, properties={"accessPolicies": [{"objectId": P01, "permissions": {"secrets": ["get"]}}]}),
        _thing(f"{VAULT}/secrets/db"),
        _thing(f"{VAULT}/keys/k"),
        _thing(SERVER, properties={"administratorLogin": "sa"}),
        _thing(
            f"{SERVER}/administrators/ActiveDirectory", properties={"administratorType": "ActiveDirectory", "login": "staff", "sid": STAFF}
        ),
        _thing(f"{SERVER}/firewallRules/all", properties={"startIpAddress": "0.0.0.0", "endIpAddress": "0.0.0.0"}),
        _thing(f"{SERVER}/databases/orders"),
        _thing(COSMOS, kind="GlobalDocumentDB", properties={"disableLocalAuth": True}),
        _thing(f"{COSMOS}/sqlDatabases/Shop"),
        _thing(f"{COSMOS}/sqlDatabases/Shop/containers/Orders"),
        _thing(f"{COSMOS}/sqlRoleDefinitions/r1", properties={"roleName": "reader", "permissions": [{"dataActions": ["*"]}]}),
        _thing(
            f"{COSMOS}/sqlRoleAssignments/a1",
            properties={"principalId": P01, "roleDefinitionId": f"{COSMOS}/sqlRoleDefinitions/r1", "scope": COSMOS},
        ),
        _thing(f"{RG}/providers/Microsoft.Compute/virtualMachines/vm", identity={"principalId": JOB}),
        _thing(f"{RG}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id", properties={"principalId": JOB}),
    ]
