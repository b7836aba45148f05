"""Who is let in other than by Azure's roles.

Anyone to a public container, some by a vault's access policies, by Cosmos DB's own roles, as the administrator of an SQL server, by the default of a
file share: "Configure anonymous read access for containers and blobs"; "Assign a Key Vault access policy"; "Use data plane role-based access control with Azure
Cosmos DB for NoSQL"; "Microsoft Entra authentication for Azure SQL"; "Assign share-level permissions for Azure file shares".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from audit.model.facts import PUBLIC, Gap, Resource
from policies.levels import CONTENT, Level
from providers.azure import kinds
from providers.azure.evaluate.entries import evidence
from providers.azure.evaluate.levels import ACCESS_POLICIES, ACCESS_WORDS, COSMOS_DATA, C, F, R, S
from providers.azure.evaluate.roles import RoleDefinition, read_role
from providers.azure.evaluate.world import World
from providers.azure.kinds import PROVIDER, AttachmentKind, ResourceKind, uri
from providers.formula import TRUE, Atom, Formula, all_of
from providers.kept import kept
from providers.microsoft_api import names

ANONYMOUS, POLICY, COSMOS, ADMINISTRATOR, DEFAULT = (
    "public",
    "access-policy",
    "cosmos-role",
    "sql-administrator",
    "default-share-permission",
)
_NETWORKS = {
    "Deny": "the call comes from a network that the account lets in",
    "Disabled": "the call comes through a private endpoint of the account",
}
_SHARE_ROLES = {
    "StorageFileDataSmbShareReader": F | R,
    "StorageFileDataSmbShareContributor": F | R | C,
    "StorageFileDataSmbShareElevatedContributor": F | R | C | S,
}


_OPEN = frozenset({"blob", "container"})


@dataclass(frozen=True, slots=True)
class Door:
    """A principal that is let in with some levels. `words` say by what, `evidence` is it as JSON text."""

    principal: str
    levels: Level
    source: str
    words: str
    evidence: str = ""
    asked: Formula = TRUE


def doors(world: World, resource: Resource) -> tuple[Door, ...]:
    """Whoever is let in to a resource beside roles."""
    match resource.kind:
        case ResourceKind.CONTAINER:
            return tuple(_anonymous(world, resource))
        case ResourceKind.SHARE:
            return tuple(_by_default(world, resource))
        case ResourceKind.SECRET | ResourceKind.KEY:
            return tuple(_by_policy(world, resource))
        case ResourceKind.SQL_DATABASE:
            return tuple(_administrators(world, resource))
        case ResourceKind.COSMOS_DATABASE | ResourceKind.COSMOS_CONTAINER:
            return tuple(_by_cosmos_role(world, resource))
        case _:
            return ()


@kept
def misread(world: World, holder: str) -> tuple[Gap, ...]:
    """What is said beside roles about an account, vault or server, and not understood."""
    return tuple(_misread(world, holder))


def _anonymous(world: World, container: Resource) -> Iterator[Door]:
    """Unless the account forbids it; one that does not say lets in."""
    account = world.around(container)
    told = container.attribute(kinds.PUBLIC_ACCESS)
    levels = {"": Level.NONE, "none": Level.NONE, "blob": R}.get(told.lower(), F | R)
    if levels and account.attribute(kinds.ALLOW_PUBLIC) != "false":
        needed = _NETWORKS.get(account.attribute(kinds.NETWORK))
        asked = all_of(Atom(needed) if needed else TRUE, TRUE if told.lower() in _OPEN else _unknown(told))
        yield Door(PUBLIC, levels, ANONYMOUS, f"anonymous access of container {container.name}: {told}", asked=asked)


def _by_default(world: World, share: Resource) -> Iterator[Door]:
    account = world.around(share)
    tenant = next(
        (one.attribute("tenant") for one in map(world.resources.get, world.chain(share.id)) if one and one.attribute("tenant")), ""
    )
    told = account.attribute("default_share_permission")
    if tenant and told and told != "None":
        asked = all_of(Atom("the access control list of the file lets one in"), TRUE if told in _SHARE_ROLES else _unknown(told))
        words = f"default share-level permission of {account.name}: {told}"
        yield Door(names.everybody(tenant).id, _SHARE_ROLES.get(told, F | R | C | S), DEFAULT, words, asked=asked)


def _unknown(word: str) -> Formula:
    """What must hold for a setting that is not known to let in."""
    return Atom(f"{word}, which is not known, lets one in", gap=True)


def _by_policy(world: World, item: Resource) -> Iterator[Door]:
    vault = world.around(item)
    word, permits = ACCESS_POLICIES[ResourceKind(item.kind)]
    for row in _rows(world, vault.id, AttachmentKind.ACCESS_POLICIES, "accessPolicies"):
        found = _permitted(row, word, permits)
        who, application = row.get("objectId"), row.get("applicationId")
        if found and isinstance(who, str):
            asked = Atom(f"the call comes by the application {application}") if application else TRUE
            yield Door(world.who(who), found, POLICY, f"access policy of vault {vault.name}", evidence(row), asked)


def _permitted(row: Mapping[str, Any], word: str, permits: Mapping[str, Level]) -> Level:
    permissions = row.get("permissions")
    told = permissions.get(word) if isinstance(permissions, dict) else None
    given = {one.lower() for one in told if isinstance(one, str)} if isinstance(told, list) else set()
    found = Level.NONE
    for name, level in permits.items():
        if given & {name, "all"}:
            found |= level
    return found | (Level.MANAGE if given & {"backup", "all"} else Level.NONE)


def _administrators(world: World, database: Resource) -> Iterator[Door]:
    """Entra's administrator of a server has every right in each of its databases."""
    server = world.around(database)
    for row in _rows(world, server.id, AttachmentKind.SQL_ADMINISTRATORS, "value"):
        if isinstance(who := row.get("sid"), str):
            words = f"Microsoft Entra administrator of SQL server {server.name}"
            yield Door(world.who(who, _type(row)), CONTENT, ADMINISTRATOR, words, evidence(row))


