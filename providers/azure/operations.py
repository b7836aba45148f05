"""Every call that is made to Azure: the allow-list of the guard, the audit's custom role and the documentation, in one list.

Calls are named by their path at Azure Resource Manager, `{scope}` being a whole ARM id; all are GET. Paths and versions after each service's REST
reference, permissions after "Azure permissions" (resource provider operations). No call asks for a key, a secret's value or any content.
"""

import json
from collections.abc import Mapping

from audit.ports import Operation

ARM = "arm"

HIERARCHY = "hierarchy"
ROLES = "roles"
ROLE_ASSIGNMENTS = "role-assignments"
DENY_ASSIGNMENTS = "deny-assignments"
PIM = "privileged-identity-management"
CLASSIC_ADMINISTRATORS = "classic-administrators"
STORAGE = "storage"
KEY_VAULT = "key-vault"
SQL = "sql"
COSMOS = "cosmos"
IDENTITIES = "identities"

SUBSCRIPTIONS = "subscriptions"
SUBSCRIPTION = "subscriptions/{id}"
MANAGEMENT_GROUPS = "providers/Microsoft.Management/managementGroups"
DESCENDANTS = "providers/Microsoft.Management/managementGroups/{id}/descendants"
_AUTHORIZATION = "{scope}/providers/Microsoft.Authorization"
ROLE_DEFINITION = f"{_AUTHORIZATION}/roleDefinitions/{{id}}"
TENANT_ROLE_DEFINITION = "providers/Microsoft.Authorization/roleDefinitions/{id}"
ASSIGNMENTS = f"{_AUTHORIZATION}/roleAssignments"
DENIES = f"{_AUTHORIZATION}/denyAssignments"
ELIGIBILITIES = f"{_AUTHORIZATION}/roleEligibilityScheduleInstances"
ACTIVATIONS = f"{_AUTHORIZATION}/roleAssignmentScheduleInstances"
CLASSIC = f"{SUBSCRIPTION}/providers/Microsoft.Authorization/classicAdministrators"
STORAGE_ACCOUNTS = f"{SUBSCRIPTION}/providers/Microsoft.Storage/storageAccounts"
BLOB_SERVICE = "{scope}/blobServices/default"
CONTAINERS = "{scope}/blobServices/default/containers"
BLOB_LOGS = "{scope}/blobServices/default/providers/Microsoft.Insights/diagnosticSettings"
LIFECYCLE = "{scope}/managementPolicies/default"
SHARES = "{scope}/fileServices/default/shares"
QUEUES = "{scope}/queueServices/default/queues"
TABLES = "{scope}/tableServices/default/tables"
VAULTS = f"{SUBSCRIPTION}/providers/Microsoft.KeyVault/vaults"
SECRETS = "{scope}/secrets"
KEYS = "{scope}/keys"
LOGS = "{scope}/providers/Microsoft.Insights/diagnosticSettings"
SQL_SERVERS = f"{SUBSCRIPTION}/providers/Microsoft.Sql/servers"
SQL_ADMINISTRATORS = "{scope}/administrators"
SQL_FIREWALL = "{scope}/firewallRules"
SQL_DATABASES = "{scope}/databases"
SQL_AUDITING = "{scope}/auditingSettings/default"
COSMOS_ACCOUNTS = f"{SUBSCRIPTION}/providers/Microsoft.DocumentDB/databaseAccounts"
COSMOS_DATABASES = "{scope}/sqlDatabases"
COSMOS_CONTAINERS = "{scope}/containers"
COSMOS_ROLES = "{scope}/sqlRoleDefinitions"
COSMOS_ASSIGNMENTS = "{scope}/sqlRoleAssignments"
MACHINES = f"{SUBSCRIPTION}/providers/Microsoft.Compute/virtualMachines"
MANAGED_IDENTITIES = f"{SUBSCRIPTION}/providers/Microsoft.ManagedIdentity/userAssignedIdentities"


def _calls(surface: str, *rows: tuple[str, str, str]) -> tuple[Operation, ...]:
    """One operation a row: call, permission and why."""
    return tuple(Operation(ARM, name, permission, surface, why) for name, permission, why in rows)


