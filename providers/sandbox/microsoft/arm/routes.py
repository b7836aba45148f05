"""What the sandbox serves of Azure Resource Manager: paths, their versions, the action that each needs, and what it gives.

Sources: the REST references of each service; `api-version` as they name it. Paths are read without their case.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from providers.sandbox.microsoft.arm.calls import Call

from providers.sandbox.microsoft.arm import lists

_VARIABLE = re.compile(r"\{(\w+)\}")
Give = Callable[["Call"], Any]


@dataclass(frozen=True, slots=True)
class Route:
    """One path. `of`: the type that `{scope}` must have, empty: any. `options`: query options besides api-version and $skiptoken."""

    template: str
    action: str
    versions: tuple[str, ...]
    give: Give
    of: str = ""
    options: frozenset[str] = frozenset()

    @property
    def shape(self) -> re.Pattern[str]:
        """What a path must look like."""
        return _shape(self.template)


@cache
def _shape(template: str) -> re.Pattern[str]:
    parts = _VARIABLE.split(template)
    named = (f"(?P<{part}>{'.*' if part == 'scope' else '[^/]+'})" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    start = "" if template.startswith("{scope}") else "/"  # a scope brings its own
    return re.compile(start + "".join(named), re.IGNORECASE)


_SUBSCRIPTION = "subscriptions/{id}"
_SUBSCRIPTIONS = ("2016-06-01", "2020-01-01", "2021-01-01", "2022-12-01")
_RESOURCES = ("2019-10-01", "2020-06-01", "2021-04-01")
_MANAGEMENT = ("2020-05-01", "2021-04-01", "2023-04-01")
_ROLES = ("2015-07-01", "2018-01-01-preview", "2022-04-01", "2022-05-01-preview")
_ASSIGNMENTS = ("2015-07-01", "2022-04-01")
_PIM = ("2020-10-01",)
_INSIGHTS = ("2021-05-01-preview",)
_STORAGE = ("2022-09-01", "2023-01-01", "2023-05-01")
_VAULT = ("2022-07-01", "2023-02-01", "2023-07-01")
_SQL = ("2021-11-01", "2023-08-01")
_COSMOS = ("2023-11-15", "2024-05-15", "2024-08-15")
_COMPUTE = ("2023-09-01", "2024-03-01", "2024-07-01")
_IDENTITY = ("2018-11-30", "2023-01-31")
_FILTER = frozenset({"$filter"})
_TOP = frozenset({"$top"})

_ACCOUNT, _VAULTS, _SERVER = "microsoft.storage/storageaccounts", "microsoft.keyvault/vaults", "microsoft.sql/servers"
_COSMOS_ACCOUNT = "microsoft.documentdb/databaseaccounts"


def _authorization(name: str, versions: tuple[str, ...], give: Give, *, options: frozenset[str] = _FILTER) -> Route:
    kind = name.partition("/")[0]
    return Route(
        f"{{scope}}/providers/Microsoft.Authorization/{name}", f"Microsoft.Authorization/{kind}/read", versions, give, options=options
    )


def _resources(kind: str, versions: tuple[str, ...], options: frozenset[str] = _TOP) -> Route:
    return Route(f"{_SUBSCRIPTION}/providers/{kind}", f"{kind}/read", versions, lists.of_type(kind), options=options)


def _children(of: str, path: str, action: str, versions: tuple[str, ...], **more: Any) -> Route:
    return Route(f"{{scope}}/{path}", action, versions, lists.children(path), of, **more)


def _settings(of: str, path: str, action: str, versions: tuple[str, ...], otherwise: Mapping[str, Any] | None) -> Route:
    return Route(f"{{scope}}/{path}", action, versions, lists.single(path, otherwise), of)


ROUTES: tuple[Route, ...] = (
    Route("subscriptions", "Microsoft.Resources/subscriptions/read", _SUBSCRIPTIONS, lists.subscriptions),
    Route(_SUBSCRIPTION, "Microsoft.Resources/subscriptions/read", _SUBSCRIPTIONS, lists.itself),
    Route(
        f"{_SUBSCRIPTION}/resourceGroups", "Microsoft.Resources/subscriptions/resourceGroups/read", _RESOURCES, lists.groups, options=_TOP
    ),
    Route(f"{_SUBSCRIPTION}/resources", "Microsoft.Resources/subscriptions/resources/read", _RESOURCES, lists.resources, options=_TOP),
    Route("providers/Microsoft.Management/managementGroups", "Microsoft.Management/managementGroups/read", _MANAGEMENT, lists.management),
    Route("providers/Microsoft.Management/managementGroups/{id}", "Microsoft.Management/managementGroups/read", _MANAGEMENT, lists.itself),
    Route(
        "providers/Microsoft.Management/managementGroups/{id}/descendants",
        "Microsoft.Management/managementGroups/descendants/read",
        _MANAGEMENT,
        lists.descendants,
        options=_TOP,
    ),
    Route(
        "providers/Microsoft.Authorization/roleDefinitions/{id}",
        "Microsoft.Authorization/roleDefinitions/read",
        _ROLES,
        lists.role_definition,
    ),
    _authorization("roleDefinitions", _ROLES, lists.role_definitions),
    _authorization("roleDefinitions/{id}", _ROLES, lists.role_definition, options=frozenset()),
    _authorization("roleAssignments", _ASSIGNMENTS, lists.assigned("roleassignments")),
    _authorization("denyAssignments", ("2022-04-01",), lists.assigned("denyassignments")),
    _authorization("roleEligibilityScheduleInstances", _PIM, lists.assigned("roleeligibilityscheduleinstances", licence="P2")),
    _authorization("roleAssignmentScheduleInstances", _PIM, lists.assigned("roleassignmentscheduleinstances", licence="P2")),
    Route(
        f"{_SUBSCRIPTION}/providers/Microsoft.Authorization/classicAdministrators",
        "Microsoft.Authorization/classicAdministrators/read",
        ("2015-06-01", "2015-07-01"),
        lists.below("providers/Microsoft.Authorization/classicAdministrators"),
    ),
    _resources("Microsoft.Storage/storageAccounts", _STORAGE),
    _children(_ACCOUNT, "blobServices/default/containers", "Microsoft.Storage/storageAccounts/blobServices/containers/read", _STORAGE),
    _children(_ACCOUNT, "fileServices/default/shares", "Microsoft.Storage/storageAccounts/fileServices/shares/read", _STORAGE),
    _children(_ACCOUNT, "queueServices/default/queues", "Microsoft.Storage/storageAccounts/queueServices/queues/read", _STORAGE),
    _children(_ACCOUNT, "tableServices/default/tables", "Microsoft.Storage/storageAccounts/tableServices/tables/read", _STORAGE),
    _settings(_ACCOUNT, "blobServices/default", "Microsoft.Storage/storageAccounts/blobServices/read", _STORAGE, {}),
    _settings(_ACCOUNT, "managementPolicies/default", "Microsoft.Storage/storageAccounts/managementPolicies/read", _STORAGE, None),
    _children(
        _ACCOUNT,
        "blobServices/default/providers/Microsoft.Insights/diagnosticSettings",
        "Microsoft.Insights/diagnosticSettings/read",
        _INSIGHTS,
    ),
    _resources("Microsoft.KeyVault/vaults", _VAULT),
    _children(_VAULTS, "secrets", "Microsoft.KeyVault/vaults/secrets/read", _VAULT, options=_TOP),
    _children(_VAULTS, "keys", "Microsoft.KeyVault/vaults/keys/read", _VAULT),
    _resources("Microsoft.Sql/servers", _SQL, frozenset({"$expand"})),
    _children(_SERVER, "administrators", "Microsoft.Sql/servers/administrators/read", _SQL),
    _children(_SERVER, "firewallRules", "Microsoft.Sql/servers/firewallRules/read", _SQL),
    _children(_SERVER, "databases", "Microsoft.Sql/servers/databases/read", _SQL),
    _settings(_SERVER, "auditingSettings/default", "Microsoft.Sql/servers/auditingSettings/read", _SQL, {"state": "Disabled"}),
    _resources("Microsoft.DocumentDB/databaseAccounts", _COSMOS, frozenset()),
    _children(_COSMOS_ACCOUNT, "sqlDatabases", "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/read", _COSMOS),
    _children(
        f"{_COSMOS_ACCOUNT}/sqldatabases", "containers", "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/read", _COSMOS
    ),
    _children(_COSMOS_ACCOUNT, "sqlRoleDefinitions", "Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions/read", _COSMOS),
    _children(_COSMOS_ACCOUNT, "sqlRoleAssignments", "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments/read", _COSMOS),
    _resources("Microsoft.Compute/virtualMachines", _COMPUTE, frozenset()),
    _resources("Microsoft.ManagedIdentity/userAssignedIdentities", _IDENTITY, frozenset()),
    _children("", "providers/Microsoft.Insights/diagnosticSettings", "Microsoft.Insights/diagnosticSettings/read", _INSIGHTS),
)
