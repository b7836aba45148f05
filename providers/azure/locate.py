"""A policy's `where:` in Azure's own notation, as a pattern of resource URIs.

Addresses after "Azure Storage: naming and referencing containers, blobs, and metadata" and "Azure Key Vault: about keys, secrets and certificates"
(also of the clouds for governments and China); ARM ids after "Resource ID" in the reference of Azure Resource Manager.
"""

import re
from dataclasses import dataclass

from policies.language import Where
from policies.locations import Location, narrow
from providers.azure.kinds import SYSTEM, ResourceKind, uri

_K = ResourceKind
KINDS = {
    "storage-account": frozenset({_K.STORAGE_ACCOUNT, _K.CONTAINER, _K.SHARE, _K.QUEUE, _K.TABLE}),
    "blob-container": frozenset({_K.CONTAINER}),
    "file-share": frozenset({_K.SHARE}),
    "queue": frozenset({_K.QUEUE}),
    "table": frozenset({_K.TABLE}),
    "key-vault": frozenset({_K.SECRET, _K.KEY}),
    "secret": frozenset({_K.SECRET}),
    "vault-key": frozenset({_K.KEY}),
    "sql-server": frozenset({_K.SQL_DATABASE}),
    "sql-database": frozenset({_K.SQL_DATABASE}),
    "cosmos-account": frozenset({_K.COSMOS_DATABASE, _K.COSMOS_CONTAINER}),
    "cosmos-database": frozenset({_K.COSMOS_DATABASE, _K.COSMOS_CONTAINER}),
    "cosmos-container": frozenset({_K.COSMOS_CONTAINER}),
}
_ALIASES = {
    "container": "blob-container",
    "blob": "blob-container",
    "storage-queue": "queue",
    "storage-table": "table",
    "certificate": "secret",  # who reads the secret of the same name has its private key
    "key": "vault-key",
}  # other words for the same
_WIDE = {"storage-account": "azure://*/storageaccounts/*", "blob-container": "blob://*/*", "file-share": "azfile://*/*"}
_WIDE |= {"queue": "azqueue://*/*", "table": "aztable://*/*", "key-vault": "vault://*/*", "secret": "vault://*/secrets/*"}
_WIDE |= {"vault-key": "vault://*/keys/*", "sql-server": "azsql://*/*", "sql-database": "azsql://*/*"}
_WIDE |= {"cosmos-account": "cosmos://*/*", "cosmos-database": "cosmos://*/*/*", "cosmos-container": "cosmos://*/*/*"}
_SCHEMES = {"blob-container": "blob", "file-share": "azfile", "queue": "azqueue", "table": "aztable"}
_BARE = {kind: f"{scheme}://" for kind, scheme in _SCHEMES.items()}
_BARE |= {"storage-account": "/subscriptions/*/resourcegroups/*/providers/microsoft.storage/storageaccounts/"}
_BARE |= dict.fromkeys(("key-vault", "secret", "vault-key"), "vault://") | dict.fromkeys(("sql-server", "sql-database"), "azsql://")
_BARE |= dict.fromkeys(("cosmos-account", "cosmos-database", "cosmos-container"), "cosmos://")  # what stands before a name alone
_FOLDERS = ("blob-container", "file-share")  # in which a part is a folder


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write an address: its pattern, the kind that it names, and the URI that it stands for."""

    shape: re.Pattern[str]
    kind: str
    uri: str


def _forms(*rows: tuple[str, str, str]) -> tuple[_Form, ...]:
    return tuple(_Form(re.compile(shape, re.IGNORECASE), kind, target) for shape, kind, target in rows)


_ACCOUNT, _NAME, _PATH = r"(?P<account>[\w*?-]+)", r"(?P<name>[\w$*?-]+)", r"(?P<path>/.*)?"
_DATABASE, _ITEM = r"(?P<database>[^/]+)", r"(?P<item>[^/]+)"
_HOST = rf"https://{_ACCOUNT}\.%s\.core\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)/"
_LAKE = rf"abfss?://{_NAME}@{_ACCOUNT}\.dfs\.core\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn){_PATH}"
_VAULT = rf"(?:vault://{_ACCOUNT}|https://{_ACCOUNT.replace('account', 'vault')}\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn))"
_SERVER = rf"{_ACCOUNT}\.database\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)(?:,1433)?"
_COSMOS = rf"https://{_ACCOUNT}\.documents\.azure\.(?:com|us|cn)(?::443)?"
_GROUP = r"/subscriptions/[^/]+/resourcegroups/[^/]+/providers"
_STORAGE = rf"{_GROUP}/microsoft\.storage/storageaccounts/{_ACCOUNT}"
_VAULTS = rf"{_GROUP}/microsoft\.keyvault/vaults/{_ACCOUNT}"
_SQL = rf"{_GROUP}/microsoft\.sql/servers/{_ACCOUNT}"
_ACCOUNTS = rf"{_GROUP}/microsoft\.documentdb/databaseaccounts/{_ACCOUNT}"
_BLOB, _FILE = "blob://{account}/{name}{path}", "azfile://{account}/{name}{path}"
_FORMS = _forms(
    (rf"blob://{_ACCOUNT}/{_NAME}{_PATH}", "blob-container", _BLOB),
    (_HOST % "(?:blob|dfs)" + _NAME + _PATH, "blob-container", _BLOB),
    (_LAKE, "blob-container", _BLOB),
    (rf"{_STORAGE}/blobservices/default/containers/{_NAME}", "blob-container", _BLOB),
    (_HOST % "(?:blob|dfs)", "blob-container", "blob://{account}/*"),
    (rf"azfile://{_ACCOUNT}/{_NAME}{_PATH}", "file-share", _FILE),
    (_HOST % "file" + _NAME + _PATH, "file-share", _FILE),
    (rf"{_STORAGE}/fileservices/default/shares/{_NAME}", "file-share", _FILE),
    (rf"azqueue://{_ACCOUNT}/{_NAME}", "queue", "azqueue://{account}/{name}"),
    (_HOST % "queue" + _NAME, "queue", "azqueue://{account}/{name}"),
    (rf"{_STORAGE}/queueservices/default/queues/{_NAME}", "queue", "azqueue://{account}/{name}"),
    (rf"aztable://{_ACCOUNT}/{_NAME}", "table", "aztable://{account}/{name}"),
    (_HOST % "table" + _NAME, "table", "aztable://{account}/{name}"),
    (rf"{_STORAGE}/tableservices/default/tables/{_NAME}", "table", "aztable://{account}/{name}"),
    (_STORAGE, "storage-account", ""),
    (rf"{_VAULT}(?:/\*\*?)?", "key-vault", "vault://{account}/*"),
    (_VAULTS, "key-vault", "vault://{account}/*"),
    (rf"{_VAULT}/(?:secrets|certificates)/{_NAME}(?:/\w+)?", "secret", "vault://{account}/secrets/{name}"),
    (rf"{_VAULTS}/(?:secrets|certificates)/{_NAME}", "secret", "vault://{account}/secrets/{name}"),
    (rf"{_VAULT}/keys/{_NAME}(?:/\w+)?", "vault-key", "vault://{account}/keys/{name}"),
    (rf"{_VAULTS}/keys/{_NAME}", "vault-key", "vault://{account}/keys/{name}"),
    (rf"azsql://{_ACCOUNT}(?:/\*\*?)?", "sql-server", "azsql://{account}/*"),
    (_SERVER, "sql-server", "azsql://{account}/*"),
    (_SQL, "sql-server", "azsql://{account}/*"),
    (rf"azsql://{_ACCOUNT}/{_ITEM}", "sql-database", "azsql://{account}/{item}"),
    (rf"{_SERVER}/{_ITEM}", "sql-database", "azsql://{account}/{item}"),
    (rf"{_SQL}/databases/{_ITEM}", "sql-database", "azsql://{account}/{item}"),
    (rf"cosmos://{_ACCOUNT}(?:/\*\*?)?", "cosmos-account", "cosmos://{account}/*"),
    (_COSMOS, "cosmos-account", "cosmos://{account}/*"),
    (_ACCOUNTS, "cosmos-account", "cosmos://{account}/*"),
    (rf"cosmos://{_ACCOUNT}/{_DATABASE}(?:/\*\*?)?", "cosmos-database", "cosmos://{account}/{database}/*"),
    (rf"{_COSMOS}/dbs/{_DATABASE}", "cosmos-database", "cosmos://{account}/{database}/*"),
    (rf"{_ACCOUNTS}/(?:sqldatabases|dbs)/{_DATABASE}", "cosmos-database", "cosmos://{account}/{database}/*"),
    (rf"cosmos://{_ACCOUNT}/{_DATABASE}/{_ITEM}", "cosmos-container", "cosmos://{account}/{database}/{item}"),
    (rf"{_COSMOS}/dbs/{_DATABASE}/colls/{_ITEM}", "cosmos-container", "cosmos://{account}/{database}/{item}"),
    (
        rf"{_ACCOUNTS}/(?:sqldatabases|dbs)/{_DATABASE}/(?:containers|colls)/{_ITEM}",
        "cosmos-container",
        "cosmos://{account}/{database}/{item}",
    ),
)
_WITHIN = {
    **dict.fromkeys(("blob-container", "file-share", "queue", "table"), frozenset({"storage-account"})),
    "cosmos-container": frozenset({"cosmos-account", "cosmos-database"}),
    "cosmos-database": frozenset({"cosmos-account"}),
    "sql-database": frozenset({"sql-server"}),
    "secret": frozenset({"key-vault"}),
    "vault-key": frozenset({"key-vault"}),
}  # the larger kinds by whose address a kind may be named: all of the kind in it


def locate(where: Where, part: str = "") -> Location:
    """The location that a `where:` of system `microsoft` names in Azure, narrowed to `part`.

    A container without a path is all of its blobs, a vault all its secrets and keys, a server or account all its databases. A part is a folder in a
    container or share. Raises ValueError, with what is wrong and what is expected, for what is no resource of Azure (a site, a mailbox).
    """
    kind = _ALIASES.get(where.kind, where.kind)
    if where.label or (kind and kind not in KINDS):
        named = f"kind {where.kind}" if where.kind else f"the label {where.label}"
        raise ValueError(f"{named} is not known in Azure: write one of {', '.join(KINDS)}, or tags")
    pattern = _WIDE.get(kind, "*")
    if where.ref:
        kind, pattern = _named(kind, where.ref)
    elif not (kind or where.tags):
        raise ValueError(f"it names nothing that is read in Azure: {_expected()}")
    return Location(SYSTEM, kind, _narrowed(kind, pattern, part) if part else pattern, (), tuple(sorted(where.tags)))


def _named(kind: str, ref: str) -> tuple[str, str]:
    """The kind of what an address names, and its pattern. Of a larger thing (a vault) those in it that have the kind that is asked for."""
    address = ref.removeprefix("azure:/") if ref.startswith("azure://") else ref
    if not address.startswith("/") and "://" not in address and "." not in address.partition("/")[0]:
        address = _BARE.get(kind, "") + address
    for written in (address, address.rstrip("/"), f"{address}/"):
        for form in _FORMS:
            found = form.shape.fullmatch(written)
            if found and kind in ("", form.kind):
                return form.kind, _pattern(form, found)
            if found and form.kind in _WITHIN.get(kind, ()):
                return kind, _all_in(kind, form, found)
    raise ValueError(f"{ref} names {f'no {kind}' if kind else 'nothing that is read in Azure'}: {_expected()}")


def _pattern(form: _Form, found: re.Match[str]) -> str:
    """The URI of what was found. Azure does not tell names apart by case, but for those of blobs and of what lies in Cosmos."""
    told = {key: text or "" for key, text in found.groupdict().items()}
    if not form.uri:
        return uri(found[0])
    path = told.get("path", "")
    return form.uri.format(
        account=(told.get("account") or told.get("vault", "")).lower(),
        name=told.get("name", "").lower(),
        database=told.get("database", ""),
        item=told.get("item", "") if form.uri.startswith("cosmos") else told.get("item", "").lower(),
        path=f"{path or '/'}*" if path in ("", "/") or path.endswith("/") else path,
    )


def _all_in(kind: str, form: _Form, found: re.Match[str]) -> str:
    """All of a kind in something larger."""
    if scheme := _SCHEMES.get(kind):
        return f"{scheme}://{found['account'].lower()}/*"
    whole = _pattern(form, found)
    return whole.replace("/*", {"secret": "/secrets/*", "vault-key": "/keys/*"}.get(kind, "/*"))


def _narrowed(kind: str, pattern: str, part: str) -> str:
    if kind in _FOLDERS and pattern.count("/") > 3:
        return narrow(pattern, part)
    raise ValueError(f"a part is a folder in a blob container or a file share, and {pattern} has none")


def _expected() -> str:
    return (
        "write an ARM id (/subscriptions/…/storageAccounts/NAME), https://ACCOUNT.blob.core.windows.net/CONTAINER/**, "
        "https://VAULT.vault.azure.net/secrets/NAME, SERVER.database.windows.net/DATABASE or blob://ACCOUNT/CONTAINER/**"
    )
