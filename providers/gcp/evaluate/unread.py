"""What was not read, and which resources it leaves in the dark."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from audit.model.facts import Gap, Grant, Membership, Resource
from providers.gcp import kinds
from providers.gcp.evaluate import bigquery, sql_users, storage
from providers.gcp.evaluate.entries import misread, not_understood, policy_entries, unread_project, unread_roles
from providers.gcp.evaluate.hidden import SURFACES, hidden_places
from providers.gcp.evaluate.holders import misread_denies
from providers.gcp.evaluate.member import MemberKind, member
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import HIERARCHY, PROVIDER, AttachmentKind, ResourceKind
from providers.google_api.names import EVERYTHING
from providers.kept import kept

_ABOVE = frozenset({"resource-manager", "deny-policies", "documents"})  # surfaces that speak of everything below a place
_OF_ACCOUNTS = frozenset({"service-accounts", "resource-manager", "documents"})  # surfaces that say who acts as an account
_LISTS = {
    AttachmentKind.DATASET_ACCESS: "access",
    AttachmentKind.BUCKET_ACL: "items",
    AttachmentKind.DEFAULT_OBJECT_ACL: "items",
    AttachmentKind.OBJECT_ACL: "items",
    AttachmentKind.ROW_ACCESS_POLICY: "bindings",
}  # documents that let somebody in other than by roles on a resource, and where their entries are


def darkening(world: World, resource: Resource) -> tuple[Gap, ...]:
    """The gaps that leave open who reaches a resource, sorted."""
    return tuple(sorted(set(_darkening(world, resource))))


def acting(world: World, steps: Iterable[Membership], grants: Iterable[Grant]) -> tuple[Gap, ...]:
    """The gaps that leave open who acts as a service account that has some of the grants, or as one that can act as that."""
    into: dict[str, list[str]] = defaultdict(list)
    for step in steps:
        into[step.container].append(step.member)
    met = {one for grant in grants for one in world.belonging.leaves(grant.principal)}
    waiting = list(met)
    while waiting:
        found = {one for member in into.get(waiting.pop(), ()) for one in world.belonging.leaves(member)} - met
        met |= found
        waiting += found
    return tuple(sorted({gap for one in met if one.startswith("google://service-account/") for gap in _on_account(world, one)}))


@kept
def _on_account(world: World, account: str) -> tuple[Gap, ...]:
    """The gaps on an account itself, on its project and on what is above that; of a project that was not met, whatever hides projects."""
    own, home = f"/{account.rpartition('/')[2]}", world.home(account)
    chain = world.chain(home) if home else ()
    found = [
        gap
        for gap in (*world.gaps, *world.broken)
        if (gap.surface in _OF_ACCOUNTS and (gap.scope in chain or gap.scope.endswith(own)))
        or (gap.surface == "service-accounts" and gap.scope == EVERYTHING)
    ]
    return tuple(gap for gap in (*found, *(() if home else hidden_places(world))) if not gap.operation.endswith("keys.list"))


def _darkening(world: World, resource: Resource) -> Iterator[Gap]:
    chain = world.chain(resource.id)
    surface = SURFACES[ResourceKind(resource.kind)]
    for gap in (*world.gaps, *world.broken):
        if gap.scope in chain and (gap.surface == surface or gap.surface in _ABOVE):
            yield gap
    yield from (gap for gap in hidden_places(world) if gap.scope in chain)
    for place in chain:
        yield from _of_projects(world, place)
        yield from (*unread_roles(world, place), *misread(world, place))
    yield from misread_denies(world, chain)
    yield from _not_understood(world, chain)
    if resource.kind == ResourceKind.BUCKET:
        yield from storage.unread_lists(world, resource)
        yield from _not_understood(world, storage.objects_with_lists(world, resource.id))
    if resource.kind == ResourceKind.SQL_INSTANCE:
        yield from filter(None, (sql_users.unread_users(world, resource),))
    if resource.kind in (ResourceKind.BUCKET, ResourceKind.MANAGED_FOLDER):
        dark = world.gaps_on(chain, "org-policies")
        yield from dark if dark and storage.names_public(world, resource) else ()
    if resource.kind in (ResourceKind.DATASET, ResourceKind.TABLE):
        yield from _of_bigquery(world, resource)
    if resource.kind == ResourceKind.TOPIC:
        yield from _of_topic(world, resource)


def _not_understood(world: World, names: Iterable[str]) -> Iterator[Gap]:
    """Lists of who is let in with entries that nobody understands."""
    for name in names:
        for kind, key in _LISTS.items():
            for held in world.held(name, kind):
                listed = held.body.get(key)
                if listed is not None and not (isinstance(listed, list) and all(_is_understood(world, name, kind, row) for row in listed)):
                    yield not_understood(name, kind, "not every entry is of a form that is known")


def _is_understood(world: World, holder: str, kind: AttachmentKind, row: object) -> bool:
    if not isinstance(row, dict):
        return False
    match kind:
        case AttachmentKind.DATASET_ACCESS:
            return bigquery.names_somebody(world, holder, row)
        case AttachmentKind.ROW_ACCESS_POLICY:
            members = [] if row.get("members") is None else row["members"]
            return isinstance(members, list) and all(isinstance(one, str) and member(one).kind is not MemberKind.UNKNOWN for one in members)
        case _:
            return storage.names_somebody(world, row)


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
        yield from _of_door(world, door, dataset)


def _of_door(world: World, door: bigquery.Door, dataset: str) -> Iterator[Gap]:
    """What leaves open who may use a view or the like; those that open it by being views themselves are followed no further."""
    named = door.id.removesuffix("/")
    around = "/".join(named.split("/")[:4])  # its dataset, if it is a view
    dark = world.gaps_on((named, around, *world.chain(around)), "bigquery", "resource-manager")
    yield from dark
    if named not in world.resources and not dark:
        reason = f"the {door.words} reads {dataset}, and who may use it was not read"
        yield Gap(PROVIDER, "bigquery", door.id, "bigquery.tables.get", reason, "bigquery.tables.get")


def _of_topic(world: World, topic: Resource) -> Iterator[Gap]:
    """Its subscriptions, whose readers read the topic; one that was not met may lie in any project."""
    for one in world.resources.values():
        if one.kind == ResourceKind.SUBSCRIPTION and one.attribute(kinds.TOPIC) == topic.id:
            yield from _darkening(world, one)
    yield from (gap for gap in world.gaps if gap.surface == "pubsub" and gap.operation.endswith("subscriptions.list"))
    yield from hidden_places(world)
