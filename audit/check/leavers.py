"""People who have left reach nothing."""

from collections.abc import Iterable
from datetime import date

from audit.check.found import Fault, Found, on_access, weighed
from audit.check.world import World
from audit.model.finding import FindingKind
from policies.language import Person, Severity


def check(world: World) -> Iterable[Found]:
    """One finding for each asset that somebody still reaches after the last working day and the time the house rules give."""
    for access in world.access:
        person = world.roster.person(access.subject)
        if person is not None and is_late(world, person):
            accounts = sorted({entry.reach.account for entry in access.entries})
            fault = Fault(
                kind=FindingKind.LEAVER,
                remedy=f"block {', '.join(accounts)}",
                severity=weighed(Severity.HIGH, access.asset, world),
                place=person.at,
            )
            hits = tuple((entry.reach, entry.reach.levels) for entry in access.entries)
            yield on_access(access, hits, fault, f"{person.id} left{_day(person.ends)}, and leavers reach nothing")


def is_late(world: World, person: Person) -> bool:
    """Whether the person has left and the time to block accounts is over."""
    if person.ends is None:
        return person.has_left(world.as_of)
    return person.has_left(world.as_of) and world.policy.house_rules.leaver_block_within.after(person.ends) < world.as_of


def _day(ends: date | None) -> str:
    return f" on {ends}" if ends else ""
