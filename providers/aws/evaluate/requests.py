"""Which requests stand for all those that an action can be asked by on a resource inside a location, and for which callers.

The objects of a location are without number, yet to policies they differ only by which patterns they fit (`objects`). Thus the answer is exact,
and every request is decided as if it were the only one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from policies.locations import Location, intersect, matches
from policies.patterns import accepts, classes, example
from providers.aws import kinds
from providers.aws.evaluate.authorize import Authorizer, Request
from providers.aws.evaluate.doors import Door
from providers.aws.evaluate.layer import Layer, Line
from providers.aws.evaluate.levels import WITHIN, On, Rule
from providers.aws.evaluate.objects import Known, Left, Patterns, known_of, telling
from providers.aws.evaluate.pattern import literal, substitute, visible
from providers.aws.evaluate.statement import speaks_of
from providers.aws.evaluate.target import Target
from providers.aws.kinds import ResourceKind

_LISTING = frozenset({"s3:ListBucket", "s3:ListBucketVersions"})
Requested = tuple[Request, int]


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A resource as what is asked for, its other doors, the secret that opens it, and who may come in."""

    target: Target
    doors: tuple[Door, ...] = ()
    opener: Target | None = None
    who: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Who has the levels of a rule on a resource inside a location? `known` keeps what tells the objects of a pattern apart."""

    authorizer: Authorizer
    asked: Asked
    rule: Rule
    location: Location
    known: dict[tuple[str, str], Known] = field(default_factory=dict)


def requests(question: Question, left: Left) -> Iterator[Requested]:
    """The requests for a question, each with the callers for whom it stands. `left` tells, as answers come in, whose are still wanted."""
    rule, target, location = question.rule, question.asked.target, question.location
    match rule.on:
        case On.RESOURCE if rule.action in _LISTING:
            yield Request(rule.action, target.arn, {"s3:prefix": ()}), left()
            for prefix, bits in _prefixes(question):
                yield Request(rule.action, target.arn, {"s3:prefix": (prefix,)}), bits & left()
        case On.RESOURCE:
            yield Request(rule.action, target.arn), left()
        case On.LOGINS:
            database = target.resource.attribute(kinds.DATABASE_RESOURCE) if target.resource else ""
            users = f"arn:aws:rds-db:{target.region}:{target.account}:dbuser:{database or '?*'}/?*"
            yield from _each(question, (users,), (), left)
        case On.OBJECTS:
            inside = tuple(_arn(target, found) for found in intersect(location.pattern, f"{target.id}/?*"))
            outside = tuple(_arn(target, found) for pattern in location.excluding for found in intersect(pattern, f"{target.id}/?*"))
            yield from _each(question, inside, outside, left)
        case _:
            yield from _each(question, _within(target, rule.on), (), left)


def _within(target: Target, on: On) -> tuple[str, ...]:
    """The ARNs of what lies in a resource, as patterns."""
    parts = target.arn.split(":")
    told = {"place": ":".join(parts[:5]), "name": parts[-1], "region": parts[3], "account": parts[4]}
    return tuple(form.format(arn=target.arn, **told) for form in WITHIN[on])


def lies_in(target: Target, location: Location) -> bool:
    """Whether a location holds the resource, or, of a bucket, some of its objects."""
    if target.kind != ResourceKind.BUCKET:
        return matches(location, target.id)
    return any(example((inside,), location.excluding) for inside in intersect(location.pattern, f"{target.id}/?*"))


def _each(question: Question, inside: Sequence[str], outside: tuple[str, ...], left: Left) -> Iterator[Requested]:
    for include in inside:
        at = (question.asked.target.id, include)
        known = question.known.get(at)
        if known is None:
            found_in = layers_of(question.authorizer, question.asked.target, include, question.asked.doors)
            known = question.known[at] = known_of(include, found_in)
        for found, bits in telling(known, question.rule.action, left()).objects(outside, left):
            yield Request(question.rule.action, visible(found)), bits


def layers_of(authorizer: Authorizer, target: Target, include: str, doors: Sequence[Door] = ()) -> Iterator[tuple[Layer, str, Patterns]]:
    """Every layer that may tell objects apart, with what its patterns of objects begin with; an access point's speak of other ARNs."""
    start = include.partition("*")[0].partition("?")[0]
    yield from ((layer, start, partial(_patterns, target, None)) for layer in authorizer.layers(target) if layer.lines)
    for door in doors:
        front = f"{door.target.arn}/object/"
        yield from ((layer, front, partial(_patterns, target, front)) for layer in authorizer.layers(door.target) if layer.lines)


def _patterns(target: Target, front: str | None, layer: Layer, line: Line) -> Iterator[tuple[tuple[str, ...], int]]:
    """The patterns of a statement, its variables filled in, each with those of its holders whom they are for."""
    if not line.moves:
        yield _inside(line.statement.resources, target, front), line.holders
        return
    for context, bits in layer.classes(line, target.keys):
        yield _inside(line.statement.patterns(context), target, front), bits


def _inside(patterns: tuple[str, ...], bucket: Target, front: str | None) -> tuple[str, ...]:
    """Patterns as those of the bucket's objects; of an access point's objects those of its bucket."""
    if front is None:
        return patterns
    return tuple(f"{bucket.arn}/{found.removeprefix(front)}" for pattern in patterns for found in intersect(pattern, f"{front}*"))


def _arn(target: Target, uri: str) -> str:
    return target.arn + uri.removeprefix(target.id)


def _prefixes(question: Question) -> Iterator[tuple[str, int]]:
    """What callers may ask to list: the beginnings that policies speak of, if objects of the location lie there."""
    found: dict[str, int] = {}
    target, location = question.asked.target, question.location
    inside = tuple(one.removeprefix(f"{target.id}/") for one in intersect(location.pattern, f"{target.id}/?*"))
    for layer in question.authorizer.layers(target):
        for line in layer.about(target.arn):
            if "s3:prefix" in line.keys and speaks_of(line.statement, question.rule.action):
                for value, bits in _wanted(layer, line, target):
                    for keys in inside:
                        for begun in _beginnings(keys, value):
                            found[begun] = found.get(begun, 0) | bits
    yield from sorted(found.items())


def _wanted(layer: Layer, line: Line, target: Target) -> Iterator[tuple[str, int]]:
    """The beginnings that a statement compares with, its variables filled in, each with the callers that it means."""
    values = {value for one in line.statement.conditions if one.key.lower() == "s3:prefix" for value in one.wanted}
    for value in sorted(values):
        if not (line.statement.variables and "${" in value):
            yield value, line.holders
            continue
        for context, bits in layer.classes(line, target.keys):
            filled = substitute(value, context)
            if filled:
                yield filled.pattern, bits


@lru_cache(maxsize=65536)
def _beginnings(keys: str, value: str) -> tuple[str, ...]:
    """A beginning that fits `value` and with which keys of the pattern begin; the shortest will do."""
    stem = keys.split("*", 1)[0].split("?", 1)[0]
    candidates = [stem[:end] for end in range(len(stem) + 1)]
    candidates += [text for found in intersect(keys, f"{value}*") for text, _ in classes(found, ())][:1] if value else []
    return tuple(text for text in candidates if accepts(value, literal(text)))[:1]
