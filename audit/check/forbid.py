"""Prohibitions: they beat every allow; only a waiver suspends one."""

from collections.abc import Iterable

from audit.check.access import Access, Entry
from audit.check.found import OR, Found, Hits, by_rule, on_access
from audit.check.world import World
from audit.model.facts import AUTHENTICATED, PrincipalKind, Resource
from audit.model.finding import FindingKind
from audit.model.reach import Reach, SubjectKind
from policies.language import Forbid
from policies.levels import Level, from_level
from policies.sentences import PUBLIC_LINK, sentence


def check(world: World) -> Iterable[Found]:
    """For each subject, asset and prohibition that is broken one finding."""
    say = world.say
    for access in world.access:
        words = frozenset(word for entry in access.entries for word in entry.words)
        for rule in world.rules.forbid.speaking_of(access.asset.id, words):
            if hits := _hits(world, access, rule):
                remedy = say("have it waived for a while, decided by another than who asks")
                fault = by_rule(rule, FindingKind.FORBIDDEN, remedy, beside=OR)
                why = say("{rule}: {sentence}", rule=rule.id, sentence=sentence(rule, world.policy, say))
                yield on_access(access, hits, fault, why, say)


def hit_levels(rule: Forbid) -> Level:
    """The levels that a prohibition hits: those from its own up, and control as well where it says `latent`."""
    return from_level(rule.may) | (Level.MANAGE if rule.latent else Level.NONE)


def _hits(world: World, access: Access, rule: Forbid) -> Hits:
    levels = hit_levels(rule)
    return tuple(
        (entry.reach, entry.reach.levels & levels)
        for entry in access.entries
        if entry.reach.levels & levels
        and _names(rule, entry)
        and _comes_through(world, rule, entry.reach)
        and _lies(world, rule, entry.reach)
    )


def _names(rule: Forbid, entry: Entry) -> bool:
    return not entry.words.isdisjoint(rule.who) and entry.words.isdisjoint(rule.unless)


def _comes_through(world: World, rule: Forbid, reach: Reach) -> bool:
    """A link that anyone can open: a sharing link, or the address of what is public without signing in."""
    if rule.through != PUBLIC_LINK:
        return not rule.through or rule.through in (reach.principal, reach.account)
    if world.identities.principal(reach.principal).kind is PrincipalKind.LINK:
        return True
    return reach.subject.kind is SubjectKind.PUBLIC and reach.principal != AUTHENTICATED


def _lies(world: World, rule: Forbid, reach: Reach) -> bool:
    return not rule.environments or environment(world, reach) in rule.environments


def environment(world: World, reach: Reach) -> str:
    """The environment that a reach is in: what labels and the places above say, else what the inventory says of the place."""
    held = world.stores.held.get(reach.asset, ())
    resource = next((each for each in held if each.id == reach.resource), None) or Resource(reach.resource, "", "", "")
    lot = world.stores.lot_of(reach.asset, resource)
    return world.environments.said_by(resource) or (lot.where.environment if lot else "")
