"""Key vaults, secrets and keys → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.azure import kinds
from providers.azure.collect.raw import Raw, arm_of, named
from providers.azure.kinds import AttachmentKind, ResourceKind, uri
from providers.azure.normalise.context import Context, flag, measures, resource, tags
from providers.azure.normalise.documents import attach
from providers.azure.normalise.storage import logs, network
from providers.values import entries, only, part

_LOGGED = ("AuditEvent", "allLogs", "audit")  # "Azure Key Vault logging"


def vault(raw: Raw, _: Context) -> Iterator[Fact]:
    """A vault, and its access policies where those decide ("Assign a Key Vault access policy")."""
    properties, arm = part(raw.body, "properties"), arm_of(raw.body)
    by_roles = properties.get("enableRbacAuthorization")
    known = {
        kinds.ARM: arm,
        kinds.RBAC: "false" if by_roles is None else flag(by_roles),
        kinds.NETWORK: network(properties),
        "deployment": flag(properties.get("enabledForTemplateDeployment")),
    }
    name = named(raw.body, "name")
    yield resource(uri(arm), ResourceKind.KEY_VAULT, name, raw.place.uri, tags=tags(raw.body), attributes=known | _measures(raw))
    if by_roles is not True:
        rows = entries(properties, "accessPolicies")
        kept = [
            {**only(row, "tenantId", "objectId", "applicationId"), "permissions": row.get("permissions")} if isinstance(row, dict) else row
            for row in rows
        ]
        yield from attach(uri(arm), AttachmentKind.ACCESS_POLICIES, {"accessPolicies": kept})
    if not isinstance(by_roles, bool | None):
        raise TypeError(f"enableRbacAuthorization is {by_roles!r}, which is neither true nor false")


def secret(raw: Raw, _: Context) -> Iterator[Fact]:
    """A secret; never its value."""
    yield _within(raw, "secrets", ResourceKind.SECRET)


def key(raw: Raw, _: Context) -> Iterator[Fact]:
    """A key."""
    yield _within(raw, "keys", ResourceKind.KEY)


def _within(raw: Raw, kind: str, of: ResourceKind) -> Fact:
    above: Raw = raw.answers["vault"]
    name = named(raw.body, "name")
    known = {kinds.ARM: arm_of(raw.body)} | _measures(above)
    where = kinds.vault(named(above.body, "name"), kind, name)
    return resource(where, of, name, uri(arm_of(above.body)), tags=tags(above.body, raw.body), attributes=known)


def _measures(raw: Raw) -> dict[str, str]:
    properties = part(raw.body, "properties")
    return measures(
        encryption_at_rest=True,
        private_network=network(properties) in ("Deny", "Disabled"),
        access_logging=logs(raw.answers.get("logs"), _LOGGED),
        soft_delete=properties.get("enableSoftDelete") is not False,  # on unless it was switched off long ago ("Soft-delete overview")
        purge_protection=properties.get("enablePurgeProtection") is True,
    )