_STORAGE = "Microsoft.Storage/storageAccounts"
OPERATIONS: tuple[Operation, ...] = (
    *_calls(
        HIERARCHY,
        (SUBSCRIPTIONS, "Microsoft.Resources/subscriptions/read", "which subscriptions there are"),
        (SUBSCRIPTION, "Microsoft.Resources/subscriptions/read", "the subscriptions of the settings"),
        (MANAGEMENT_GROUPS, "Microsoft.Management/managementGroups/read", "which management groups there are"),
        (DESCENDANTS, "Microsoft.Management/managementGroups/descendants/read", "what lies below which"),
    ),
    *_calls(
        ROLES,
        (ROLE_DEFINITION, "Microsoft.Authorization/roleDefinitions/read", "what a role permits"),
        (
            TENANT_ROLE_DEFINITION,
            "Microsoft.Authorization/roleDefinitions/read",
            "what a role permits that is assigned above subscriptions",
        ),
    ),
    *_calls(ROLE_ASSIGNMENTS, (ASSIGNMENTS, "Microsoft.Authorization/roleAssignments/read", "who has which role, and on which condition")),
    *_calls(DENY_ASSIGNMENTS, (DENIES, "Microsoft.Authorization/denyAssignments/read", "what is denied whatever roles permit")),
    *_calls(
        PIM,
        (ELIGIBILITIES, "Microsoft.Authorization/roleEligibilityScheduleInstances/read", "who may activate which role"),
        (ACTIVATIONS, "Microsoft.Authorization/roleAssignmentScheduleInstances/read", "which role assignments end, and when"),
    ),
    *_calls(CLASSIC_ADMINISTRATORS, (CLASSIC, "Microsoft.Authorization/classicAdministrators/read", "administrators of before roles")),
    *_calls(
        STORAGE,
        (STORAGE_ACCOUNTS, f"{_STORAGE}/read", "which accounts there are, and whether keys and strangers are let in"),
        (BLOB_SERVICE, f"{_STORAGE}/blobServices/read", "versions and soft delete"),
        (CONTAINERS, f"{_STORAGE}/blobServices/containers/read", "which containers there are, and which are public"),
        (BLOB_LOGS, "Microsoft.Insights/diagnosticSettings/read", "whether reading is logged"),
        (LIFECYCLE, f"{_STORAGE}/managementPolicies/read", "whether a rule deletes what is old"),
        (SHARES, f"{_STORAGE}/fileServices/shares/read", "which file shares there are"),
        (QUEUES, f"{_STORAGE}/queueServices/queues/read", "which queues there are"),
        (TABLES, f"{_STORAGE}/tableServices/tables/read", "which tables there are"),
    ),
    *_calls(
        KEY_VAULT,
        (VAULTS, "Microsoft.KeyVault/vaults/read", "which vaults there are, and their access policies"),
        (SECRETS, "Microsoft.KeyVault/vaults/secrets/read", "which secrets there are; never their value"),
        (KEYS, "Microsoft.KeyVault/vaults/keys/read", "which keys there are"),
        (LOGS, "Microsoft.Insights/diagnosticSettings/read", "whether reading is logged"),
    ),
    *_calls(
        SQL,
        (SQL_SERVERS, "Microsoft.Sql/servers/read", "which servers there are, and how one signs in"),
        (SQL_ADMINISTRATORS, "Microsoft.Sql/servers/administrators/read", "who administers a server"),
        (SQL_FIREWALL, "Microsoft.Sql/servers/firewallRules/read", "from where it is reached"),
        (SQL_DATABASES, "Microsoft.Sql/servers/databases/read", "which databases there are"),
        (SQL_AUDITING, "Microsoft.Sql/servers/auditingSettings/read", "whether reading is logged"),
    ),
    *_calls(
        COSMOS,
        (COSMOS_ACCOUNTS, "Microsoft.DocumentDB/databaseAccounts/read", "which accounts there are, and whether keys are let in"),
        (COSMOS_DATABASES, "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/read", "which databases there are"),
        (COSMOS_CONTAINERS, "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/read", "which containers there are"),
        (COSMOS_ROLES, "Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions/read", "what a role on the data permits"),
        (COSMOS_ASSIGNMENTS, "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments/read", "who has one"),
    ),
    *_calls(
        IDENTITIES,
        (MACHINES, "Microsoft.Compute/virtualMachines/read", "which machines act as whom"),
        (MANAGED_IDENTITIES, "Microsoft.ManagedIdentity/userAssignedIdentities/read", "which identities can be given to a machine"),
    ),
)

_STORAGE_VERSION, _VAULT_VERSION, _SQL_VERSION, _COSMOS_VERSION = "2023-05-01", "2023-07-01", "2021-11-01", "2024-05-15"
VERSIONS: Mapping[str, str] = {
    SUBSCRIPTIONS: "2022-12-01",
    SUBSCRIPTION: "2022-12-01",
    MANAGEMENT_GROUPS: "2020-05-01",
    DESCENDANTS: "2020-05-01",
    ROLE_DEFINITION: "2022-05-01-preview",  # later than 2022-04-01, it tells of the conditions of a role's permissions
    TENANT_ROLE_DEFINITION: "2022-05-01-preview",
    ASSIGNMENTS: "2022-04-01",
    DENIES: "2022-04-01",
    ELIGIBILITIES: "2020-10-01",
    ACTIVATIONS: "2020-10-01",
    CLASSIC: "2015-07-01",
    **dict.fromkeys((STORAGE_ACCOUNTS, BLOB_SERVICE, CONTAINERS, LIFECYCLE, SHARES, QUEUES, TABLES), _STORAGE_VERSION),
    **dict.fromkeys((BLOB_LOGS, LOGS), "2021-05-01-preview"),
    **dict.fromkeys((VAULTS, SECRETS, KEYS), _VAULT_VERSION),
    **dict.fromkeys((SQL_SERVERS, SQL_ADMINISTRATORS, SQL_FIREWALL, SQL_DATABASES, SQL_AUDITING), _SQL_VERSION),
    **dict.fromkeys((COSMOS_ACCOUNTS, COSMOS_DATABASES, COSMOS_CONTAINERS, COSMOS_ROLES, COSMOS_ASSIGNMENTS), _COSMOS_VERSION),
    MACHINES: "2024-03-01",
    MANAGED_IDENTITIES: "2023-01-31",
}  # the `api-version` that each call is made with


def permissions() -> str:
    """The least-privilege custom role for the audit, as `az role definition create --role-definition` takes it; permissions sorted."""
    role = {
        "Name": "Toegang audit",
        "IsCustom": True,
        "Description": "Reads who can reach what; reads no content. For az role definition create --role-definition toegang.json; "
        "assign it at the tenant's root management group.",
        "Actions": sorted({operation.permission for operation in OPERATIONS}),
        "NotActions": [],
        "DataActions": [],
        "NotDataActions": [],
        "AssignableScopes": ["/providers/Microsoft.Management/managementGroups/ROOT-MANAGEMENT-GROUP-ID"],
    }
    return json.dumps(role, indent=2) + "\n"
