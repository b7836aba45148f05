"""Who holds an action on something, after everything: what roles give, less what deny assignments take away.

"Understand Azure deny assignments": they come before role assignments, hold for what lies below unless they say otherwise, and spare whom they exclude.
A group that one hits in part is taken apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from audit.model.facts import PUBLIC, Gap
from providers.azure.evaluate.asked import Asked
from providers.azure.evaluate.condition import Asking, decide
from providers.azure.evaluate.deny import EVERYONE, DenyAssignment, read_deny
from providers.azure.evaluate.entries import Entry
from providers.azure.evaluate.world import World
from providers.azure.kinds import PROVIDER, AttachmentKind
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate
from providers.kept import kept

Who = tuple[str, str]  # a principal, and what it came through
Holding = Mapping[Who, Formula]


def holding(world: World, given: Iterable[Entry], chain: tuple[str, ...], action: str, about: Asked, *, data: bool) -> Holding:
    """Who is given an action by some entries, and holds it on what has all of `chain` above it."""
    gives: dict[Who, Formula] = defaultdict(lambda: FALSE)
    for entry in given:
        formula = entry.gives(action, about.asking, data=data)
        if formula is not FALSE:
            gives[entry.principal, entry.source] = any_of(gives[entry.principal, entry.source], formula)
    found: dict[Who, Formula] = defaultdict(lambda: FALSE)
    for (one, source), formula in gives.items():
        for part, undenied in allowed(world, one, chain, action, about.asking, data=data):
            left = about.exists(all_of(formula, undenied))
            if left is not FALSE:
                found[part, source] = any_of(found[part, source], left)
    return dict(found)


def shared(world: World, one: Holding, other: Holding) -> Holding:
    """Who is in both of two holdings; the first one's source stays."""
    found: dict[Who, Formula] = defaultdict(lambda: FALSE)
    for (who, source), formula in one.items():
        for (crowd, _), needed in other.items():
            for part, in_both in world.belonging.common(who, crowd).items():
                found[part, source] = any_of(found[part, source], all_of(formula, needed, in_both))
    return {who: formula for who, formula in found.items() if formula is not FALSE}


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
