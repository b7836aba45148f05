"""What was not read, and which resources it leaves in the dark."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from audit.model.facts import Gap, Grant, Membership, Resource
from providers.gcp import kinds
from providers.gcp.evaluate import bigquery, sql_users, storage
from providers.gcp.evaluate.entries import misread, policy_entries, unread_project, unread_roles
from providers.gcp.evaluate.holders import misread_denies
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import HIERARCHY, PROVIDER, ResourceKind

_ABOVE = frozenset({"resource-manager", "deny-policies", "documents"})  # surfaces that speak of everything below a place
_SURFACES = {
    ResourceKind.BUCKET: "storage",
    ResourceKind.MANAGED_FOLDER: "storage",
    ResourceKind.DATASET: "bigquery",
    ResourceKind.TABLE: "bigquery",
    ResourceKind.SQL_INSTANCE: "sql",
    ResourceKind.SECRET: "secrets",
    ResourceKind.TOPIC: "pubsub",
    ResourceKind.SUBSCRIPTION: "pubsub",
    ResourceKind.FIRESTORE: "firestore",
    ResourceKind.SPANNER: "spanner",
    ResourceKind.KEY: "kms",
}


def darkening(world: World, resource: Resource) -> tuple[Gap, ...]:
    """The gaps that leave open who reaches a resource, sorted."""
    return tuple(sorted(set(_darkening(world, resource))))


def acting(world: World, steps: Iterable[Membership], grants: Iterable[Grant]) -> tuple[Gap, ...]:
    """The gaps that leave open who acts as a service account that has some of the grants, or as one that can act as that."""
    dark = [gap for gap in world.gaps if gap.surface == "service-accounts" and not gap.operation.endswith("keys.list")]
    if not dark:
        return ()
    into: dict[str, list[str]] = defaultdict(list)
    for step in steps:
        into[step.container].append(step.member)
    met = {one for grant in grants for one in world.belonging.leaves(grant.principal)}
    waiting = list(met)
    while waiting:
        found = {one for member in into.get(waiting.pop(), ()) for one in world.belonging.leaves(member)} - met
        met |= found
        waiting += found
    return tuple(sorted({gap for gap in dark if any(_lies_in(one, gap.scope, world) for one in met)}))


def _lies_in(principal: str, scope: str, world: World) -> bool:
    """Whether a principal is the service account that a gap is on, or one of its project."""
    if not principal.startswith("google://service-account/"):
        return False
    return scope.endswith(f"/{principal.rpartition('/')[2]}") or scope in (world.home(principal), "google://")


def _darkening(world: World, resource: Resource) -> Iterator[Gap]:
    chain = world.chain(resource.id)
    surface = _SURFACES[ResourceKind(resource.kind)]
    for gap in (*world.gaps, *world.broken):
        if gap.scope in chain and (gap.surface == surface or gap.surface in _ABOVE):
            yield gap
    for place in chain:
        yield from _of_projects(world, place)
        yield from (*unread_roles(world, place), *misread(world, place))
    yield from misread_denies(world, chain)
    if resource.kind == ResourceKind.BUCKET:
        yield from storage.unread_lists(world, resource)
    if resource.kind == ResourceKind.SQL_INSTANCE:
        yield from filter(None, (sql_users.unread_users(world, resource),))
    if resource.kind in (ResourceKind.BUCKET, ResourceKind.MANAGED_FOLDER):
        dark = world.gaps_on(chain, "org-policies")
        yield from dark if dark and storage.names_public(world, resource) else ()
    if resource.kind in (ResourceKind.DATASET, ResourceKind.TABLE):
        yield from _of_bigquery(world, resource)


def _of_projects(world: World, place: str) -> Iterator[Gap]:
    """The projects whose owners, editors or viewers are let in, and of which it was not read who they are."""
    teams = (one for entry in policy_entries(world, place) for one in entry.principals if one.startswith("google://project-"))
    for name in {one.rpartition("/")[2] for one in teams}:
        yield from filter(None, (unread_project(world, world.numbered.get(name, f"{HIERARCHY}projects/{name}")),))


def _of_bigquery(world: World, resource: Resource) -> Iterator[Gap]:
    tags = resource.attribute(kinds.POLICY_TAGS).split()
    yield from world.gaps_on((name for tag in tags for name in world.chain(tag)), "policy-tags")
    for tag in tags:
        if tag not in world.resources:
            yield Gap(PROVIDER, "policy-tags", tag, "policyTags.get", f"it guards columns of {resource.id} and was not read")
    dataset = resource.id if resource.kind == ResourceKind.DATASET else resource.parent
    for door in bigquery.doors(world, dataset):
        if door.id.removesuffix("/") not in world.resources:
            yield Gap(
                PROVIDER, "bigquery", door.id, "bigquery.tables.get", f"the {door.words} reads {dataset}, and who may use it was not read"
            )
