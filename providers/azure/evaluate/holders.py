"""Who holds an action on something, after everything: what roles give, less what deny assignments take away.

"Understand Azure deny assignments": they come before role assignments, hold for what lies below unless they say otherwise, and spare whom they exclude.
A group that one hits in part is taken apart.
"""

from collections.abc import Iterable, Iterator

from audit.model.facts import PUBLIC, Gap
from providers.azure.evaluate.asked import Asked
from providers.azure.evaluate.condition import Asking, decide
from providers.azure.evaluate.deny import EVERYONE, DenyAssignment, read_deny
from providers.azure.evaluate.entries import Entry
from providers.azure.evaluate.world import World
from providers.azure.kinds import PROVIDER, AttachmentKind
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate
from providers.holding import Holding, united
from providers.kept import kept


def holding(world: World, given: Iterable[Entry], chain: tuple[str, ...], action: str, about: Asked, *, data: bool) -> Holding:
    """Who is given an action by some entries, and holds it on what has all of `chain` above it."""
    gives = united(((one.principal, one.source), one.gives(action, about.asking, data=data)) for one in given)
    return united(
        ((part, source), about.exists(all_of(formula, undenied)))
        for (one, source), formula in gives.items()
        for part, undenied in allowed(world, one, chain, action, about.asking, data=data)
    )


def allowed(world: World, who: str, chain: tuple[str, ...], action: str, asking: Asking, *, data: bool) -> Iterator[tuple[str, Formula]]:
    """Whom of a set of principals no deny assignment keeps from an action, and on which condition."""
    rules = [one for one in denies(world, chain) if any(each.gives(action, data=data) for each in one.permissions)]
    dark = unread_denies(world, chain)
    if not (rules or dark):
        yield who, TRUE
        return
    crowds = {_crowd(world, *one) for rule in rules for one in (*rule.principals, *rule.exclude_principals)}
    clear = all_of(*(Atom(f"what could not be read ({gap.operation} on {gap.scope}) does not deny it", gap=True) for gap in dark))
    for part in world.belonging.parts(who, sorted(crowds)):
        denied = any_of(*(_denied(world, rule, part, action, asking, data=data) for rule in rules))
        left = all_of(clear, negate(denied))
        if left is not FALSE:
            yield part, left


@kept
def denies(world: World, chain: tuple[str, ...]) -> tuple[DenyAssignment, ...]:
    """The deny assignments that hold for something: on it, and above it unless they say that what lies below is spared."""
    found = ((place, one) for place in chain for one in _at(world, place)[0])
    own = chain[:2]  # a resource's own id, and its ARM id
    return tuple(one for place, one in found if place in own or not one.only_here)


@kept
def unread_denies(world: World, chain: tuple[str, ...]) -> tuple[Gap, ...]:
    """The gaps in which a deny assignment may lie."""
    broken = (gap for gap in world.broken if gap.scope in chain and gap.operation.endswith(AttachmentKind.DENY_ASSIGNMENT))
    return (*world.gaps_on(chain, "deny-assignments"), *broken, *(gap for place in chain for gap in _at(world, place)[1]))


@kept
def _at(world: World, place: str) -> tuple[tuple[DenyAssignment, ...], tuple[Gap, ...]]:
    """The deny assignments at one scope, and those that are not understood."""
    read: list[DenyAssignment] = []
    misread: list[Gap] = []
    for held in world.held(place, AttachmentKind.DENY_ASSIGNMENT):
        try:
            found = read_deny(held.body)
        except ValueError:
            found = None
        if found:
            read.append(found)
        if found is None or found.unclear:
            reason = f"the deny assignment {held.name} is not understood"
            misread.append(Gap(PROVIDER, "documents", place, "parse deny-assignment", reason))
    return tuple(read), tuple(misread)


def _denied(world: World, rule: DenyAssignment, who: str, action: str, asking: Asking, *, data: bool) -> Formula:
    hit = any_of(*(world.belonging.belongs(who, _crowd(world, *one)) for one in rule.principals))
    if hit is FALSE:
        return FALSE
    spared = any_of(*(world.belonging.belongs(who, _crowd(world, *one)) for one in rule.exclude_principals))
    sets = [one for one in rule.permissions if one.gives(action, data=data)]
    return all_of(hit, negate(spared), any_of(*(decide(one.condition, asking) for one in sets)), decide(rule.condition, asking))


def _crowd(world: World, kind: str, told: str) -> str:
    """The set that a deny assignment names: everyone is an id of zeros of type SystemDefined."""
    return PUBLIC if told == EVERYONE else world.who(told, kind)
