"""Which action gives which level, for each kind of resource, and on what it is asked.

After "Azure permissions for Storage", "… for Security" (Key Vault), "… for Databases" (SQL, Cosmos DB) and the services' own pages: "Permissions for
calling data operations" (Storage), "Assign share-level permissions" and "Access Azure file shares using Microsoft Entra ID with Azure Files OAuth over
REST" (Files), "Provide access to Key Vault keys, certificates, and secrets with Azure role-based access control", "Data plane role-based access
control" (Cosmos DB). What one could give oneself is in `escalate`.

`find` sees that it exists; `read` the content; `change` writes or deletes content, with all of what it lies in too; `share` lets others in to it.
A shared access signature that is made with a user delegation key can no more than its maker can, so that making one gives nothing more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from policies.levels import Level
from providers.azure.kinds import ResourceKind

F, R, C, S = Level.FIND, Level.READ, Level.CHANGE, Level.SHARE


class On(StrEnum):
    """What an action is asked on."""

    RESOURCE = "resource"  # the resource itself
    BLOBS = "blobs"  # those of a container, in the location
    AROUND = "around"  # the account, vault or server that it lies in


@dataclass(frozen=True, slots=True)
class Rule:
    """An action that gives levels. `data` for one of the data plane; `beyond` is what Azure's roles do not decide.

    `also` is a second action that is needed, `suboperation` tells apart what one action covers, `words` say what one could do with it.
    """

    levels: Level
    action: str
    on: On = On.RESOURCE
    data: bool = False
    beyond: str = ""
    also: str = ""
    suboperation: str = ""
    words: str = ""


_STORAGE = "Microsoft.Storage/storageAccounts"
_BLOBS = f"{_STORAGE}/blobServices/containers/blobs"
_FILES = f"{_STORAGE}/fileServices/fileshares/files"
_MESSAGES = f"{_STORAGE}/queueServices/queues/messages"
_ENTITIES = f"{_STORAGE}/tableServices/tables/entities"
_VAULT = "Microsoft.KeyVault/vaults"
_SQL = "Microsoft.Sql/servers"
_COSMOS = "Microsoft.DocumentDB/databaseAccounts"
_FILE_LIST = "the access control list of the file lets one in"  # "Configure directory and file-level permissions": both are asked


def _data(levels: Level, prefix: str, actions: str, on: On = On.RESOURCE, **more: str) -> Iterator[Rule]:
    yield from (Rule(levels, f"{prefix}/{action}", on, data=True, **more) for action in actions.split())


def _control(levels: Level, actions: str, on: On = On.RESOURCE) -> Iterator[Rule]:
    yield from (Rule(levels, action, on) for action in actions.split())


_CONTAINER = (
    Rule(F, f"{_BLOBS}/read", On.BLOBS, data=True, suboperation="Blob.List"),
    Rule(R, f"{_BLOBS}/read", On.BLOBS, data=True),
    *_data(F, _BLOBS, "filter/action", On.BLOBS),
    *_data(C, _BLOBS, "write add/action delete move/action permanentDelete/action deleteBlobVersion/action", On.BLOBS),
    *_data(S, _BLOBS, "manageOwnership/action modifyPermissions/action", On.BLOBS),
    *_control(F, f"{_STORAGE}/blobServices/containers/read"),
    *_control(C, f"{_STORAGE}/blobServices/containers/delete"),
    *_control(C, f"{_STORAGE}/delete {_STORAGE}/restoreBlobRanges/action {_STORAGE}/managementPolicies/write", On.AROUND),
)
_SHARE = (
    *_data(F | R, _FILES, "read", beyond=_FILE_LIST),
    *_data(C, _FILES, "write delete", beyond=_FILE_LIST),
    *_data(S, _FILES, "modifypermissions/action", beyond=_FILE_LIST),
    *_data(F | R, _FILES, "read", also=f"{_STORAGE}/fileServices/readFileBackupSemantics/action"),  # no list of the file is asked
    *_data(C, _FILES, "write delete", also=f"{_STORAGE}/fileServices/writeFileBackupSemantics/action"),
    *_data(S, _FILES, "modifypermissions/action", also=f"{_STORAGE}/fileServices/writeFileBackupSemantics/action"),
    *_data(S, f"{_STORAGE}/fileServices", "takeOwnership/action"),
    *_control(F, f"{_STORAGE}/fileServices/shares/read"),
    *_control(C, f"{_STORAGE}/fileServices/shares/delete"),
    *_control(C, f"{_STORAGE}/delete", On.AROUND),
)
_QUEUE = (
    *_data(F | R, _MESSAGES, "read"),
    *_data(R | C, _MESSAGES, "process/action"),
    *_data(C, _MESSAGES, "write add/action delete"),
    *_control(F, f"{_STORAGE}/queueServices/queues/read"),
    *_control(C, f"{_STORAGE}/queueServices/queues/delete"),
    *_control(C, f"{_STORAGE}/delete", On.AROUND),
)
_TABLE = (
    *_data(F | R, _ENTITIES, "read"),
    *_data(C, _ENTITIES, "write add/action update/action delete"),
    *_control(F, f"{_STORAGE}/tableServices/tables/read"),
    *_control(C, f"{_STORAGE}/tableServices/tables/delete"),
    *_control(C, f"{_STORAGE}/delete", On.AROUND),
)
_SECRET = (
    *_data(F, f"{_VAULT}/secrets", "readMetadata/action"),
    *_data(R, f"{_VAULT}/secrets", "getSecret/action"),
    *_data(C, f"{_VAULT}/secrets", "setSecret/action update/action delete purge/action"),
    *_control(F, f"{_VAULT}/secrets/read"),
    *_control(C, f"{_VAULT}/secrets/write"),
    *_control(C, f"{_VAULT}/delete", On.AROUND),
)
_KEY = (
    *_data(F, f"{_VAULT}/keys", "read"),
    *_data(R, f"{_VAULT}/keys", "decrypt/action unwrap/action release/action"),
    *_data(C, f"{_VAULT}/keys", "encrypt/action wrap/action sign/action update/action rotate/action import/action create/action"),
    *_data(C, f"{_VAULT}/keys", "delete purge/action"),
    *_control(F, f"{_VAULT}/keys/read"),
    *_control(C, f"{_VAULT}/keys/write"),
    *_control(C, f"{_VAULT}/delete", On.AROUND),
)
_DATABASE = (
    *_control(F, f"{_SQL}/databases/read {_SQL}/databases/schemas/read {_SQL}/databases/schemas/tables/read"),
    *_control(C, f"{_SQL}/databases/delete {_SQL}/databases/import/action"),
    *_control(C, f"{_SQL}/delete", On.AROUND),
)
_COSMOS_DATABASE = (
    *_control(F, f"{_COSMOS}/sqlDatabases/read"),
    *_control(C, f"{_COSMOS}/sqlDatabases/delete"),
    *_control(C, f"{_COSMOS}/delete", On.AROUND),
)
_COSMOS_CONTAINER = (
    *_control(F, f"{_COSMOS}/sqlDatabases/containers/read"),
    *_control(C, f"{_COSMOS}/sqlDatabases/containers/delete {_COSMOS}/sqlDatabases/containers/write {_COSMOS}/sqlDatabases/delete"),
    *_control(C, f"{_COSMOS}/delete", On.AROUND),
)
RULES: Mapping[str, tuple[Rule, ...]] = {
    ResourceKind.STORAGE_ACCOUNT: (),
    ResourceKind.CONTAINER: _CONTAINER,
    ResourceKind.SHARE: _SHARE,
    ResourceKind.QUEUE: _QUEUE,
    ResourceKind.TABLE: _TABLE,
    ResourceKind.SECRET: _SECRET,
    ResourceKind.KEY: _KEY,
    ResourceKind.SQL_DATABASE: _DATABASE,
    ResourceKind.COSMOS_DATABASE: _COSMOS_DATABASE,
    ResourceKind.COSMOS_CONTAINER: _COSMOS_CONTAINER,
}

# What an access policy of a vault permits, in its own words ("Assign a Key Vault access policy"; "Vault access policy permissions").
ACCESS_POLICIES: Mapping[str, tuple[str, Mapping[str, Level]]] = {
    ResourceKind.SECRET: ("secrets", {"list": F, "get": R, "set": C, "delete": C, "purge": C}),
    ResourceKind.KEY: (
        "keys",
        {"list": F, "get": F, "decrypt": R, "unwrapkey": R, "release": R, "encrypt": C, "wrapkey": C, "sign": C}
        | dict.fromkeys(("update", "rotate", "import", "create", "delete", "purge"), C),
    ),
}
ACCESS_WORDS = frozenset(word for _, permits in ACCESS_POLICIES.values() for word in permits) | {
    *("all", "backup", "restore", "recover", "verify", "getrotationpolicy", "setrotationpolicy")
}  # every word of one: those that give no level too
# What the roles on Cosmos DB's data permit ("Data plane security reference"): data actions on containers; `readMetadata` is asked on the account.
_ITEMS = f"{_COSMOS}/sqlDatabases/containers"
COSMOS_DATA: tuple[tuple[Level, str], ...] = (
    (F, f"{_COSMOS}/readMetadata"),
    (F | R, f"{_ITEMS}/executeQuery"),
    (F | R, f"{_ITEMS}/readChangeFeed"),
    (R, f"{_ITEMS}/items/read"),
    *((C, f"{_ITEMS}/items/{action}") for action in ("create", "replace", "upsert", "delete")),
    (R | C, f"{_ITEMS}/executeStoredProcedure"),
    (C, f"{_ITEMS}/manageConflicts"),
)
