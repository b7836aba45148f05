"""How a caller takes a way: what must hold for every need to be met, and by which requests.

Which condition keys a request carries: Service Authorization Reference, "Actions, resources, and condition keys for AWS Identity and Access
Management (IAM)"; IAM User Guide, "AWS global condition context keys".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from providers.aws import kinds
from providers.aws.evaluate.authorize import Request
from providers.aws.evaluate.caller import Caller, CallerKind
from providers.aws.evaluate.context import MISSING, Shape, Values
from providers.aws.evaluate.escalate.alone import decide, has_a_say
from providers.aws.evaluate.escalate.choosing import Known, choices
from providers.aws.evaluate.escalate.way import Gives, Need, On, Way
from providers.aws.evaluate.escalate.ways import WAYS
from providers.aws.evaluate.outsiders import named_by
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.targets import plain_target, target, trust_of
from providers.aws.evaluate.world import World
from providers.aws.identifiers import uri
from providers.aws.kinds import ResourceKind
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of
from providers.kept import kept

Pairs = tuple[tuple[Target, Request], ...]
_TAKEN_ON = next(way for way in WAYS if way.needs[0].on is On.TRUST)
_TO_BECOME = {
    CallerKind.USER: tuple(way for way in WAYS if way.gives is Gives.USER),
    CallerKind.ROLE: tuple(way for way in WAYS if way.gives is Gives.ROLE and way is not _TAKEN_ON),
}
_ABOUT_A_PRINCIPAL = frozenset({On.SUBJECT, On.OTHER, On.INLINE_DENY, On.ATTACHED_DENY})  # not passing a role: its tags do not count there
_NOT_FOR_CUSTOMERS = (":role/aws-service-role/", ":role/aws-reserved/")  # only the service that made it passes or changes such a role


@dataclass(frozen=True, slots=True)
class Aim:
    """What a way is taken with: the ARNs that stand for what its needs speak of, and the condition keys that are known of it."""

    places: Mapping[On, tuple[str, ...]] = field(default_factory=dict)
    known: Known = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """A way that a caller could take: what must hold, and the requests with what they are asked on."""

    way: Way
    formula: Formula
    asked: Pairs


def is_editable(arn: str) -> bool:
    """Whether customers may pass the role and change it: not a service's own (IAM User Guide, "Service-linked roles")."""
    return not any(path in arn for path in _NOT_FOR_CUSTOMERS)


@lru_cache(maxsize=65536)
def known_of(principal: Caller) -> Known:
    """The condition keys that a request about a user or role carries: its tags and its boundary."""
    tags = {name.partition("/")[2]: value for name, value in principal.keys.items() if name.startswith("aws:principaltag/")}
    tags["*"] = MISSING
    named = {f"{prefix}:resourcetag/{name}": value for prefix in ("aws", "iam") for name, value in tags.items() if isinstance(value, tuple)}
    boundary = tuple(held.name for held in principal.boundary)
    return {**named, "iam:permissionsboundary": boundary}


def take(world: World, caller: Caller, way: Way, aim: Aim) -> Taken | None:
    """The way as the caller could take it; None when it can't."""
    formula: Formula = Atom(way.condition) if way.condition else TRUE
    asked: Pairs = ()
    for need in way.needs:
        if need.on is On.CHOSEN:
            found, by = _chosen(world, caller, need)
        else:
            found, by = _best(world, caller, _placed(world, caller, way, need, aim))
        formula = all_of(formula, found)
        if formula is FALSE:
            return None
        asked += by
    return Taken(way, formula, asked)


def any_way(found: Iterable[Taken | None], given: Formula = TRUE) -> Taken | None:
    """One of several will do: the plainest of them, with what must hold for any. `given` must hold anyway: more than that need not be found."""
    best: Taken | None = None
    for one in found:
        if one is not None:
            plainer = one if best is None or one.formula is TRUE else best
            best = replace(plainer, formula=any_of(best.formula, one.formula) if best else one.formula)
            if all_of(given, best.formula) == given:
                break
    return best


def becoming(world: World, caller: Caller, other: Caller) -> Iterator[Taken]:
    """The ways in which a caller could become another user or role of its account, as it is."""
    if other.id == caller.id or other.account != caller.account or not is_editable(other.arn):
        return
    here, functions = (other.arn,), functions_of(world, other)
    aim = Aim({On.OTHER: here, On.PASSED: here, On.FUNCTION: functions}, known_of(other))
    attributes = frozenset(world.principals[other.id].attributes)
    for way in _open(world, caller, other.kind):
        start = way.needs[0].on
        trusted = _trusts(world, other, way.service) if way.service else TRUE
        if trusted is FALSE or (start is On.FUNCTION and not functions) or not attributes.isdisjoint(way.unless):
            continue
        found = take(world, caller, way, aim)
        if found and start is On.PASSED:
            found = replace(found, formula=all_of(found.formula, trusted))
        if found and found.formula is not FALSE:
            yield found


def functions_of(world: World, role: Caller) -> tuple[str, ...]:
    """The ARNs of the functions that run as a role."""
    return _functions(world).get(role.id, ())