def _type(row: Mapping[str, Any]) -> str:
    told = row.get("principalType")
    return {"Application": "ServicePrincipal"}.get(told, told) if isinstance(told, str) else ""


def _by_cosmos_role(world: World, resource: Resource) -> Iterator[Door]:
    account = world.around(resource)
    place = _data_scope(account, resource)
    for held in world.held(account.id, AttachmentKind.COSMOS_ASSIGNMENT):
        who, told, scope = (held.properties.get(key) for key in ("principalId", "roleDefinitionId", "scope"))
        if not (isinstance(who, str) and isinstance(told, str)):
            continue
        around = _normal(scope if isinstance(scope, str) else "", account)
        if not f"{place}/".startswith(f"{around}/"):
            continue
        name = told.rpartition("/")[2].lower()
        role = cosmos_role(world, account.id, name)
        words = f"{role.name if role else f'role {name}'} on {around.rpartition('/')[2] if around != account.id else account.name}"
        yield from _of_cosmos(role, Door(world.who(who), Level.NONE, COSMOS, words, evidence(held.body)))


def _of_cosmos(role: RoleDefinition | None, door: Door) -> Iterator[Door]:
    if role is None or role.unclear:
        yield replace(door, levels=F | R | C, asked=Atom(f"{door.words}: what the role permits could not be read", gap=True))
    if role is None:
        return
    found = Level.NONE
    for level, action in COSMOS_DATA:
        if any(one.gives(action, data=True) for one in role.permissions):
            found |= level
    if found:
        yield replace(door, levels=found)


@kept
def cosmos_role(world: World, account: str, name: str) -> RoleDefinition | None:
    """A role on the data of an account by its GUID; None when it was not read, or is none."""
    held = next((one for one in world.held(account, AttachmentKind.COSMOS_ROLE) if one.name == name), None)
    try:
        return read_role(held.body) if held else None
    except ValueError:
        return None


def _data_scope(account: Resource, resource: Resource) -> str:
    """A database or container as the scopes of Cosmos DB's own roles name it: `/dbs/NAME/colls/NAME` below the account."""
    path = resource.id.removeprefix("cosmos://").split("/")[1:]
    return account.id + "".join(f"/{word}/{name}" for word, name in zip(("dbs", "colls"), path, strict=False))


def _normal(scope: str, account: Resource) -> str:
    """A scope of such a role with the account's id as facts write it; the names below it tell capital letters from small ones."""
    head, found, rest = scope.partition("/dbs/")
    head, found, rest = (head, found, rest) if found else scope.partition("/sqlDatabases/")
    start = account.id if uri(head) in (account.id, kinds.ROOT) else uri(head)
    return f"{start}/dbs/{rest.rstrip('/').replace('/containers/', '/colls/')}" if found else start


def _rows(world: World, holder: str, kind: AttachmentKind, key: str) -> Iterator[Mapping[str, Any]]:
    for held in world.held(holder, kind):
        told = held.body.get(key)
        yield from (one for one in told if isinstance(one, dict)) if isinstance(told, list) else ()


def _is_known(row: Mapping[str, Any]) -> bool:
    """Whether every word of an access policy is one that is known; anything else has none."""
    told = row.get("permissions")
    if told is None:
        return True
    listed = [told.get(kind) for kind in ("secrets", "keys")] if isinstance(told, dict) else [told]
    words = [one for each in listed if isinstance(each, list) for one in each]
    lists = all(each is None or isinstance(each, list) for each in listed)
    return lists and all(isinstance(one, str) and one.lower() in ACCESS_WORDS for one in words)


_LISTS = (
    (AttachmentKind.ACCESS_POLICIES, "accessPolicies", "objectId"),
    (AttachmentKind.SQL_ADMINISTRATORS, "value", "sid"),
)


def _misread(world: World, holder: str) -> Iterator[Gap]:
    for kind, key, who in _LISTS:
        for held in world.held(holder, kind):
            told = held.body.get(key)
            if not (
                isinstance(told, list) and all(isinstance(one, dict) and isinstance(one.get(who), str) and _is_known(one) for one in told)
            ):
                yield Gap(PROVIDER, "documents", holder, f"parse {kind}", "not every entry is of a form that is known")
    for held in world.held(holder, AttachmentKind.COSMOS_ASSIGNMENT):
        told = held.properties.get("roleDefinitionId")
        if not (isinstance(told, str) and isinstance(held.properties.get("principalId"), str)):
            yield Gap(PROVIDER, "documents", holder, "parse cosmos-role-assignment", f"{held.name} names nobody or no role")
        elif (role := cosmos_role(world, holder, told.rpartition("/")[2].lower())) is None or role.unclear:
            reason = f"what the role {told.rpartition('/')[2]} permits was not read, or not understood"
            yield Gap(PROVIDER, "cosmos", holder, "sqlRoleDefinitions", reason)
