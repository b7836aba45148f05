"""The words that Azure's facts use: kinds of resource, kinds of attachment, attribute names. Read by normalise and evaluate alike.

Resources
    anything with an ARM id  `azure:/` and that id in lower case: `azure://subscriptions/…/providers/microsoft.storage/storageaccounts/shop`
    blob container, file share, queue, table   `blob://ACCOUNT/CONTAINER`, `azfile://ACCOUNT/SHARE`, `azqueue://ACCOUNT/QUEUE`, `aztable://ACCOUNT/TABLE`
    SQL database             `azsql://SERVER/DATABASE`
    Cosmos database and container   `cosmos://ACCOUNT/DATABASE` and `cosmos://ACCOUNT/DATABASE/CONTAINER`
    secret and key           `vault://VAULT/secrets/NAME` and `vault://VAULT/keys/NAME`
`parent` is the account, vault or server, the subscription, or the management group above. Attribute `arm` is the ARM id at which a permission is
asked. Documents are held by the scope that they speak of: `azure:/` and its ARM id, `azure://` for the root of the tenant.

Principals have the ids of `providers.microsoft_api.names`; users, groups and applications are described by Microsoft 365.
"""

from enum import StrEnum

PROVIDER = "azure"
SYSTEM = "microsoft"
MACHINES = (
    "microsoft://service-principal/machines-unread"  # the crowd of whoever could act as an identity of a machine, by what was not read
)
ROOT = "azure://"  # the scope `/`: all of the tenant


class ResourceKind(StrEnum):
    """The kinds of resource that are collected."""

    MANAGEMENT_GROUP = "management-group"
    SUBSCRIPTION = "azure-subscription"  # a subscription alone is Pub/Sub's
    STORAGE_ACCOUNT = "storage-account"
    CONTAINER = "blob-container"
    SHARE = "file-share"
    QUEUE = "storage-queue"
    TABLE = "storage-table"
    KEY_VAULT = "key-vault"
    SECRET = "secret"  # noqa: S105 - a kind of resource
    KEY = "vault-key"
    SQL_SERVER = "sql-server"
    SQL_DATABASE = "sql-database"
    COSMOS_ACCOUNT = "cosmos-account"
    COSMOS_DATABASE = "cosmos-database"
    COSMOS_CONTAINER = "cosmos-container"
    VIRTUAL_MACHINE = "virtual-machine"
    MANAGED_IDENTITY = "managed-identity"


class AttachmentKind(StrEnum):
    """What a document is to its holder. The body is the entry as Azure Resource Manager gave it."""

    ROLE_DEFINITION = "role-definition"  # held by ROOT; name: the role's GUID
    ROLE_ASSIGNMENT = "role-assignment"  # held by its scope; name: the assignment's GUID
    DENY_ASSIGNMENT = "deny-assignment"  # likewise
    ELIGIBILITY = "role-eligibility"  # a role that may be activated (PIM), held by its scope
    ACTIVATION = "role-activation"  # a role assignment that ends; held by its scope
    CLASSIC_ADMINISTRATOR = "classic-administrator"  # held by the subscription
    ACCESS_POLICIES = "access-policies"  # of a vault: {"accessPolicies": […]}
    SQL_ADMINISTRATORS = "sql-administrators"  # of a server: {"value": […]}
    COSMOS_ROLE = "cosmos-role-definition"  # of an account; name: the role's GUID
    COSMOS_ASSIGNMENT = "cosmos-role-assignment"  # likewise


# Attributes of facts; text throughout.
ARM = "arm"  # the ARM id, as it was told
ABOVE = "above"  # of a subscription: management groups that hold it as its role assignments tell, parted by spaces
PUBLIC_ACCESS = "public_access"  # of a container: Blob | Container | None
ALLOW_PUBLIC = "allow_blob_public_access"  # of an account: true | false
SHARED_KEY = "shared_key_access"  # of a storage account: true | false
LOCAL_AUTH = "local_auth"  # of a Cosmos account: whether its keys count
SFTP = "sftp"  # of a storage account: whether local users sign in
HIERARCHICAL = "hierarchical_namespace"  # of a storage account: whether files and folders have access control lists of their own
NETWORK = "network"  # Allow | Deny: who is let in that no rule names
RBAC = "rbac_authorization"  # of a vault: true: roles decide; false: its access policies do
ENTRA_ONLY = "entra_only"  # of an SQL server: whether nobody signs in with a password
ADMIN_LOGIN = "admin_login"  # of an SQL server: the name of its administrator
OPEN_FIREWALL = "open_firewall"  # of an SQL server: `internet`, `azure`: rules that let all of it in
API = "api"  # of a Cosmos account: sql | mongodb | cassandra | gremlin | table
IDENTITIES = "identities"  # of a machine or a managed identity: object ids of those that it can act as, parted by spaces
MEASURE_PREFIX = "measure:"


def uri(arm: str) -> str:
    """The id of what an ARM id names: `/subscriptions/X` is `azure://subscriptions/x`."""
    return f"azure:/{arm.rstrip('/').lower()}" if arm.strip("/") else ROOT


def arm_id(name: str) -> str:
    """The ARM id, in lower case, of an `azure://` id."""
    return name.removeprefix("azure:/") if name != ROOT else "/"


def blob(account: str, container: str) -> str:
    """The id of a blob container."""
    return f"blob://{account.lower()}/{container.lower()}"


def vault(name: str, kind: str, item: str) -> str:
    """The id of what lies in a vault; `kind` is `secrets` or `keys`."""
    return f"vault://{name.lower()}/{kind}/{item.lower()}"


def cosmos(account: str, *names: str) -> str:
    """The id of a Cosmos database or of a container in it, whose names tell capital letters from small ones."""
    return "/".join((f"cosmos://{account.lower()}", *names))


def role(name: str) -> str:
    """The id of a role definition by its GUID: the scope of a gap on it."""
    return f"azure://providers/microsoft.authorization/roledefinitions/{name.lower()}"