def taking_on(world: World, caller: Caller, role: Caller) -> Taken | None:
    """How a caller could take on a role by its trust policy, in whichever account it is."""
    return take(world, caller, _TAKEN_ON, Aim({On.TRUST: (role.arn,)})) if role.kind is CallerKind.ROLE else None


@kept
def _open(world: World, caller: Caller, kind: CallerKind) -> tuple[Way, ...]:
    """The ways that the caller's permissions leave open whoever the other is. Most callers have none."""
    return tuple(way for way in _TO_BECOME[kind] if all(_may_be_met(world, caller, need) for need in way.needs))


def _may_be_met(world: World, caller: Caller, need: Need) -> bool:
    if need.on is On.FUNCTION:  # which has a policy of its own
        return True
    return all(has_a_say(world, caller, action) for action in need.actions) and (
        need.on is not On.CHOSEN or _chosen(world, caller, need)[0] is not FALSE
    )


def _best(world: World, caller: Caller, choices: Iterable[Pairs]) -> tuple[Formula, Pairs]:
    """Whether all requests of one choice are allowed, and those of the plainest."""
    found: Formula = FALSE
    by: Pairs = ()
    for pairs in choices:
        one = all_of(*(_allowed(world, caller, asked, request) for asked, request in pairs))
        if one is not FALSE:
            by = pairs if not by or one is TRUE else by
            found = any_of(found, one)
        if found is TRUE:
            break
    return found, by


def _allowed(world: World, caller: Caller, asked: Target, request: Request) -> Formula:
    return decide(world, caller, asked, request) if asked.policies or has_a_say(world, caller, request.action) else FALSE


def _placed(world: World, caller: Caller, way: Way, need: Need, aim: Aim) -> Iterator[Pairs]:
    about = aim.known if need.on in _ABOUT_A_PRINCIPAL else {}
    for arn in aim.places.get(need.on, ()):
        if not need.of or f":{need.of}/" in arn:
            asked = _target(world, caller, need.on, arn)
            passed = {"iam:passedtoservice": (way.service,)} if need.on is On.PASSED else {}
            yield tuple((asked, Request(action, arn, {**_keys(action, arn, about), **passed})) for action in need.actions)


def _target(world: World, caller: Caller, on: On, arn: str) -> Target:
    match on:
        case On.TRUST:
            role = world.callers[uri(arn)]
            return trust_of(world, role, known_of(role))
        case On.FUNCTION:
            return target(world, world.resources[uri(arn)])
        case _:
            return plain_target(world, arn, caller.account)


def _keys(action: str, arn: str, about: Known) -> Known:
    if not action.startswith("iam:"):
        return {}
    keys: Known = {**about, "iam:permissionsboundary": _boundary(action, about)}
    return {**keys, "aws:requestedregion": ("us-east-1",)} if arn.startswith("arn:aws:") else keys  # where IAM is


def _boundary(action: str, known: Known) -> Values:
    """The boundary that a request tells of: the new one, which the caller chooses, or the one there is. Few actions tell."""
    if action.startswith("iam:Put") and action.endswith("PermissionsBoundary"):
        return ("arn:aws:iam::aws:policy/AdministratorAccess",)
    return known.get("iam:permissionsboundary", MISSING) if action.endswith(("Policy", "PermissionsBoundary")) else MISSING


@kept
def _chosen(world: World, caller: Caller, need: Need) -> tuple[Formula, Pairs]:
    return _best(world, caller, _choices(world, caller, need))


def _choices(world: World, caller: Caller, need: Need) -> Iterator[Pairs]:
    for arn, there in choices(caller, need, _regions(world)):
        asked = plain_target(world, arn, caller.account)
        yield tuple((asked, Request(action, arn, {**_keys(action, arn, {}), **there})) for action in need.actions)


@kept
def _regions(world: World) -> tuple[str, ...]:
    """The regions in which something was read."""
    return tuple(sorted({region for one in world.resources.values() if (region := one.attribute(kinds.REGION))}))


@kept
def _functions(world: World) -> Mapping[str, tuple[str, ...]]:
    """The functions that run as each role."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in world.resources.values():
        if one.kind == ResourceKind.FUNCTION and one.attribute(kinds.EXECUTION_ROLE):
            found[one.attribute(kinds.EXECUTION_ROLE)].append(one.attribute(kinds.ARN))
    return {role: tuple(sorted(arns)) for role, arns in found.items()}


@kept
def _trusts(world: World, role: Caller, service: str) -> Formula:
    """Whether a service takes on the role for somebody of its account."""
    asked = trust_of(world, role, known_of(role))
    own: Mapping[str, Values | Shape] = {"aws:sourceaccount": (role.account,), "aws:sourceorgid": world.organisation_of(role.account)}
    found: Formula = FALSE
    for one in named_by(world, asked):
        if one.arn == service:
            action = "sts:AssumeRoleWithWebIdentity" if one.kind is CallerKind.FEDERATION else "sts:AssumeRole"
            found = any_of(found, decide(world, replace(one, keys={**one.keys, **own}), asked, Request(action, role.arn)))
    return found
