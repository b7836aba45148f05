"""Cosmos DB accounts, databases and containers → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.azure import kinds
from providers.azure.collect.cosmos import api
from providers.azure.collect.raw import Raw, arm_of, named
from providers.azure.kinds import AttachmentKind, ResourceKind, uri
from providers.azure.normalise.context import Context, flag, measures, resource, tags
from providers.azure.normalise.documents import attach
from providers.values import only, part

_KEPT = {
    AttachmentKind.COSMOS_ROLE: ("roleName", "type", "assignableScopes", "permissions"),
    AttachmentKind.COSMOS_ASSIGNMENT: ("roleDefinitionId", "principalId", "scope"),
}


def account(raw: Raw, _: Context) -> Iterator[Fact]:
    """An account."""
    properties, arm = part(raw.body, "properties"), arm_of(raw.body)
    disabled = properties.get("disableLocalAuth")
    known = {
        kinds.ARM: arm,
        kinds.LOCAL_AUTH: flag(not disabled if isinstance(disabled, bool) else disabled),
        kinds.API: api(raw.body),
        kinds.NETWORK: _network(raw),
    }
    name = named(raw.body, "name")
    yield resource(uri(arm), ResourceKind.COSMOS_ACCOUNT, name, raw.place.uri, tags=tags(raw.body), attributes=known | _measures(raw))


def role(raw: Raw, _: Context) -> Iterator[Fact]:
    """A role on the data of an account, or who has one ("Data plane role-based access control")."""
    kind = AttachmentKind(raw.kind)
    body = {"id": arm_of(raw.body), "properties": only(part(raw.body, "properties"), *_KEPT[kind])}
    yield from attach(uri(arm_of(raw.answers["account"].body)), kind, body, arm_of(raw.body).rpartition("/")[2].lower())


def database(raw: Raw, _: Context) -> Iterator[Fact]:
    """A database."""
    above: Raw = raw.answers["account"]
    where = kinds.cosmos(named(above.body, "name"), named(raw.body, "name"))
    yield _within(raw, above, where, ResourceKind.COSMOS_DATABASE, uri(arm_of(above.body)))


def container(raw: Raw, _: Context) -> Iterator[Fact]:
    """A container in a database."""
    above, database = raw.answers["account"], raw.answers["database"]
    around = kinds.cosmos(named(above.body, "name"), named(database.body, "name"))
    yield _within(raw, above, f"{around}/{named(raw.body, 'name')}", ResourceKind.COSMOS_CONTAINER, around)


def _within(raw: Raw, above: Raw, where: str, kind: ResourceKind, parent: str) -> Fact:
    known = {kinds.ARM: arm_of(raw.body)} | _measures(above)
    return resource(where, kind, named(raw.body, "name"), parent, tags=tags(above.body, raw.body), attributes=known)


def _network(raw: Raw) -> str:
    properties = part(raw.body, "properties")
    if properties.get("publicNetworkAccess") == "Disabled":
        return "Disabled"
    ruled = properties.get("ipRules") or properties.get("isVirtualNetworkFilterEnabled") is True
    return "Deny" if ruled else "Allow"


def _measures(raw: Raw) -> dict[str, str]:
    return measures(encryption_at_rest=True, private_network=_network(raw) != "Allow")  # "Data encryption in Azure Cosmos DB"
