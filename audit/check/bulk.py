"""Who can copy in bulk: who reads a store as a whole (a bucket, a table, a drive, a mailbox), and not single files in it."""

from collections.abc import Iterator

from audit.check.access import Access
from audit.check.world import World
from audit.model.facts import PrincipalKind, Verdict
from audit.model.reach import Reach
from policies.language import Asset
from policies.levels import Level


def in_bulk(world: World, access: Access) -> tuple[Reach, ...]:
    """The reaches by which a subject reads a whole store of the asset; none that hangs on something that was not read."""
    stores = _stores(world, access.asset)
    return tuple(
        entry.reach
        for entry in access.entries
        if entry.reach.levels & Level.READ
        and entry.reach.verdict is not Verdict.UNKNOWN
        and entry.reach.resource in stores
        and world.identities.principal(entry.reach.principal).kind is not PrincipalKind.LINK
    )


def _stores(world: World, asset: Asset) -> frozenset[str]:
    """What the asset lies in: its stores, and whatever a `where:` names by its own address."""
    return frozenset((*(resource.id for resource in world.stores.held.get(asset.id, ())), *_named(world, asset)))


def _named(world: World, asset: Asset) -> Iterator[str]:
    for lot in world.stores.lots:
        if lot.asset == asset.id:
            yield lot.location.pattern.removesuffix("*").rstrip("/")
