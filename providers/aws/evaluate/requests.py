"""Which requests stand for all those that an action can be asked by on a resource inside a location.

The objects of a location are without number, yet to policies they differ only by which patterns they fit: one object of each sort stands
for all of that sort (`policies.patterns.classes`). Thus the answer is exact, and every request is decided as if it were the only one.
"""

from collections.abc import Iterator
from functools import lru_cache

from policies.locations import Location, intersect, meets
from policies.patterns import accepts, classes
from providers.aws import kinds
from providers.aws.evaluate.authorize import Request
from providers.aws.evaluate.caller import Caller
from providers.aws.evaluate.levels import On, Rule
from providers.aws.evaluate.pattern import literal, visible
from providers.aws.evaluate.policy import speaking_of
from providers.aws.evaluate.statement import condition_values
from providers.aws.evaluate.target import Target
from providers.aws.kinds import ResourceKind

_LISTING = frozenset({"s3:ListBucket", "s3:ListBucketVersions"})


def requests(caller: Caller, target: Target, rule: Rule, location: Location, doors: tuple[Target, ...] = ()) -> Iterator[Request]:
    """The requests for one rule. `doors` are access points, whose policies speak of the same objects by other ARNs."""
    match rule.on:
        case On.RESOURCE if rule.action in _LISTING:
            yield from (
                Request(rule.action, target.arn, {"s3:prefix": prefix}) for prefix in _prefixes(caller, target, rule.action, location)
            )
        case On.RESOURCE:
            yield Request(rule.action, target.arn)
        case On.INDEXES:
            yield from _each(rule, (f"{target.arn}/index/?*",), (), _patterns(caller, target, rule.action, doors))
        case On.LOGINS:
            database = target.resource.attribute(kinds.DATABASE_RESOURCE) if target.resource else ""
            users = f"arn:aws:rds-db:{target.region}:{target.account}:dbuser:{database or '?*'}/?*"
            yield from _each(rule, (users,), (), _patterns(caller, target, rule.action, doors))
        case On.OBJECTS:
            inside = tuple(_arn(target, found) for found in intersect(location.pattern, f"{target.id}/?*"))
            outside = tuple(_arn(target, found) for pattern in location.excluding for found in intersect(pattern, f"{target.id}/?*"))
            yield from _each(rule, inside, outside, _patterns(caller, target, rule.action, doors))


def lies_in(target: Target, location: Location) -> bool:
    """Whether a location holds the resource, or, of a bucket, some of its objects."""
    if target.kind != ResourceKind.BUCKET:
        return accepts(location.pattern, target.id) and not any(accepts(pattern, target.id) for pattern in location.excluding)
    return any(_sorts(inside, location.excluding, 1) for inside in intersect(location.pattern, f"{target.id}/?*"))


def _each(rule: Rule, inside: tuple[str, ...], outside: tuple[str, ...], patterns: tuple[str, ...]) -> Iterator[Request]:
    for include in inside:
        for found in _sorts(include, outside, 0, patterns):
            yield Request(rule.action, visible(found))


@lru_cache(maxsize=65536)
def _patterns(caller: Caller, target: Target, action: str, doors: tuple[Target, ...]) -> tuple[str, ...]:
    """Every pattern by which a policy in play could tell one resource from another."""
    context = Request(action, "").context(caller, target)
    held = (
        *(*(caller.identity or ()), *caller.boundary, *target.policies, *(one for door in doors for one in door.policies)),
        *(one for level in (*caller.ceilings, *target.controls) for one in level),
    )
    found = {pattern for one in held for statement in speaking_of(one.policy, action) for pattern in statement.patterns(context)} - {"*"}
    return tuple(sorted({*found, *(behind for door in doors for pattern in found for behind in _behind(door, target, pattern))}))


def _behind(door: Target, bucket: Target, pattern: str) -> Iterator[str]:
    """A pattern of an access point's objects as one of its bucket's."""
    front = f"{door.arn}/object/"
    return (bucket.arn + "/" + inside.removeprefix(front) for inside in intersect(pattern, f"{front}*"))


@lru_cache(maxsize=65536)
def _sorts(include: str, excludes: tuple[str, ...], most: int, others: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A text of each sort that fits `include` and none of `excludes`; at most so many, all for 0."""
    near = tuple(pattern for pattern in others if meets(include, pattern))
    out = tuple(pattern for pattern in excludes if meets(include, pattern))
    found: list[str] = []
    for text, fits in classes(include, (*out, *near)):
        if not any(at < len(out) for at in fits):
            found.append(text)
        if most and len(found) == most:
            break
    return tuple(found)


def _arn(target: Target, uri: str) -> str:
    return target.arn + uri.removeprefix(target.id)


def _prefixes(caller: Caller, target: Target, action: str, location: Location) -> Iterator[tuple[str, ...]]:
    """What a caller may ask to list: everything, or one of the beginnings that policies speak of, if objects of the location lie there."""
    yield ()
    held = (*(caller.identity or ()), *caller.boundary, *target.policies, *(one for level in caller.ceilings for one in level))
    statements = (statement for one in held for statement in speaking_of(one.policy, action))
    wanted = {value for statement in statements for values in condition_values(statement, "s3:prefix").values() for value in values}
    for value in sorted(wanted):
        for inside in intersect(location.pattern, f"{target.id}/?*"):
            for begun in _beginnings(inside.removeprefix(f"{target.id}/"), value):
                yield (begun,)


def _beginnings(keys: str, value: str) -> tuple[str, ...]:
    """A beginning that fits `value` and with which keys of the pattern begin; the shortest will do."""
    stem = keys.split("*", 1)[0].split("?", 1)[0]
    candidates = [stem[:end] for end in range(len(stem) + 1)]
    candidates += [text for found in intersect(keys, f"{value}*") for text, _ in classes(found, ())][:1] if value else []
    return tuple(text for text in candidates if accepts(value, literal(text)))[:1]
