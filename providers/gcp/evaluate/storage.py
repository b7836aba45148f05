"""Cloud Storage beside IAM: access control lists, and what keeps the public out.

Cloud Storage documentation, "Access control lists (ACLs)" (the relation of ACL permissions to IAM roles), "Uniform bucket-level access",
"Public access prevention" (the bucket's own setting, or the organisation policy constraint above it).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from audit.model.facts import AUTHENTICATED, PUBLIC, Gap, Resource
from policies.locations import Location, matches
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate
from providers.gcp import kinds
from providers.gcp.evaluate.cel import Attributes
from providers.gcp.evaluate.condition import Asking, Condition, decide
from providers.gcp.evaluate.entries import ACL, Entry, clear, convenience, evidence, meant, policy_entries
from providers.gcp.evaluate.member import CONVENIENCE, Member, MemberKind, member
from providers.gcp.evaluate.world import Held, World, expression, rows, word
from providers.gcp.kinds import PROVIDER, SYSTEM, AttachmentKind, ResourceKind
from providers.kept import kept

EVERYBODY = frozenset({PUBLIC, AUTHENTICATED})
_BUCKET_READER = frozenset({"storage.buckets.get", "storage.objects.list", "storage.multipartUploads.list"})
_BUCKET_WRITER = _BUCKET_READER | {"storage.objects.create", "storage.objects.delete"}
_ON_BUCKETS = {
    "READER": _BUCKET_READER,
    "WRITER": _BUCKET_WRITER,
    "OWNER": _BUCKET_WRITER | {"storage.buckets.getIamPolicy", "storage.buckets.setIamPolicy", "storage.buckets.update"},
}  # as the roles Storage Legacy Bucket Reader, Writer and Owner
_ON_OBJECTS = {
    "READER": frozenset({"storage.objects.get"}),
    "OWNER": frozenset({"storage.objects.get", "storage.objects.getIamPolicy", "storage.objects.setIamPolicy", "storage.objects.update"}),
}  # as Storage Legacy Object Reader and Owner
_TEAMS = {"owners": "projectOwner", "editors": "projectEditor", "viewers": "projectViewer"}
_LISTS: Mapping[AttachmentKind, tuple[Mapping[str, frozenset[str]], str]] = {
    AttachmentKind.BUCKET_ACL: (_ON_BUCKETS, "the bucket's access control list"),
    AttachmentKind.DEFAULT_OBJECT_ACL: (_ON_OBJECTS, "the list that new objects get"),
    AttachmentKind.OBJECT_ACL: (_ON_OBJECTS, "an object's access control list"),
}
_PREVENTION = "storage.publicAccessPrevention"
_OBJECT_LISTS = "storage.v1:objects.list"
_OBJECTS_MAY = "objects may have access control lists of their own, which were not read; uniform bucket-level access turns them off"


def lists_count(resource: Resource) -> bool:
    """Whether access control lists count in a bucket: not with uniform bucket-level access, which managed folders ask for anyway."""
    return resource.kind == ResourceKind.BUCKET and resource.attribute(kinds.UNIFORM_ACCESS) != "true"


def list_entries(world: World, bucket: Resource, location: Location) -> Iterator[Entry]:
    """What the lists on a bucket, on its new objects and on those of its objects that lie in a location give."""
    if not lists_count(bucket):
        return
    for kind in (AttachmentKind.BUCKET_ACL, AttachmentKind.DEFAULT_OBJECT_ACL):
        for held in world.held(bucket.id, kind):
            yield from _of_list(world, bucket.id, kind, held)
    for name in objects_with_lists(world, bucket.id):
        if matches(location, name):
            for held in world.held(name, AttachmentKind.OBJECT_ACL):
                yield from _of_list(world, bucket.id, AttachmentKind.OBJECT_ACL, held)


def names_somebody(world: World, row: object) -> bool:
    """Whether a row of a list is understood: whom it lets in."""
    return isinstance(row, dict) and _entity(world, row).kind is not MemberKind.UNKNOWN


@kept
def objects_with_lists(world: World, bucket: str) -> tuple[str, ...]:
    """The objects of a bucket whose own lists were read."""
    return tuple(sorted(name for name in world.holders(AttachmentKind.OBJECT_ACL) if name.startswith(f"{bucket}/")))


def names_public(world: World, resource: Resource) -> bool:
    """Whether anything above a bucket, on it or in its lists lets everybody in, were it not prevented."""
    lists = list_entries(world, resource, Location(SYSTEM, "bucket", "*")) if resource.kind == ResourceKind.BUCKET else ()
    policies = (entry for name in world.chain(resource.id) for entry in policy_entries(world, name))
    return any(not EVERYBODY.isdisjoint(entry.principals) for entry in (*policies, *lists))


def unread_lists(world: World, bucket: Resource) -> Iterator[Gap]:
    """A gap where objects may have lists that nobody read, unless it is told already."""
    told = any(gap.operation == _OBJECT_LISTS for gap in world.gaps_on([bucket.id], "storage"))
    if lists_count(bucket) and bucket.attribute(kinds.OBJECT_ACLS) != "read" and not told:
        yield Gap(PROVIDER, "storage", bucket.id, _OBJECT_LISTS, _OBJECTS_MAY, "storage.objects.getIamPolicy")


def lets_public_in(world: World, resource: Resource) -> Formula:
    """Whether grants to everybody count: not where public access is prevented, on the bucket or by a policy above it."""
    bucket = resource if resource.kind == ResourceKind.BUCKET else world.resources.get(resource.parent, resource)
    if bucket.attribute(kinds.PUBLIC_ACCESS_PREVENTION) == "enforced":
        return FALSE
    return negate(enforced(world, bucket.id, _PREVENTION, unread="public access prevention"))


def enforced(world: World, resource: str, constraint: str, unread: str) -> Formula:
    """Whether an organisation policy constraint is enforced on a resource: the nearest policy decides ("Understanding hierarchy evaluation")."""
    places = world.chain(resource)
    for place in places:
        for held in world.held(place, AttachmentKind.ORG_POLICY):
            if held.name.removeprefix("constraints/") == constraint:
                return _enforced(held.body, world.at)
    gaps = world.gaps_on(places, "org-policies")
    return Atom(f"{unread} holds, which could not be read ({gaps[0].operation} on {gaps[0].scope})", gap=True) if gaps else FALSE


def _enforced(body: Mapping[str, Any], at: datetime) -> Formula:
    """A rule without a condition holds where those with one do not."""
    spec = body.get("spec")
    told = spec if isinstance(spec, dict) and not spec.get("reset") else {}
    listed = list(rows(told.get("rules")))
    found: Formula = TRUE if any(_enforces(rule) for rule in listed if rule.get("condition") is None) else FALSE
    for rule in listed:
        if rule.get("condition") is not None:
            holds = _holds(rule, at)
            found = any_of(found, holds) if _enforces(rule) else all_of(found, negate(holds))
    return found


def _holds(rule: Mapping[str, Any], at: datetime) -> Formula:
    told, unclear = expression(rule)
    return clear(unclear=True) if unclear else decide(Condition(told), Asking(Attributes(), at))


def _enforces(rule: Mapping[str, Any]) -> bool:
    return rule.get("enforce") in (True, "TRUE", "true")


def _of_list(world: World, bucket: str, kind: AttachmentKind, held: Held) -> Iterator[Entry]:
    gives, words = _LISTS[kind]
    for row in rows(held.body.get("items")):
        role = word(row, "role").upper()
        because = f"{words} ({held.holder}) gives {role}" if kind is AttachmentKind.OBJECT_ACL else f"{words} gives {role}"
        whom = _entity(world, row)
        entry = Entry((whom.id,), gives.get(role), bucket, because, evidence(row), ACL, f"{role} in {words}", asked=meant(whom))
        if whom.kind in CONVENIENCE:
            yield from convenience(world, whom, entry)
        else:
            yield entry


def _entity(world: World, row: Mapping[str, Any]) -> Member:
    """Whom a row means: `user-an@x`, `group-g@x`, `domain-x`, `project-owners-123`, `allUsers`."""
    entity = word(row, "entity")
    sort, _, name = entity.partition("-")
    match sort:
        case "user" | "group" | "domain":
            return world.addressed(sort, word(row, "email") or word(row, "domain") or name)
        case "project":
            team, _, project = name.partition("-")
            return member(f"{_TEAMS[team]}:{world.numbered.get(project, project).rpartition('/')[2]}") if team in _TEAMS else member(entity)
        case _:
            return member(entity)
