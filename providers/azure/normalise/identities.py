"""Managed identities, and the machines that act as some → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.azure import kinds
from providers.azure.collect.raw import Raw, arm_of, named
from providers.azure.kinds import ResourceKind, uri
from providers.azure.normalise.context import Context, resource, tags
from providers.values import part, text


def managed_identity(raw: Raw, _: Context) -> Iterator[Fact]:
    """An identity of its own that can be given to machines."""
    known = {kinds.ARM: arm_of(raw.body), kinds.IDENTITIES: text(part(raw.body, "properties"), "principalId").lower()}
    yield resource(
        uri(arm_of(raw.body)), ResourceKind.MANAGED_IDENTITY, named(raw.body, "name"), raw.place.uri, tags=tags(raw.body), attributes=known
    )


def machine(raw: Raw, _: Context) -> Iterator[Fact]:
    """A machine, with the identities that it has ("Virtual Machines - List All", identity)."""
    identity = part(raw.body, "identity")
    given = part(identity, "userAssignedIdentities")
    held = {text(identity, "principalId"), *(text(part(given, key), "principalId") for key in given)} - {""}
    known = {kinds.ARM: arm_of(raw.body), kinds.IDENTITIES: " ".join(sorted(name.lower() for name in held))}
    yield resource(
        uri(arm_of(raw.body)), ResourceKind.VIRTUAL_MACHINE, named(raw.body, "name"), raw.place.uri, tags=tags(raw.body), attributes=known
    )
