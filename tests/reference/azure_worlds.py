"""Small Azure worlds as facts, from plain data: a management group, a subscription, a resource group, roles, assignments, accounts and vaults.

What is written goes through normalise, as what Azure answers does. Scopes are `root`, `mg`, `sub`, `rg`, `shop` (any thing of the world by its name, with
`shop/orders` for what lies in it) or an ARM id; people are p01…, `group:staff`, `app:job`, or a GUID.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from audit.model.facts import Fact, Gap, Grant, Membership, MembershipKind, Principal
from audit.runs.memory import MemoryFacts
from policies.errors import Place as Written
from policies.language import Where
from providers.azure.collect.raw import Place, Raw
from providers.azure.kinds import PROVIDER, uri
from providers.azure.normalise import normalise
from providers.azure.normalise.context import Context
from providers.microsoft_api import names
from tests.reference.grants import by_holder

World = Mapping[str, Any]
TENANT = "00000000-0000-0000-0000-00000000aaaa"
MG = "/providers/Microsoft.Management/managementGroups/shop"
SUB = "/subscriptions/00000000-0000-0000-0000-0000000000a1"
RG = f"{SUB}/resourceGroups/rg"
_SPACE = UUID(TENANT)
_STORAGE, _BLOBS = "Microsoft.Storage/storageAccounts", "Microsoft.Storage/storageAccounts/blobServices/containers"
_FILES = "Microsoft.Storage/storageAccounts/fileServices"
_PATHS = {"shares": "fileServices", "containers": "blobServices", "queues": "queueServices", "tables": "tableServices"}
_PARTS = {"containers": "blob-container", "shares": "file-share", "queues": "queue", "tables": "table"}


def _role(actions: str = "", data: str = "", no: str = "", no_data: str = "") -> list[dict[str, Any]]:
    return [{"actions": actions.split(), "notActions": no.split(), "dataActions": data.split(), "notDataActions": no_data.split()}]


_NO = "Microsoft.Authorization/*/Delete Microsoft.Authorization/*/Write Microsoft.Authorization/elevateAccess/Action"
KNOWN_ROLES: dict[str, list[dict[str, Any]]] = {  # excerpts of built-in roles
    "Owner": _role("*"),
    "Contributor": _role("*", no=_NO),
    "Reader": _role("*/read"),
    "User Access Administrator": _role("*/read Microsoft.Authorization/*"),
    "Storage Account Contributor": _role(f"Microsoft.Authorization/*/read {_STORAGE}/*"),
    "Storage Account Key Operator Service Role": _role(f"{_STORAGE}/listkeys/action {_STORAGE}/regeneratekey/action"),
    "Storage Blob Data Owner": _role(f"{_BLOBS}/* {_STORAGE}/blobServices/generateUserDelegationKey/action", f"{_BLOBS}/blobs/*"),
    "Storage Blob Data Contributor": _role(
        f"{_BLOBS}/delete {_BLOBS}/read {_BLOBS}/write",
        " ".join(f"{_BLOBS}/blobs/{one}" for one in ("delete", "read", "write", "move/action", "add/action")),
    ),
    "Storage Blob Data Reader": _role(f"{_BLOBS}/read {_STORAGE}/blobServices/generateUserDelegationKey/action", f"{_BLOBS}/blobs/read"),
    "Storage File Data SMB Share Reader": _role("", f"{_FILES}/fileshares/files/read"),
    "Storage File Data Privileged Reader": _role("", f"{_FILES}/fileshares/files/read {_FILES}/readFileBackupSemantics/action"),
    "Storage Queue Data Message Processor": _role(
        "", f"{_STORAGE}/queueServices/queues/messages/read {_STORAGE}/queueServices/queues/messages/process/action"
    ),
    "Storage Table Data Reader": _role(f"{_STORAGE}/tableServices/tables/read", f"{_STORAGE}/tableServices/tables/entities/read"),
    "Key Vault Secrets User": _role(
        "", "Microsoft.KeyVault/vaults/secrets/getSecret/action Microsoft.KeyVault/vaults/secrets/readMetadata/action"
    ),
    "Key Vault Administrator": _role("Microsoft.KeyVault/vaults/*/read", "Microsoft.KeyVault/vaults/*"),
    "Key Vault Contributor": _role("Microsoft.KeyVault/*"),
    "SQL DB Contributor": _role("Microsoft.Sql/servers/databases/* Microsoft.Sql/servers/read"),
    "SQL Server Contributor": _role("Microsoft.Sql/servers/*", no="Microsoft.Sql/servers/azureADOnlyAuthentications/*"),
    "DocumentDB Account Contributor": _role("Microsoft.DocumentDb/databaseAccounts/*"),
    "Cosmos DB Account Reader Role": _role("Microsoft.DocumentDB/*/read Microsoft.DocumentDB/databaseAccounts/readonlykeys/action"),
    "Virtual Machine Contributor": _role("Microsoft.Compute/virtualMachines/*"),
}
_COSMOS = "Microsoft.DocumentDB/databaseAccounts"
COSMOS_ROLES = {
    "Cosmos DB Built-in Data Reader": [
        {
            "dataActions": [
                f"{_COSMOS}/readMetadata",
                f"{_COSMOS}/sqlDatabases/containers/items/read",
                f"{_COSMOS}/sqlDatabases/containers/executeQuery",
                f"{_COSMOS}/sqlDatabases/containers/readChangeFeed",
            ]
        }
    ],
    "Cosmos DB Built-in Data Contributor": [
        {
            "dataActions": [
                f"{_COSMOS}/readMetadata",
                f"{_COSMOS}/sqlDatabases/containers/*",
                f"{_COSMOS}/sqlDatabases/containers/items/*",
            ]
        }
    ],
}


def facts(world: World) -> MemoryFacts:
    """The facts of a world."""
    return MemoryFacts(_facts(world))


def where(ref: str, kind: str = "", tags: tuple[tuple[str, str], ...] = (), label: str = "") -> Where:
    return Where("microsoft", kind, ref, Written("inventory.yaml"), tags, label)


def shown(grants: frozenset[Grant]) -> dict[str, list[str]]:
    """Who has which levels, as a scenario writes it."""
    return by_holder(grants, short)


def guid(who: str) -> str:
    """The object id of a person, group or application by its name; a GUID is itself."""
    return who if re.fullmatch(r"[0-9a-f-]{36}", who) else str(uuid5(_SPACE, who))


_NAMES = {guid(name): name for name in (*(f"p{number:02}" for number in range(1, 20)), *"ABC")}
_NAMES |= {guid(name): name for name in (*(f"group:{one}" for one in ("staff", "day", "night", "crew")), "app:job", "app:web", "app:vm")}


def short(principal: str) -> str:
    """`p01` for a user, `group:staff`, `app:job`; what has no name as it stands."""
    kind, _, told = principal.removeprefix("microsoft://").partition("/")
    name = _NAMES.get(told, told)
    expected = {"user": "p", "group": "group:", "service-principal": "app:"}.get(kind)
    return name if expected and name.startswith(expected) else principal.removeprefix("everyone://").removeprefix("microsoft://")


def of(who: str) -> names.Name:
    """The principal of a name."""
    kind = {"group": names.group, "app": names.service_principal}.get(who.partition(":")[0], names.user)
    return kind(guid(who))


def scope(world: World, word: str) -> str:
    """The ARM id of a scope."""
    known = {"root": "/", "mg": MG, "sub": SUB, "rg": RG}
    name, _, inside = word.partition("/")
    return known.get(word) or (word if word.startswith("/") else _thing(world, name, inside))


def _thing(world: World, name: str, inside: str) -> str:
    for key, kind in (
        ("accounts", _STORAGE),
        ("vaults", "Microsoft.KeyVault/vaults"),
        ("servers", "Microsoft.Sql/servers"),
        ("cosmos", _COSMOS),
        ("machines", "Microsoft.Compute/virtualMachines"),
        ("identities", "Microsoft.ManagedIdentity/userAssignedIdentities"),
    ):
        if name in (world.get(key) or {}):
            return f"{RG}/providers/{kind}/{name}" + _deeper(world, key, name, inside)
    raise ValueError(f"{name} is nothing of this world")


def _deeper(world: World, key: str, name: str, inside: str) -> str:
    if not inside:
        return ""
    if key == "accounts":
        part = next(part for part in _PATHS if inside in (world[key][name].get(part) or {}))
        return f"/{_PATHS[part]}/default/{part}/{inside}"
    if key == "cosmos":
        database, _, container = inside.partition("/")
        return f"/sqlDatabases/{database}" + (f"/containers/{container}" if container else "")
    kinds = {"vaults": "secrets" if inside in (world["vaults"].get(name, {}).get("secrets") or ()) else "keys", "servers": "databases"}
    return f"/{kinds[key]}/{inside}"


def raws(world: World) -> Iterator[Raw]:
    """What Azure would answer."""
    place = Place(SUB, {"displayName": "shop", "subscriptionId": SUB.rpartition("/")[2], "tenantId": TENANT, "state": "Enabled"})
    yield Raw("subscription", place, place.body)
    if not world.get("flat"):
        group = {"id": MG, "name": "shop", "properties": {"displayName": "shop"}}
        yield Raw("management-group", Place(MG), group)
        yield Raw("below", Place(f"{MG}/subscriptions/{place.id}"), {"properties": {"parent": {"id": MG}}})
    yield from _roles(world, place)
    yield from _assigned(world, place)
    for name, said in _each(world, "accounts"):
        yield from _account(place, name, said)
    for name, said in _each(world, "vaults"):
        yield from _vault(world, place, name, said)
    for name, said in _each(world, "servers"):
        yield from _server(world, place, name, said)
    for name, said in _each(world, "cosmos"):
        yield from _cosmos(world, place, name, said)
    for name, held in _each(world, "machines"):
        identity = {"userAssignedIdentities": {f"/{one}": {"principalId": guid(one)} for one in held}}
        yield Raw("virtual-machine", place, {"id": scope(world, name), "name": name, "identity": identity})
    for name, one in _each(world, "identities"):
        yield Raw("managed-identity", place, {"id": scope(world, name), "name": name, "properties": {"principalId": guid(one)}})


def _facts(world: World) -> Iterator[Fact]:
    answers = list(raws(world))
    yield from normalise(answers, Context.of(answers))
    yield from _people(world)
    for gap in world.get("gaps") or ():
        about = gap["scope"] if "://" in gap["scope"] else uri(scope(world, gap["scope"]))
        yield Gap(PROVIDER, gap["surface"], about, gap["operation"], "access was denied", gap["operation"])


def _each(world: World, key: str) -> Iterator[tuple[str, Any]]:
    yield from ((name, said or {}) for name, said in (world.get(key) or {}).items())


def _roles(world: World, place: Place) -> Iterator[Raw]:
    told = {**KNOWN_ROLES, **(world.get("roles") or {})}
    for name, sets in told.items():
        if name not in (world.get("unread_roles") or ()):
            yield Raw("role", place, {"name": guid(f"role {name}"), "properties": {"roleName": name, "permissions": sets}})


def _assigned(world: World, place: Place) -> Iterator[Raw]:
    for number, said in enumerate(world.get("assignments") or ()):
        yield from _assignment(world, place, said, number)
    for number, said in enumerate(world.get("deny") or ()):
        everyone = [{"id": "00000000-0000-0000-0000-000000000000", "type": "SystemDefined"}]
        body = {
            "denyAssignmentName": f"d{number}",
            "permissions": said["permissions"],
            "principals": [_told(one) for one in said["who"]] if said["who"] != "everyone" else everyone,
            "excludePrincipals": [_told(one) for one in said.get("but") or ()],
            "scope": scope(world, said["at"]),
            "doNotApplyToChildScopes": said.get("only_here", False),
            **({"condition": said["if"], "conditionVersion": "2.0"} if "if" in said else {}),
        }
        yield Raw(
            "deny-assignment",
            place,
            {"id": f"{said['at']}/denyAssignments/d{number}".replace("root", "/"), "properties": body} | _id(number),
        )
    for address in world.get("classic") or ():
        yield Raw("classic-administrator", place, {"name": address, "properties": {"emailAddress": address, "role": "CoAdministrator"}})


def _id(number: int) -> dict[str, str]:
    return {"id": f"{SUB}/providers/Microsoft.Authorization/denyAssignments/d{number}"}


def _assignment(world: World, place: Place, said: Mapping[str, Any], number: int) -> Iterator[Raw]:
    arm = f"{SUB}/providers/Microsoft.Authorization/roleAssignments/a{number}"
    body = {
        "principalId": guid(said["who"]),
        "principalType": said.get("type", _told(said["who"])["type"]),
        "roleDefinitionId": f"{SUB}/providers/Microsoft.Authorization/roleDefinitions/{guid('role ' + said['role'])}",
        "scope": scope(world, said["at"]),
        **({"condition": said["if"], "conditionVersion": "2.0"} if "if" in said else {}),
    }
    ends = {"endDateTime": f"{said['until']}T12:00:00Z"} if "until" in said else {}
    if said.get("eligible"):
        yield Raw("role-eligibility", place, {"id": arm, "properties": {**body, **ends}})
        return
    yield Raw("role-assignment", place, {"id": arm, "properties": body})
    if ends:
        yield Raw("role-activation", place, {"id": f"{arm}x", "properties": {**body, **ends, "originRoleAssignmentId": arm}})


def _told(who: str) -> dict[str, str]:
    kind = {"group": "Group", "app": "ServicePrincipal"}.get(who.partition(":")[0], "User")
    return {"id": guid(who), "type": kind}


def _account(place: Place, name: str, said: Mapping[str, Any]) -> Iterator[Raw]:
    arm = f"{RG}/providers/{_STORAGE}/{name}"
    properties = {key: value for key, value in said.items() if key not in {*_PARTS, "tags"}}
    account = Raw("storage-account", place, {"id": arm, "name": name, "tags": said.get("tags"), "properties": properties})
    yield account
    for part, kind in _PARTS.items():
        for inside, more in (said.get(part) or {}).items():
            body = {"id": f"{arm}/{_PATHS[part]}/default/{part}/{inside}", "name": inside, "properties": more or {}}
            yield Raw(kind, place, body, {"account": account})


def _vault(world: World, place: Place, name: str, said: Mapping[str, Any]) -> Iterator[Raw]:
    policies = [{"objectId": guid(who), "permissions": more} for who, more in (said.get("policies") or {}).items()]
    properties = {key: value for key, value in said.items() if key not in ("policies", "secrets", "keys", "tags")}
    body = {"id": scope(world, name), "name": name, "tags": said.get("tags"), "properties": {"accessPolicies": policies, **properties}}
    vault = Raw("key-vault", place, body)
    yield vault
    for kind, part in (("secret", "secrets"), ("vault-key", "keys")):
        for inside in said.get(part) or ():
            yield Raw(kind, place, {"id": f"{body['id']}/{part}/{inside}", "name": inside}, {"vault": vault})


def _server(world: World, place: Place, name: str, said: Mapping[str, Any]) -> Iterator[Raw]:
    administrators = [
        {"properties": {"administratorType": "ActiveDirectory", "login": who, "sid": guid(who)}} for who in said.get("administrators") or ()
    ]
    arm = scope(world, name)
    server = Raw("sql-server", place, {"id": arm, "name": name, "properties": {}}, {"administrators": administrators})
    yield server
    for inside in said.get("databases") or ():
        yield Raw("sql-database", place, {"id": f"{arm}/databases/{inside}", "name": inside}, {"server": server})


def _cosmos(world: World, place: Place, name: str, said: Mapping[str, Any]) -> Iterator[Raw]:
    arm = scope(world, name)
    properties = {"disableLocalAuth": said.get("disableLocalAuth", False)}
    roles = [
        {"id": f"{arm}/sqlRoleDefinitions/{guid(role)}", "properties": {"roleName": role, "permissions": sets}}
        for role, sets in {**COSMOS_ROLES, **(said.get("roles") or {})}.items()
    ]
    assignments = [
        {
            "id": f"{arm}/sqlRoleAssignments/a{number}",
            "properties": {
                "principalId": guid(one["who"]),
                "roleDefinitionId": f"{arm}/sqlRoleDefinitions/{guid(one['role'])}",
                "scope": arm + one.get("at", ""),
            },
        }
        for number, one in enumerate(said.get("assignments") or ())
    ]
    account = Raw("cosmos-account", place, {"id": arm, "name": name, "properties": properties})
    yield account
    for kind, rows in (("cosmos-role-definition", roles), ("cosmos-role-assignment", assignments)):
        yield from (Raw(kind, place, row, {"account": account}) for row in rows)
    for database, containers in (said.get("databases") or {}).items():
        told = Raw("cosmos-database", place, {"id": f"{arm}/sqlDatabases/{database}", "name": database}, {"account": account})
        yield told
        for container in containers:
            body = {"id": f"{arm}/sqlDatabases/{database}/containers/{container}", "name": container}
            yield Raw("cosmos-container", place, body, {"account": account, "database": told})


def _people(world: World) -> Iterator[Fact]:
    for group, told in _each(world, "groups"):
        yield of(f"group:{group}").principal("microsoft365")
        for one in told:
            owner = one.startswith("owner:")
            kind = MembershipKind.OWNER if owner else MembershipKind.MEMBER
            yield Membership(of(one.removeprefix("owner:")).id, of(f"group:{group}").id, kind)
    for group in world.get("unread_groups") or ():
        yield Gap("microsoft365", "groups", of(f"group:{group}").id, "members", "access was denied")
    for one in world.get("people") or ():
        yield Principal(of(one).id, "microsoft365", of(one).kind, one, f"{one}@shop.example")
    for template in world.get("directory_roles") or ():
        yield names.directory_role(template).principal("microsoft365")
