"""Who holds a permission on something, after everything: what lets in, less what denies, within what bounds.

IAM documentation, "Deny policies" (evaluated before allow policies, inherited); "Principal access boundary policies" (a principal that is subject to
some is eligible for what at least one of them names). A set of principals that a deny hits in part is taken apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.model.facts import Gap
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate
from providers.gcp.evaluate import boundary
from providers.gcp.evaluate.asked import Asked
from providers.gcp.evaluate.boundary import Boundary, read_boundary
from providers.gcp.evaluate.caller import Caller
from providers.gcp.evaluate.condition import Asking, decide
from providers.gcp.evaluate.deny import DenyPolicy, DenyRule, understood
from providers.gcp.evaluate.entries import Entry
from providers.gcp.evaluate.member import Member, MemberKind, member
from providers.gcp.evaluate.world import Held, World
from providers.gcp.kinds import PROVIDER, AttachmentKind
from providers.holding import Holding, united
from providers.kept import kept


def holding(world: World, entries: Iterable[Entry], chain: tuple[str, ...], permission: str, asked: Asked) -> Holding:
    """Who is given a permission by some entries, and holds it on what has all of `chain` above it."""
    given = united(
        ((one, entry.source), formula)
        for entry in entries
        if (formula := entry.gives(permission, asked.asking)) is not FALSE
        for one in entry.principals
    )
    return united(
        ((part, source), asked.exists(all_of(formula, kept_in)) if formula is not TRUE or kept_in is not TRUE else TRUE)
        for (one, source), formula in given.items()
        for part, kept_in in allowed(world, one, chain, permission, asked.asking)
    )


def allowed(world: World, who: str, chain: tuple[str, ...], permission: str, asking: Asking) -> Iterator[tuple[str, Formula]]:
    """Whom of a set of principals no deny and no boundary keeps from using a permission, and on which condition."""
    rules = [rule for rule in denies(world, chain) if rule.names(permission)]
    dark = unread_denies(world, chain)
    if not (rules or dark or boundaries(world)):
        yield who, TRUE
        return
    crowds = {one.id for rule in rules for one in (*rule.principals, *rule.exception_principals)}
    open_asking = replace(asking, known=lambda _: None, attributes=replace(asking.attributes, absent=lambda _: False))
    clear = all_of(*(Atom(f"what could not be read ({gap.operation} on {gap.scope}) does not deny it", gap=True) for gap in dark))
    for part in world.belonging.parts(who, sorted(crowds)):
        denied = any_of(*(_denied(world, rule, part, open_asking) for rule in rules))
        outside = _outside(world, part, chain, permission, open_asking)
        left = all_of(clear, negate(denied), negate(outside))
        if left is not FALSE:
            yield part, left


def all_denied(world: World, crowd: str, chain: tuple[str, ...], permission: str) -> bool:
    """Whether everybody in a set, and whoever comes to be in it, is kept from using a permission, whatever he is besides."""
    rules = (rule for rule in denies(world, chain) if rule.names(permission) and not rule.exception_principals and rule.condition is None)
    return any(world.belonging.within(crowd, one.id) is TRUE for rule in rules for one in rule.principals)


@kept
def denies(world: World, chain: tuple[str, ...]) -> tuple[DenyRule, ...]:
    """The deny rules on something and on everything above it."""
    return tuple(rule for place in chain for held in world.held(place, AttachmentKind.DENY_POLICY) for rule in _policy(held)[0].rules)


@kept
def unread_denies(world: World, chain: tuple[str, ...]) -> tuple[Gap, ...]:
    """The gaps in which a deny policy may lie."""
    broken = (gap for gap in world.broken if gap.scope in chain and gap.operation.endswith(AttachmentKind.DENY_POLICY))
    return (*world.gaps_on(chain, "deny-policies"), *broken, *misread_denies(world, chain))


@kept
def misread_denies(world: World, chain: tuple[str, ...]) -> tuple[Gap, ...]:
    """Deny policies that are not understood in full, though they parse."""
    held = (one for place in chain for one in world.held(place, AttachmentKind.DENY_POLICY))
    return tuple(
        Gap(PROVIDER, "documents", one.holder, "parse deny-policy", f"the deny policy {one.name} is not understood")
        for one in held
        if not _policy(one)[1]
    )


@kept
def boundaries(world: World) -> tuple[Boundary, ...]:
    """The boundary policies of the organisation, each with what it is bound to."""
    found: dict[str, list[Held]] = defaultdict(list)
    for holder in world.holders(AttachmentKind.BOUNDARY):
        for held in world.held(holder, AttachmentKind.BOUNDARY):
            policy = held.body.get("policy")
            found[str(policy.get("name", "")) if isinstance(policy, dict) else ""].append(held)
    return tuple(one for name, held in sorted(found.items()) if (one := _boundary(held)))


def _boundary(held: list[Held]) -> Boundary | None:
    try:
        return read_boundary(held[0].body.get("policy", {}), [one.body.get("binding", {}) for one in held])
    except ValueError:
        return None


def _policy(held: Held) -> tuple[DenyPolicy, bool]:
    return understood(held.body, held.name)


def _denied(world: World, rule: DenyRule, who: str, asking: Asking) -> Formula:
    hit = any_of(*(_means(world, one, who) for one in rule.principals))
    if hit is FALSE:
        return FALSE
    spared = any_of(*(_means(world, one, who) for one in rule.exception_principals))
    return all_of(hit, negate(spared), decide(rule.condition, asking, failing=TRUE))


def _means(world: World, one: Member, who: str) -> Formula:
    if one.kind is MemberKind.UNKNOWN:
        return Atom(f"{one} means the caller", f"{one} does not mean the caller", gap=True)
    return world.belonging.belongs(who, one.id)


def _outside(world: World, who: str, chain: tuple[str, ...], permission: str, asking: Asking) -> Formula:
    """Whether boundaries keep a principal from what lies in a chain."""
    bound = boundaries(world)
    if not bound:
        return FALSE
    within = [one.principals for each in bound for one in each.bound_to if world.belonging.within(who, one.principals.id) is TRUE]
    described = [one.principals for each in bound for one in each.bound_to if world.belonging.within(who, one.principals.id) is FALSE]
    asks = Caller(_member(who), frozenset(within), frozenset(described), places=world.places(who))
    places = [name.replace("google:", "", 1) for name in chain]
    return boundary.ineligible(bound, permission, asks, places, asking)


def _member(who: str) -> Member:
    """A principal of the facts as policies write it."""
    kind, _, name = who.removeprefix("google://").partition("/")
    words = {"service-account": "serviceAccount", "service": "serviceAccount"}
    if kind == "federation":
        return member(f"{'principal' if '/subject/' in name else 'principalSet'}://iam.googleapis.com/{name}")
    return member(f"{words.get(kind, kind)}:{name}")
