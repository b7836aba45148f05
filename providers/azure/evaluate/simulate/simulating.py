"""What if: the decision on one request, or what one condition comes to, offline, with the reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.ports import Simulated
from providers.azure.evaluate import scopes
from providers.azure.evaluate.authorize import Decision, Ground, Request, Ruling, World, authorize, failures
from providers.azure.evaluate.condition import decide, problem
from providers.azure.evaluate.deny import EVERYONE
from providers.azure.evaluate.groups import Groups
from providers.azure.evaluate.simulate import case as cases
from providers.azure.evaluate.simulate.hierarchy import parents
from providers.formula import FALSE, TRUE, Atom, Formula, text


@dataclass(frozen=True, slots=True)
class Compiled:
    """A case about a request, ready to be decided."""

    request: Request
    world: World
    notes: tuple[str, ...]


def simulate(said: Mapping[str, object], *, open_context: bool = False) -> Simulated:
    """The answer to one case.

    An attribute that a case does not give is not known and leaves what is asked of it undecided; one that is null is absent. A suboperation that
    is not given is none. With `open_context` that is not known either, nor who is in a group that the case does not describe.

    Raises:
        ValueError: what is wrong with the case, where, and what is expected.
    """
    case = cases.decode(said)
    if isinstance(case, cases.Alone):
        return _alone(case)
    compiled = compile_case(case, open_context=open_context)
    ruling = authorize(compiled.request, compiled.world)
    condition = text(ruling.formula) if ruling.decision is Decision.CONDITIONAL else ""
    return Simulated(ruling.decision.value, (*reasons(compiled.request, ruling), *compiled.notes), condition)


def compile_case(case: cases.Case, *, open_context: bool = False) -> Compiled:
    """A case ready to be decided. Raises ValueError as `simulate`."""
    who, groups = cases.principal(case), cases.groups(case)
    scope = cases.scope(case.request.scope, "request.scope")
    asking = cases.asking(case.request, scope=case.request.scope, open_context=open_context)
    world = World(tuple(cases.assignments(case)), tuple(cases.denies(case)), parents(case.hierarchy, scope))
    around = groups.around(who)

    def means(name: str) -> Formula:
        if name == who or name in around:
            return TRUE
        return Atom(f"{who} is in {name}", f"{who} is not in {name}") if open_context and _may_hold(name, groups) else FALSE

    return Compiled(Request(who, scope, asking, means, case.request.data), world, tuple(_notes(scope, world)))


def _may_hold(name: str, groups: Groups) -> bool:
    """Whether a principal may be a group that holds others: nobody described it, or a group in it."""
    loose = groups.holders.keys() - groups.described
    return name not in groups.described or any(name in groups.around(one) for one in loose)


def _notes(scope: str, world: World) -> Iterator[str]:
    """What has no say since the case does not tell that it lies above the request."""
    chain = scopes.ancestors(scope, world.parents)
    for at in dict.fromkeys(one.scope for one in world.assignments):
        if scopes.is_management_group(at) and at not in chain:
            yield f"{at} is not above {scope} in the hierarchy: what is assigned there has no say"


def _alone(case: cases.Alone) -> Simulated:
    formula = decide(case.condition, cases.asking(case))
    if formula is TRUE or formula is FALSE:
        return Simulated("", (f"what it asks is known, and {'holds' if formula is TRUE else 'does not hold'}",), result=formula is TRUE)
    wrong = problem(case.condition)
    reason = f"it can't be read: {wrong}" if wrong else "some of what it asks is not known"
    return Simulated("", (reason,), text(formula), result="undecided")


def reasons(request: Request, ruling: Ruling) -> Iterator[str]:
    """Which assignment decides, and what came near to it."""
    stopping = [one for one in ruling.grounds if one.denies]
    if ruling.decision is Decision.EXPLICIT:
        decided = [one for one in stopping if one.formula is TRUE]
        yield from _told(decided or stopping, request)
        return
    if ruling.granted is FALSE:
        plane = "data action" if request.data else "action"
        yield f"no role that {request.principal} has at {request.scope} or above it gives the {plane} {request.asking.action}"
    yield from _told((one for one in ruling.grounds if not one.denies), request)
    yield from _told(stopping, request)


def _told(grounds: Iterable[Ground], request: Request) -> Iterator[str]:
    for one in grounds:
        what = one.what.replace(EVERYONE, "everyone")
        yield f"{what} at {one.scope} {'denies' if one.denies else 'gives'} {request.asking.action}{_under(one)}"


def _under(ground: Ground) -> str:
    """What became of the conditions of a ground."""
    wrong = failures(ground)
    if wrong:
        return f", if its condition holds, which can't be read: {'; '.join(wrong)}"
    if ground.formula is TRUE:
        return ", its condition holds" if ground.conditions else ""
    return ", but its condition does not hold" if ground.formula is FALSE else f", if {text(ground.formula)}"
