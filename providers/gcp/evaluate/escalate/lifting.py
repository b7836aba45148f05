"""Who could lift what is denied to him: by the deny policy, or by the organisation policy, that keeps him from what he is granted.

IAM documentation, "Deny policies" (`iam.denypolicies.update`, `.delete`); Organization Policy Service documentation, "Access control with IAM".
"""

from collections.abc import Iterable

from providers.formula import TRUE
from providers.gcp.evaluate.entries import Entry, named
from providers.gcp.evaluate.escalate.granting import Way, held_at
from providers.gcp.evaluate.holders import denies
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import HIERARCHY, AttachmentKind
from providers.holding import Holding, shared

DENIES = ("iam.denypolicies.update", "iam.denypolicies.delete")
CONSTRAINTS = "orgpolicy.policy.set"


def lifting(world: World, chain: tuple[str, ...], entries: Iterable[Entry], permissions: Iterable[str]) -> tuple[Way, ...]:
    """The ways to permissions on what has all of `chain` above it, for those to whom entries give some and a deny rule may not."""
    denied = frozenset(permission for permission in permissions if any(rule.names(permission) for rule in denies(world, chain)))
    given: Holding = {
        (one, entry.source): TRUE
        for entry in (entries if denied else ())
        if entry.permissions is None or not denied.isdisjoint(entry.permissions)
        for one in entry.principals
    }
    found = []
    for place in chain if given else ():
        if world.held(place, AttachmentKind.DENY_POLICY):
            for permission in DENIES:
                who = shared(world, given, held_at(world, place, permission))
                found.append(Way(who, permission, place, f"could lift the deny policy of {named(place)}"))
    return tuple(way for way in found if way.who)


def unconstrained(world: World, chain: tuple[str, ...], given: Holding) -> Holding:
    """Those of some principals who could lift a constraint that holds on what has all of `chain` above it."""
    found: Holding = {}
    for place in chain:
        if place.startswith(HIERARCHY):
            found = {**shared(world, given, held_at(world, place, CONSTRAINTS)), **found}
    return found
