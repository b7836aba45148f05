"""Parties outside the organisation reach nothing without an agreement in force (Art. 28(3))."""

from collections.abc import Iterable

from audit.check.access import Access
from audit.check.agreements import lack
from audit.check.found import OR, Fault, Found, on_access, weighed
from audit.check.world import World
from audit.model.finding import FindingKind
from audit.model.reach import SubjectKind
from policies.errors import Place
from policies.language import Severity


def check(world: World) -> Iterable[Found]:
    """One finding for each asset that a processor without agreement, somebody who works for one, or an unknown party reaches."""
    for access in world.access:
        if fault := _lacking(world, access):
            why, place = fault
            named = Fault(
                kind=FindingKind.OUTSIDE_WITHOUT_AGREEMENT,
                remedy=world.say("enter the party under processors with an agreement in force"),
                beside=OR,
                severity=weighed(Severity.HIGH, access.asset, world),
                place=place,
            )
            yield on_access(access, tuple((entry.reach, entry.reach.levels) for entry in access.entries), named, why, world.say)


def _lacking(world: World, access: Access) -> tuple[str, Place] | None:
    if access.subject.kind is SubjectKind.OUTSIDE:
        return world.say("no processor or recipient of the policy covers it, so there is no agreement"), access.asset.at
    party = world.roster.processor(access.subject)
    if party is None:
        return None
    missing = lack(world.policy, party, world.as_of, world.say)
    return (missing, party.at) if missing else None
