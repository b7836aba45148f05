"""The part of a small random world of Microsoft that lies in Azure: a tree, roles, stores, and who has which role on what."""

from random import Random
from typing import Any

from providers.sandbox.microsoft.world import TENANT, World
from tests.reference.azure_worlds import KNOWN_ROLES, guid
from tests.unit.providers.microsoft365.files.worlds import number, person, team

Row = dict[str, Any]
SUBS = tuple(f"/subscriptions/00000000-0000-0000-0000-0000000000{name}" for name in ("a1", "b2"))
ROOT_GROUP = f"/providers/Microsoft.Management/managementGroups/{TENANT}"
GROUP = "/providers/Microsoft.Management/managementGroups/shop"
RG = tuple(f"{sub}/resourceGroups/rg" for sub in SUBS)
_STORAGE = "providers/Microsoft.Storage/storageAccounts"
ONE, TWO = f"{RG[0]}/{_STORAGE}/one", f"{RG[1]}/{_STORAGE}/two"
VAULT, OLD_VAULT = f"{RG[0]}/providers/Microsoft.KeyVault/vaults/v", f"{RG[1]}/providers/Microsoft.KeyVault/vaults/w"
SERVER = f"{RG[1]}/providers/Microsoft.Sql/servers/s"
COSMOS = f"{RG[0]}/providers/Microsoft.DocumentDB/databaseAccounts/c"
MACHINE = number(4, 3)
_ROLES = tuple(KNOWN_ROLES)
_PLACES = ("/", GROUP, *SUBS, *RG, ONE, f"{ONE}/blobServices/default/containers/orders", TWO, VAULT, SERVER, COSMOS)
_BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs"
_CONDITION = "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'orders'"
_KINDS = {"1": "User", "2": "Group", "4": "ServicePrincipal"}  # by the first number of an id


def cloud(made: World, dice: Random) -> None:
    """Adds it to a world."""
    for row in (*_tree(), *_roles(), *_storage(dice), *_stores(dice)):
        made.arm[row["id"].lower()] = row
    made.arm_parents = {GROUP.lower(): ROOT_GROUP.lower(), SUBS[0]: GROUP.lower(), SUBS[1]: ROOT_GROUP.lower()}
    for place in _PLACES:
        for role in dice.sample(_ROLES, dice.choice((0, 0, 1, 1, 2))):
            _assign(made, dice, place, role)


def _thing(arm: str, **more: Any) -> Row:
    return {"id": arm, "name": arm.rpartition("/")[2], "properties": {}} | more


def _tree() -> list[Row]:
    subscribed = [{"id": sub, "subscriptionId": sub[-36:], "displayName": sub[-2:], "state": "Enabled", "tenantId": TENANT} for sub in SUBS]
    return [
        _thing(ROOT_GROUP, properties={"tenantId": TENANT, "displayName": "Tenant Root Group"}),
        _thing(GROUP, properties={"tenantId": TENANT, "displayName": "shop"}),
        *subscribed,
    ]


def _role(name: str) -> str:
    return f"/providers/Microsoft.Authorization/roleDefinitions/{guid(f'role {name}')}"


def _roles() -> list[Row]:
    return [
        _thing(_role(name), properties={"roleName": name, "type": "BuiltInRole", "permissions": sets, "assignableScopes": ["/"]})
        for name, sets in KNOWN_ROLES.items()
    ]


