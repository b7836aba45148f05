"""What if: the decision on one request under given policies, offline, with its reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from audit.ports import Simulated
from providers.formula import FALSE, TRUE, Formula, text
from providers.gcp.evaluate import hierarchy
from providers.gcp.evaluate.authorize import Decision, Effect, Ground, Request, Ruling, World, authorize
from providers.gcp.evaluate.caller import Caller, caller
from providers.gcp.evaluate.condition import Asking
from providers.gcp.evaluate.deny import DenyPolicy
from providers.gcp.evaluate.groups import Groups
from providers.gcp.evaluate.member import Member, MemberKind, home
from providers.gcp.evaluate.policy import AllowPolicy
from providers.gcp.evaluate.simulate import case as cases


@dataclass(frozen=True, slots=True)
class Compiled:
    """A case ready to be decided."""

    request: Request
    world: World
    notes: tuple[str, ...]


def simulate(said: Mapping[str, object], *, open_context: bool = False) -> Simulated:
    """The answer to one case.

    An attribute that Google would supply and the case does not give leaves the conditions on it undecided. With `open_context` so does what the
    case leaves out otherwise: groups that it does not describe, and what a condition has a default for.

    Raises:
        ValueError: what is wrong with the case, where, and what is expected.
    """
    compiled = compile_case(said, open_context=open_context)
    ruling = authorize(compiled.request, compiled.world)
    decision = ruling.decision
    condition = text(ruling.formula) if decision is Decision.CONDITIONAL else ""
    return Simulated(decision.value, (*reasons(compiled, ruling), *compiled.notes), condition)


def compile_case(said: Mapping[str, object], *, open_context: bool = False) -> Compiled:
    """A case from a decoded line, ready to be decided. Raises ValueError as `simulate`."""
    case = cases.decode(said)
    permission, named = cases.permission(case.request.permission), cases.resource(case.request.resource, "request.resource")
    identity = cases.principal(case.request.principal)
    given = [cases.resource(name, f"hierarchy[{number}]") for number, name in enumerate(case.hierarchy)]
    chain = hierarchy.chain(named, given)
    allow: dict[str, AllowPolicy] = {}
    notes: list[str] = []
    for at, policy in cases.allow(case):
        if at in allow:
            raise ValueError(f"allow: {at} has two policies: a resource has one, put all bindings into it")
        allow[at] = policy
        notes += [f"allow policy of {at}: {note}" for note in policy.notes]
    deny: dict[str, tuple[DenyPolicy, ...]] = {}
    for at, denying in cases.deny(case):
        deny[at] = (*deny.get(at, ()), denying)
    notes += [f"{at} is not above the resource: its policy has no say" for at in (*allow, *deny) if at not in chain]
    world = World(
        {name: chain[place + 1 :] for place, name in enumerate(chain)}, allow, deny, tuple(cases.boundaries(case)), cases.roles(case)
    )
    groups = cases.groups(case)
    if not open_context:
        empty = _groups_of(world, groups) - groups.described - {identity}
        notes += [f"{one} is not among the groups: taken for empty" for one in sorted(empty)]
    who = caller(identity, groups, open_groups=open_context)
    attributes = replace(cases.attributes(case.request, named), absent=lambda name: _has_none(name, permission, open_context=open_context))
    return Compiled(Request(replace(who, places=_places(who, chain)), permission, named, Asking(attributes)), world, tuple(notes))


def _groups_of(world: World, groups: Groups) -> frozenset[Member]:
    """Every group that a policy names, and those that nobody described within them."""
    named = [one for policy in world.allow.values() for binding in policy.bindings for one in binding.members]
    for rule in (rule for policies in world.deny.values() for policy in policies for rule in policy.rules):
        named += (*rule.principals, *rule.exception_principals)
    loose = groups.loose()
    within = (one for holder in named for one in loose.get(holder, ()))
    return frozenset(one for one in (*named, *within) if one.kind is MemberKind.GROUP)


def _has_none(attribute: str, permission: str, *, open_context: bool) -> bool:
    """Whether a request has no such API attribute, as far as its permission tells ("API attributes"): then the condition's default holds."""
    match attribute:
        case "iam.googleapis.com/modifiedGrantsByRole":
            return not permission.endswith(".setIamPolicy")  # such a request always has it
        case "storage.googleapis.com/objectListPrefix":
            return permission != "storage.objects.list" or not open_context
        case _:
            return not open_context


def _places(who: Caller, chain: tuple[str, ...]) -> tuple[str, ...]:
    """Where a service account or a workload is of, if it is of a project above the resource; of others the case does not tell."""
    project = f"{hierarchy.MANAGER}{home(who.identity)}"
    return tuple(name.removeprefix(hierarchy.MANAGER) for name in chain[chain.index(project) :]) if project in chain else ()


def reasons(compiled: Compiled, ruling: Ruling) -> Iterator[str]:
    """Which binding, rule or boundary decides, and what came near to it."""
    who, permission = compiled.request.who.identity, compiled.request.permission
    decision = ruling.decision
    stopping = [one for one in ruling.grounds if one.effect is not Effect.GRANTS]
    if decision is Decision.EXPLICIT:
        decided = [one for one in stopping if one.formula is TRUE and (one.effect is Effect.DENIES or ruling.ineligible is not FALSE)]
        yield from _told(decided or stopping, compiled)
        return
    if ruling.granted is FALSE:
        yield f"no allow policy of {compiled.request.resource} or above it gives {who} {permission}"
    yield from _told((one for one in ruling.grounds if one.effect is Effect.GRANTS), compiled)
    yield from _told((one for one in stopping if one.effect is Effect.DENIES or ruling.ineligible is not FALSE), compiled)


def _told(grounds: Iterable[Ground], compiled: Compiled) -> Iterator[str]:
    permission = compiled.request.permission
    for one in grounds:
        match one.effect:
            case Effect.GRANTS:
                words = f"{one.what} on {one.at} allows {permission}"
            case Effect.DENIES:
                words = f"{one.what} on {one.at} denies {permission}"
            case Effect.BOUNDS:
                words = f"{one.what} does not name {compiled.request.resource} or anything above it, and blocks {permission}"
        yield words + _under(one)


def _under(ground: Ground) -> str:
    """What became of the condition of a ground."""
    formula: Formula = ground.formula
    if ground.failure:
        means = "it grants nothing" if ground.effect is Effect.GRANTS else "it denies"
        return f", with {_label(ground)}, which can't be evaluated ({ground.failure}), so that {means}"
    if formula is TRUE:
        return f", {_label(ground)} holds" if ground.condition else ""
    if formula is FALSE:
        return f", but {_label(ground)} does not hold"
    return f", if {text(formula)}" + (f" ({_label(ground)})" if ground.condition else "")


def _label(ground: Ground) -> str:
    return ground.condition.label if ground.condition else "its condition"
