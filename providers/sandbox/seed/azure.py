"""The sample company's Azure as objects of Azure Resource Manager: subscription, storage, vault, and who has which role on them."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.microsoft.world import Object, World
from providers.sandbox.seed.entra import guid

_ROLES: Mapping[str, tuple[str, Mapping[str, list[str]]]] = {  # "Azure built-in roles", as of 2026-10-27
    "Owner": ("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", {"actions": ["*"]}),
    "Contributor": (
        "b24988ac-6180-42a0-ab88-20f7382dd24c",
        {
            "actions": ["*"],
            "notActions": [
                "Microsoft.Authorization/*/Delete",
                "Microsoft.Authorization/*/Write",
                "Microsoft.Authorization/elevateAccess/Action",
                "Microsoft.Blueprint/blueprintAssignments/write",
                "Microsoft.Blueprint/blueprintAssignments/delete",
                "Microsoft.Compute/galleries/share/action",
                "Microsoft.Purview/consents/write",
                "Microsoft.Purview/consents/delete",
                "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
            ],
        },
    ),
    "Storage Blob Data Reader": (
        "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
        {
            "actions": [
                "Microsoft.Storage/storageAccounts/blobServices/containers/read",
                "Microsoft.Storage/storageAccounts/blobServices/generateUserDelegationKey/action",
            ],
            "dataActions": ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"],
        },
    ),
}
_EMPTY: Mapping[str, list[str]] = {"actions": [], "notActions": [], "dataActions": [], "notDataActions": []}
_BUILT_IN = "/providers/Microsoft.Authorization/roleDefinitions"


def make_azure(said: Mapping[str, Any], world: World) -> None:
    """Fills the world with the company's subscription."""
    top = f"/subscriptions/{said['subscription']['id']}"
    root, group = (f"/providers/Microsoft.Management/managementGroups/{name}" for name in (world.tenant, said["management_group"]))
    for number, name in ((root, "Tenant Root Group"), (group, said["management_group"])):
        found = {"id": number, "type": "Microsoft.Management/managementGroups", "name": number.rpartition("/")[2]}
        _put(world, found | {"properties": {"tenantId": world.tenant, "displayName": name}})
    told = {
        "subscriptionId": said["subscription"]["id"],
        "displayName": said["subscription"]["name"],
        "state": "Enabled",
        "tenantId": world.tenant,
    }
    _put(world, {"id": top, **told})
    world.arm_parents |= {group.lower(): root.lower(), top.lower(): group.lower()}
    for name, about in said["resource_groups"].items():
        place = f"{top}/resourceGroups/{name}"
        _put(world, {"id": place, "type": "Microsoft.Resources/resourceGroups", "name": name, "location": "westeurope", "properties": {}})
        for account, store in about.get("storage_accounts", {}).items():
            _make_account(f"{place}/providers/Microsoft.Storage/storageAccounts/{account}", account, store, world)
        for vault, held in about.get("vaults", {}).items():
            _make_vault(f"{place}/providers/Microsoft.KeyVault/vaults/{vault}", vault, held, world)
    for name, (number, permissions) in _ROLES.items():
        definition = {"roleName": name, "type": "BuiltInRole", "assignableScopes": ["/"], "permissions": [{**_EMPTY, **permissions}]}
        _put(
            world,
            {"id": f"{_BUILT_IN}/{number}", "name": number, "type": "Microsoft.Authorization/roleDefinitions", "properties": definition},
        )
    for one in said["assignments"]:
        _assign(one, top if one["at"] == "subscription" else f"{top}/resourceGroups/{one['at']}", world)


def _put(world: World, resource: Object) -> None:
    world.arm[resource["id"].lower()] = resource


def _make_account(place: str, name: str, about: Mapping[str, Any], world: World) -> None:
    properties = {
        "allowBlobPublicAccess": about.get("public", False),
        "allowSharedKeyAccess": about.get("shared_keys", False),
        "supportsHttpsTrafficOnly": True,
        "minimumTlsVersion": "TLS1_2",
        "networkAcls": {"defaultAction": "Allow", "ipRules": [], "virtualNetworkRules": []},
        "encryption": {"keySource": "Microsoft.Storage", "services": {"blob": {"enabled": True}}},
    }
    told = {"type": "Microsoft.Storage/storageAccounts", "kind": "StorageV2", "location": "westeurope", "tags": about.get("tags", {})}
    _put(world, {"id": place, "name": name, **told, "properties": properties})
    if days := about.get("deleted_after"):
        _put(world, _lifecycle(place, days))
    if about.get("logged"):
        _put(world, _logs(f"{place}/blobServices/default", "StorageRead"))
    for container, held in about["containers"].items():
        number = f"{place}/blobServices/default/containers/{container}"
        kind = "Microsoft.Storage/storageAccounts/blobServices/containers"
        _put(world, {"id": number, "name": container, "type": kind, "properties": {"publicAccess": held.get("public", "None")}})


def _lifecycle(place: str, days: int) -> Object:
    action = {"baseBlob": {"delete": {"daysAfterModificationGreaterThan": days}}}
    rule = {"name": "old", "enabled": True, "type": "Lifecycle", "definition": {"filters": {"blobTypes": ["blockBlob"]}, "actions": action}}
    kind = "Microsoft.Storage/storageAccounts/managementPolicies"
    return {"id": f"{place}/managementPolicies/default", "name": "default", "type": kind, "properties": {"policy": {"rules": [rule]}}}


def _logs(place: str, category: str) -> Object:
    number = f"{place}/providers/Microsoft.Insights/diagnosticSettings/to-workspace"
    logs = {"logs": [{"category": category, "enabled": True}]}
    return {"id": number, "name": "to-workspace", "type": "Microsoft.Insights/diagnosticSettings", "properties": logs}


def _make_vault(place: str, name: str, about: Mapping[str, Any], world: World) -> None:
    policies = []
    for one in about["policies"]:
        kind, _, who = one["to"].partition(" ")
        held = {"secrets": one["secrets"], "keys": [], "certificates": [], "storage": []}
        policies.append({"tenantId": world.tenant, "objectId": guid(kind, who), "permissions": held})
    properties = {
        "tenantId": world.tenant,
        "enableRbacAuthorization": False,
        "accessPolicies": policies,
        "vaultUri": f"https://{name}.vault.azure.net/",
    }
    _put(world, {"id": place, "name": name, "type": "Microsoft.KeyVault/vaults", "location": "westeurope", "properties": properties})
    if about.get("logged"):
        _put(world, _logs(place, "AuditEvent"))
    for secret in about["secrets"]:
        number = f"{place}/secrets/{secret}"
        uri = f"https://{name}.vault.azure.net/secrets/{secret}"
        kind = "Microsoft.KeyVault/vaults/secrets"
        _put(world, {"id": number, "name": secret, "type": kind, "properties": {"secretUri": uri, "attributes": {"enabled": True}}})


def _assign(one: Mapping[str, Any], scope: str, world: World) -> None:
    kind, _, who = one["to"].partition(" ")
    number = guid("assignment", f"{one['role']}/{one['at']}/{one['to']}")
    told: Object = {
        "principalId": guid(kind, who),
        "principalType": kind.title(),
        "roleDefinitionId": f"{_BUILT_IN}/{_ROLES[one['role']][0]}",
        "scope": scope,
    }
    if condition := one.get("condition"):
        told |= {"condition": condition, "conditionVersion": "2.0"}
    place = f"{scope}/providers/Microsoft.Authorization/roleAssignments/{number}"
    _put(world, {"id": place, "name": number, "type": "Microsoft.Authorization/roleAssignments", "properties": told})
