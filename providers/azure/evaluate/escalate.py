"""What one could do to have the content: keys, settings, roles of one's own making; and whom one could act as.

After "Prevent Shared Key authorization for an Azure Storage account" (a key opens all of an account; who may write the account may let keys in again),
"Remediate anonymous read access to blob data", "Azure Key Vault: security recommendations" (who writes a vault writes its access policies), "Configure
Microsoft Entra authentication with Azure SQL", "Use data plane role-based access control with Azure Cosmos DB" (`disableLocalAuth`), "Elevate access to
manage all Azure subscriptions and management groups", "Delegate Azure role assignment management to others with conditions", "Object replication for block blobs", "Run Command", and
"Assign Azure roles to a managed identity" with "What are managed identities for Azure resources?". A role's condition decides as everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.model.facts import MembershipKind, Resource
from policies.levels import Level
from providers.azure import kinds
from providers.azure.evaluate.levels import On, Rule
from providers.azure.kinds import ResourceKind

M = Level.MANAGE
GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"  # the role's template ("Microsoft Entra built-in roles")
_AUTHORIZATION = "Microsoft.Authorization"
_STORAGE, _VAULT = "Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults"
_SQL, _COSMOS = "Microsoft.Sql/servers", "Microsoft.DocumentDB/databaseAccounts"
_OPENED = "could let keys in again and take one"


def _ways(on: On, words: str, *actions: str, also: str = "", beyond: str = "") -> Iterator[Rule]:
    yield from (Rule(M, action, on, also=also, beyond=beyond, words=words) for action in actions)


_EVERYWHERE = (
    *_ways(On.RESOURCE, "could give itself a role", f"{_AUTHORIZATION}/roleAssignments/write"),
    *_ways(
        On.RESOURCE,
        "could widen a role that it has",
        f"{_AUTHORIZATION}/roleDefinitions/write",
        beyond="it has a role of the organisation's own, which it could widen",
    ),
    *_ways(On.RESOURCE, "could give itself the role User Access Administrator", f"{_AUTHORIZATION}/elevateAccess/action"),
)
_COPYING = tuple(
    _ways(
        On.AROUND,
        "could have its blobs copied to an account of its own",
        f"{_STORAGE}/objectReplicationPolicies/write",
        beyond="it has an account of its own, to which it could have the blobs copied",
    )
)
_KEYS = f"{_STORAGE}/listKeys/action", f"{_STORAGE}/regenerateKey/action"
_SIGNATURES = f"{_STORAGE}/listAccountSas/action", f"{_STORAGE}/listServiceSas/action"
_COSMOS_KEYS = tuple(f"{_COSMOS}/{name}/action" for name in ("listKeys", "readonlykeys", "regenerateKey", "listConnectionStrings"))


def ways(resource: Resource, around: Resource) -> tuple[Rule, ...]:
    """How somebody could come to the content of a resource that lies in an account, vault or server."""
    match resource.kind:
        case ResourceKind.CONTAINER:
            own = (*_of_storage(around), *_opening(around), *_local_users(around), *_COPYING)
        case ResourceKind.STORAGE_ACCOUNT | ResourceKind.SHARE | ResourceKind.QUEUE | ResourceKind.TABLE:
            own = tuple(_of_storage(around))
        case ResourceKind.SECRET | ResourceKind.KEY:
            own = tuple(_of_vault(resource, around))
        case ResourceKind.SQL_DATABASE:
            own = tuple(_of_server())
        case ResourceKind.COSMOS_DATABASE | ResourceKind.COSMOS_CONTAINER:
            own = tuple(_of_cosmos(around))
        case _:
            own = ()
    if resource.kind == ResourceKind.STORAGE_ACCOUNT:  # the account is what its keys are asked on
        own = tuple(replace(rule, on=On.RESOURCE) for rule in own)
    return (*own, *_EVERYWHERE)


def _of_storage(account: Resource) -> Iterator[Rule]:
    """Its keys, and signatures made with them. What is not told is allowed ("allowSharedKeyAccess": null is true)."""
    if account.attribute(kinds.SHARED_KEY) == "false":
        yield from _ways(On.AROUND, _OPENED, *_KEYS, also=f"{_STORAGE}/write")
        return
    yield from _ways(On.AROUND, "could take a key of the account", *_KEYS)
    yield from _ways(On.AROUND, "could have a shared access signature made", *_SIGNATURES)


def _opening(account: Resource) -> Iterator[Rule]:
    """Who could open a container to all."""
    closed = account.attribute(kinds.ALLOW_PUBLIC) == "false"
    also = f"{_STORAGE}/write" if closed else ""
    yield from _ways(On.RESOURCE, "could open the container to anyone", f"{_STORAGE}/blobServices/containers/write", also=also)


def _local_users(account: Resource) -> Iterator[Rule]:
    """Users of SFTP have passwords and keys of their own ("SSH File Transfer Protocol (SFTP) support for Azure Blob Storage")."""
    if account.attribute(kinds.SFTP) == "true":
        actions = (f"{_STORAGE}/localUsers/{name}" for name in ("write", "regeneratePassword/action"))
        yield from _ways(On.AROUND, "could make itself a local user", *actions)


def _of_vault(item: Resource, vault: Resource) -> Iterator[Rule]:
    """Where roles decide, whoever would have policies decide again needs the right to assign roles ("Migrate to Azure role-based access control")."""
    kind = "secrets" if item.kind == ResourceKind.SECRET else "keys"
    if vault.attribute(kinds.RBAC) == "true":
        yield Rule(M, f"{_VAULT}/{kind}/backup/action", data=True, words="could back it up and restore it in a vault of its own")
    else:
        yield from _ways(On.AROUND, "could write itself an access policy", f"{_VAULT}/write", f"{_VAULT}/accessPolicies/write")
    if kind == "secrets" and vault.attribute("deployment") == "true":
        yield from _ways(On.AROUND, "could have a deployment hand it the secret", f"{_VAULT}/deploy/action")


def _of_server() -> Iterator[Rule]:
    yield from _ways(On.AROUND, "could make itself the server's administrator", f"{_SQL}/administrators/write")
    yield from _ways(On.AROUND, "could give the server's administrator another password", f"{_SQL}/write")
    yield from _ways(
        On.RESOURCE,
        "could have it copied to a server of its own",
        f"{_SQL}/databases/write",
        beyond="it has a server of its own, which could have a copy of it",
    )


def _of_cosmos(account: Resource) -> Iterator[Rule]:
    if account.attribute(kinds.LOCAL_AUTH) == "false":
        yield from _ways(On.AROUND, _OPENED, *_COSMOS_KEYS, also=f"{_COSMOS}/write")
    else:
        yield from _ways(On.AROUND, "could take a key of the account", *_COSMOS_KEYS)
    yield from _ways(On.AROUND, "could give itself a role on the data", f"{_COSMOS}/sqlRoleAssignments/write")
    yield from _ways(
        On.AROUND,
        "could widen a role that it has on the data",
        f"{_COSMOS}/sqlRoleDefinitions/write",
        beyond="it has a role on the data, which it could widen",
    )


@dataclass(frozen=True, slots=True)
class Acting:
    """An action on a machine or a managed identity by which one acts as an identity of it."""

    action: str
    words: str
    also: str = ""
    kind: MembershipKind = MembershipKind.ESCALATE


_COMPUTE, _IDENTITY = "Microsoft.Compute/virtualMachines", "Microsoft.ManagedIdentity/userAssignedIdentities"
ACTING = {
    ResourceKind.VIRTUAL_MACHINE: (
        Acting(f"{_COMPUTE}/runCommand/action", "could run commands on {name}, which acts as it"),
        Acting(f"{_COMPUTE}/runCommands/write", "could run commands on {name}, which acts as it"),
        Acting(f"{_COMPUTE}/extensions/write", "could run a script on {name}, which acts as it"),
    ),
    ResourceKind.MANAGED_IDENTITY: (
        Acting(f"{_IDENTITY}/federatedIdentityCredentials/write", "could name an identity provider that signs in as it"),
        Acting(f"{_IDENTITY}/*/assign/action", "could give {name} to a machine that it runs", also=f"{_COMPUTE}/write"),
        Acting(f"{_IDENTITY}/assign/action", "could give {name} to a machine that it runs", also=f"{_COMPUTE}/write"),
    ),
}