def _assign(made: World, dice: Random, place: str, role: str) -> None:
    """A role for somebody: for good, until a day, to be activated, or denied to one of those who have it."""
    who = dice.choice([*map(person, ("p01", "p02", "p03", "p04", "p05")), *map(team, ("g02", "g03")), number(4, 2), MACHINE])
    name, at = f"r{len(made.arm)}", "" if place == "/" else place
    said: Row = {"principalId": who, "principalType": _KINDS[who[7]], "roleDefinitionId": _role(role), "scope": place}
    conditional = "Blob" in role and not dice.randrange(3)
    said |= {"condition": _CONDITION, "conditionVersion": "2.0"} if conditional else {}
    kind = "roleEligibilityScheduleInstances" if not dice.randrange(6) else "roleAssignments"
    _put(made, f"{at}/providers/Microsoft.Authorization/{kind}/{name}", said)
    if kind == "roleAssignments" and not dice.randrange(5):
        origin = f"{at}/providers/Microsoft.Authorization/{kind}/{name}"
        ends = said | {"endDateTime": "2026-12-31T00:00:00Z", "originRoleAssignmentId": origin}
        _put(made, f"{at}/providers/Microsoft.Authorization/roleAssignmentScheduleInstances/s{name}", ends)
    if at and not dice.randrange(6):
        denied = {"actions": [], "notActions": [], "dataActions": [f"{_BLOBS}/read"], "notDataActions": []}
        told = {"denyAssignmentName": name, "permissions": [denied], "scope": place, "doNotApplyToChildScopes": False}
        whom = {"principals": [{"id": who, "type": _KINDS[who[7]]}], "excludePrincipals": []}
        _put(made, f"{at}/providers/Microsoft.Authorization/denyAssignments/d{name}", told | whom)


def _put(made: World, arm: str, said: Row) -> None:
    made.arm[arm.lower()] = _thing(arm, properties=said)


def _storage(dice: Random) -> list[Row]:
    public = {"allowBlobPublicAccess": not dice.randrange(2), "allowSharedKeyAccess": bool(dice.randrange(2))}
    return [
        _thing(ONE, kind="StorageV2", tags={"data": "personal"}, properties=public),
        _thing(f"{ONE}/blobServices/default/containers/orders", properties={"publicAccess": dice.choice(("None", "None", "Blob"))}),
        _thing(f"{ONE}/blobServices/default/containers/web", properties={"publicAccess": dice.choice(("None", "Container"))}),
        _thing(f"{ONE}/queueServices/default/queues/jobs"),
        _thing(TWO, kind="StorageV2", properties={"allowBlobPublicAccess": False}),
        *(_thing(f"{TWO}/blobServices/default/containers/{name}", properties={"publicAccess": "None"}) for name in ("a", "b", "c")),
        *(_thing(f"{TWO}/fileServices/default/shares/{name}") for name in ("team", "more")),
    ]


def _stores(dice: Random) -> list[Row]:
    people = [person(each) for each in dice.sample(("p01", "p02", "p03", "p04"), 2)]
    policies = [{"objectId": each, "permissions": {"secrets": ["get", "list"]}} for each in people]
    administrator = {"administratorType": "ActiveDirectory", "login": "desk", "sid": team(dice.choice(("g02", "g03")))}
    reads = [{"dataActions": ["Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/read"]}]
    role = f"{COSMOS}/sqlRoleDefinitions/{number(7, 1)}"
    given = {"principalId": people[0], "roleDefinitionId": role, "scope": dice.choice((COSMOS, f"{COSMOS}/dbs/Shop"))}
    acting = {
        "userAssignedIdentities": {f"{RG[0]}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id": {"principalId": MACHINE}}
    }
    return [
        _thing(VAULT, properties={"enableRbacAuthorization": True, "accessPolicies": []}),
        *(_thing(f"{VAULT}/secrets/{name}") for name in ("db", "mail", "more")),
        _thing(OLD_VAULT, properties={"enableRbacAuthorization": False, "accessPolicies": policies}),
        _thing(f"{OLD_VAULT}/secrets/db"),
        _thing(SERVER, properties={"administratorLogin": "sa"}),
        _thing(f"{SERVER}/administrators/ActiveDirectory", properties=administrator),
        _thing(f"{SERVER}/databases/orders"),
        _thing(COSMOS, kind="GlobalDocumentDB", properties={"disableLocalAuth": bool(dice.randrange(2))}),
        _thing(f"{COSMOS}/sqlDatabases/Shop"),
        _thing(f"{COSMOS}/sqlDatabases/Shop/containers/Orders"),
        _thing(role, properties={"roleName": "reads", "permissions": reads}),
        _thing(f"{COSMOS}/sqlRoleAssignments/a1", properties=given),
        _thing(f"{RG[0]}/providers/Microsoft.Compute/virtualMachines/vm", identity=acting),
        _thing(f"{RG[0]}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id", properties={"principalId": MACHINE}),
    ]
