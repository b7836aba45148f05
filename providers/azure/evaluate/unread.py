"""What was not read, and which resources it leaves in the dark."""

from collections.abc import Iterable, Iterator

from audit.model.facts import Gap, Grant, Resource
from policies.locations import Location, meets
from providers.azure import operations
from providers.azure.evaluate import beside, entries
from providers.azure.evaluate.belonging import GROUP
from providers.azure.evaluate.holders import unread_denies
from providers.azure.evaluate.world import World
from providers.azure.kinds import ROOT, ResourceKind
from providers.azure.locate import KINDS
from providers.formula import FALSE
from providers.microsoft_api.strangers import GROUPS

SURFACES = {
    **dict.fromkeys(
        (ResourceKind.STORAGE_ACCOUNT, ResourceKind.CONTAINER, ResourceKind.SHARE, ResourceKind.QUEUE, ResourceKind.TABLE),
        operations.STORAGE,
    ),
    ResourceKind.SECRET: operations.KEY_VAULT,
    ResourceKind.KEY: operations.KEY_VAULT,
    ResourceKind.SQL_DATABASE: operations.SQL,
    ResourceKind.COSMOS_DATABASE: operations.COSMOS,
    ResourceKind.COSMOS_CONTAINER: operations.COSMOS,
}
# Surfaces that speak of everything below a scope. That management groups can't be listed leaves nobody in the dark: a subscription's own lists hold
# what comes from above. Nor do administrators of before roles, whom Azure retired in 2024.
_ABOVE = frozenset({operations.ROLE_ASSIGNMENTS, operations.DENY_ASSIGNMENTS, operations.PIM, "documents"})
# Calls about measures: what they lack is a gap of another check, not of who reaches what; nor is when a role ends.
_ELSE = (
    *(operations.BLOB_LOGS, operations.LOGS, operations.LIFECYCLE, operations.BLOB_SERVICE),
    *(operations.SQL_AUDITING, operations.SQL_FIREWALL, operations.ACTIVATIONS),
)
# Lists: a gap in one hides what else lies in a place, and says nothing of what was met there.
_LISTS = (
    *(operations.STORAGE_ACCOUNTS, operations.CONTAINERS, operations.SHARES, operations.QUEUES, operations.TABLES),
    *(operations.VAULTS, operations.SECRETS, operations.KEYS, operations.SQL_SERVERS, operations.SQL_DATABASES),
    *(operations.COSMOS_ACCOUNTS, operations.COSMOS_DATABASES, operations.COSMOS_CONTAINERS),
)


def darkening(world: World, resource: Resource) -> tuple[Gap, ...]:
    """The gaps that leave open who reaches a resource, sorted."""
    return tuple(sorted(set(_darkening(world, resource))))


def hiding(world: World, location: Location, *, met: bool) -> tuple[Gap, ...]:
    """The gaps in which something that a location names may lie; none where all that it names was met."""
    if met and not location.tags and not any(sign in _thing(location.pattern) for sign in "*?"):
        return ()
    surfaces = {SURFACES[kind] for kind in KINDS.get(location.kind, SURFACES.keys())}
    found = (gap for gap in world.gaps if _counts(gap) and gap.surface in {*surfaces, operations.HIERARCHY})
    return tuple(sorted({gap for gap in found if _may_hold(world, gap, location)}))


def acting(world: World, grants: Iterable[Grant]) -> tuple[Gap, ...]:
    """The gaps that leave open who acts as an application that has some of the grants: it may be the identity of a machine that was not read."""
    reach = {one for grant in grants for one in world.belonging.leaves(grant.principal)}
    if not any(one.startswith("microsoft://service-principal/") for one in reach):
        return ()
    return tuple(sorted(gap for gap in world.gaps if gap.surface == operations.IDENTITIES))


def crowded(world: World, resource: str) -> tuple[Gap, ...]:
    """The groups whose members were not read and that are given something on a resource or above it: who is in two of them is not known."""
    if not world.unread_groups:
        return ()
    given = {one.principal for place in world.chain(resource) for one in entries.entries(world, place) if one.principal.startswith(GROUP)}
    return tuple(
        sorted(
            gap
            for gap in world.unread_groups
            if given and (gap.scope == GROUPS or any(world.belonging.within(gap.scope, one) not in (None, FALSE) for one in given))
        )
    )


def _darkening(world: World, resource: Resource) -> Iterator[Gap]:
    chain, around = world.chain(resource.id), world.around(resource)
    surface = SURFACES[ResourceKind(resource.kind)]
    for gap in (*world.gaps, *world.broken):
        if (
            _counts(gap)
            and gap.scope in chain
            and (gap.surface in _ABOVE or (gap.surface == surface and not gap.operation.endswith(_LISTS)))
        ):
            yield gap
    for place in dict.fromkeys((*chain, *world.chain(around.id))):
        yield from entries.misread(world, place)
    yield from unread_denies(world, chain)
    yield from beside.misread(world, around.id)


def _counts(gap: Gap) -> bool:
    return not gap.operation.endswith(_ELSE)


def _thing(pattern: str) -> str:
    """What a pattern names as one thing, with all that lies in it."""
    scheme, _, rest = pattern.partition("://")
    depth = {"blob": 2, "azfile": 2, "azqueue": 2, "aztable": 2}.get(scheme, 99)
    return f"{scheme}://" + "/".join(rest.split("/")[:depth])


def _may_hold(world: World, gap: Gap, location: Location) -> bool:
    """Whether what a gap is on, if it holds something unmet, may hold what a location names: the name of a container tells its account alone."""
    scope = gap.scope
    if scope == ROOT or not scope.startswith("azure://"):
        return scope == ROOT or (scope not in world.resources and meets(location.pattern, f"{scope}*"))
    found = world.resources.get(scope)
    if found is None or found.kind in (ResourceKind.SUBSCRIPTION, ResourceKind.MANAGEMENT_GROUP):
        return not location.pattern.startswith("azure://") or meets(location.pattern, f"{scope}*")
    schemes = {"azure", location.pattern.partition("://")[0]}
    return any(meets(location.pattern, f"{scheme}://{found.name.lower()}/*") for scheme in schemes) or meets(location.pattern, f"{scope}*")
