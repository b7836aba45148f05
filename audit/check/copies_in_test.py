"""Personal data where things are tried out: a test or development store of the inventory, or a store there that holds or copies an asset."""

from collections.abc import Iterable, Iterator

from audit.check.environments import NOT_PRODUCTION
from audit.check.found import Fault, Found, on_subject, weighed
from audit.check.stores import DATA_KINDS
from audit.check.world import World
from audit.model.facts import Resource
from audit.model.finding import FindingKind, Outcome
from policies.language import Asset, Severity
from policies.wording import msg

SOURCE = "source"  # attribute of a copy: the id of what it was made of
_ITSELF = msg("{asset} has personal data in {store}, which is for {environment}")
_A_COPY = msg("{asset}, a copy of {original}, has personal data in {store}, which is for {environment}")
_LOOSE = msg("{store}, a copy of {source} of {asset}, is for {environment} and lies in no asset")


def check(world: World) -> Iterable[Found]:
    """One finding for each store of an asset in test or development; a notice where the asset is pseudonymised, which makes it no less personal.

    A store in no asset that is there and is a copy of something in one is found as well; any other store in no asset is an undeclared one.
    """
    for asset in world.assets.values():
        for resource in world.stores.held.get(asset.id, ()):
            if resource.kind in DATA_KINDS and not _inside(world, asset, resource) and (said := _environment(world, asset, resource)):
                yield _found(world, asset, resource, said)
    yield from _loose(world)


def _inside(world: World, asset: Asset, resource: Resource) -> bool:
    """Whether it lies in another store of the asset, which speaks for both."""
    return any(resource.parent == other.id and other.kind in DATA_KINDS for other in world.stores.held.get(asset.id, ()))


def _environment(world: World, asset: Asset, resource: Resource) -> str:
    """The environment, with who says so, where it is none of production; empty otherwise."""
    found, by = world.environments.said_by(resource), msg("{environment} (so says a label, or the place above it)")
    if not found:
        lot = world.stores.lot_of(asset.id, resource)
        found, by = (lot.where.environment if lot else ""), msg("{environment} (so says the inventory)")
    return world.say(by, environment=found) if found in NOT_PRODUCTION else ""


def _found(world: World, asset: Asset, resource: Resource, environment: str) -> Found:
    text = _A_COPY if asset.copy_of else _ITSELF
    said = world.say(text, asset=asset.id, original=asset.copy_of, store=resource.id, environment=environment)
    if asset.pseudonymised:
        said = world.say("{sentence}; the inventory says that they are pseudonymised", sentence=said)
    outcome = Outcome.NOTICE if asset.pseudonymised else Outcome.VIOLATION
    return on_subject(asset, None, _fault(world, asset, resource), said, outcome)


def _loose(world: World) -> Iterator[Found]:
    holders = {resource.id: asset for asset in world.assets.values() for resource in world.stores.held.get(asset.id, ())}
    for store in world.stores.loose:
        asset = holders.get(store.attribute(SOURCE))
        environment = world.environments.said_by(store)
        if asset is not None and environment in NOT_PRODUCTION:
            said = world.say(_LOOSE, store=store.id, source=store.attribute(SOURCE), asset=asset.id, environment=environment)
            yield on_subject(asset, None, _fault(world, asset, store), said)


def _fault(world: World, asset: Asset, resource: Resource) -> Fault:
    return Fault(
        kind=FindingKind.COPY_IN_TEST,
        remedy=world.say(
            "make test data up, or anonymise them before they go there; say in the agreement that production data stay out of tests"
        ),
        severity=weighed(Severity.HIGH, asset, world),
        place=asset.at,
        scope=resource.id,
    )
