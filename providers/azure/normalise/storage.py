"""Storage accounts and the containers, shares, queues and tables in them → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.azure import kinds
from providers.azure.collect.raw import Raw, arm_of, named
from providers.azure.kinds import ResourceKind, uri
from providers.azure.normalise.context import Context, flag, measures, resource, tags
from providers.values import Answer, entries, part, text, told

_LOGGED = ("StorageRead", "allLogs", "audit")  # categories and groups of them ("Monitor Azure Blob Storage")


def account(raw: Raw, _: Context) -> Iterator[Fact]:
    """An account, with what lets in beside roles."""
    properties, arm = part(raw.body, "properties"), arm_of(raw.body)
    known = {
        kinds.ARM: arm,
        kinds.ALLOW_PUBLIC: flag(properties.get("allowBlobPublicAccess")),
        kinds.SHARED_KEY: flag(properties.get("allowSharedKeyAccess")),
        kinds.SFTP: flag(properties.get("isSftpEnabled")),
        kinds.HIERARCHICAL: flag(properties.get("isHnsEnabled")),
        kinds.NETWORK: network(properties),
        "default_share_permission": text(part(properties, "azureFilesIdentityBasedAuthentication"), "defaultSharePermission"),
        "location": text(raw.body, "location"),
    }
    name = named(raw.body, "name")
    yield resource(uri(arm), ResourceKind.STORAGE_ACCOUNT, name, raw.place.uri, tags=tags(raw.body), attributes=known | _measures(raw))
    told(part(properties, "azureFilesIdentityBasedAuthentication"), "defaultSharePermission")


def container(raw: Raw, _: Context) -> Iterator[Fact]:
    """A blob container, with whether it is open to all."""
    properties = part(raw.body, "properties")
    held = {
        kinds.PUBLIC_ACCESS: text(properties, "publicAccess"),
        **measures(immutability=_yes(properties, "hasImmutabilityPolicy", "hasLegalHold")),
    }
    yield _within(raw, "blob", ResourceKind.CONTAINER, held)
    told(properties, "publicAccess")


def share(raw: Raw, _: Context) -> Iterator[Fact]:
    """A file share."""
    yield _within(raw, "azfile", ResourceKind.SHARE, {})


def queue(raw: Raw, _: Context) -> Iterator[Fact]:
    """A queue."""
    yield _within(raw, "azqueue", ResourceKind.QUEUE, {})


def table(raw: Raw, _: Context) -> Iterator[Fact]:
    """A table."""
    yield _within(raw, "aztable", ResourceKind.TABLE, {})


def network(properties: Answer) -> str:
    """Whether whoever no network rule names is let in: Allow, Deny, or Disabled where there are private endpoints alone."""
    if properties.get("publicNetworkAccess") == "Disabled":
        return "Disabled"
    return text(part(properties, "networkAcls"), "defaultAction")


def logs(settings: object, categories: tuple[str, ...] = _LOGGED) -> bool | None:
    """Whether some diagnostic setting keeps a record of who reads; None when that was not read."""
    if settings is None:
        return None
    rows = settings if isinstance(settings, list) else ()
    kept = (one for row in rows if isinstance(row, dict) for one in entries(part(row, "properties"), "logs") if isinstance(one, dict))
    return any(one.get("enabled") is True and {text(one, "category"), text(one, "categoryGroup")} & {*categories} for one in kept)


def _within(raw: Raw, scheme: str, kind: ResourceKind, held: dict[str, str]) -> Fact:
    above: Raw = raw.answers["account"]
    name = named(raw.body, "name")
    known = {kinds.ARM: arm_of(raw.body)} | held | _measures(above)
    where = f"{scheme}://{named(above.body, 'name').lower()}/{name.lower()}"
    return resource(where, kind, name, uri(arm_of(above.body)), tags=tags(above.body), attributes=known)


def _yes(properties: Answer, *names: str) -> bool:
    return any(properties.get(name) is True for name in names)


def _measures(raw: Raw) -> dict[str, str]:
    """The measures of an account, which hold for all that lies in it."""
    properties, blobs = part(raw.body, "properties"), raw.answers.get("blobs")
    service = None if blobs is None else part(blobs, "properties")
    lifecycle = raw.answers.get("lifecycle")
    public = properties.get("allowBlobPublicAccess")
    return measures(
        encryption_at_rest=True,  # always ("Azure Storage encryption for data at rest")
        encryption_in_transit=_told(properties.get("supportsHttpsTrafficOnly")),
        block_public_access=public is False,
        private_network=network(properties) in ("Deny", "Disabled"),
        lifecycle_rule=None if lifecycle is None else _deletes(lifecycle),
        access_logging=logs(raw.answers.get("logs")),
        versioning=None if service is None else service.get("isVersioningEnabled") is True,
        soft_delete=None if service is None else part(service, "deleteRetentionPolicy").get("enabled") is True,
    )


def _told(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _deletes(policy: Answer) -> bool:
    """Whether some rule that is on deletes blobs ("Configure a lifecycle management policy")."""
    rules = part(policy, "properties", "policy").get("rules")
    return any(
        row.get("enabled") is not False and "delete" in part(row, "definition", "actions", which)
        for row in (rules if isinstance(rules, list) else ())
        if isinstance(row, dict)
        for which in ("baseBlob", "version", "snapshot")
    )
