"""People who have left reach nothing."""

from collections.abc import Iterable, Iterator
from datetime import date

from audit.check.accounts import is_live
from audit.check.found import Fault, Found, on_access, on_subject, weighed
from audit.check.world import World
from audit.model.finding import FindingKind
from policies.language import Person, Severity


def check(world: World) -> Iterable[Found]:
    """One finding for each asset that somebody still reaches after the last working day and the time the house rules give.

    An account that is open and reaches none has a finding of its own, of less weight: blocking is for all of them.
    """
    yield from _reaching(world)
    yield from _open(world)


def _reaching(world: World) -> Iterator[Found]:
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


def _open(world: World) -> Iterator[Found]:
    reaching = {entry.reach.account for access in world.access for entry in access.entries}
    for principal, subject in world.subjects.items():
        person = world.roster.person(subject)
        if person is None or principal in reaching or not is_late(world, person) or not is_live(world, principal):
            continue
        fault = Fault(kind=FindingKind.LEAVER, remedy=f"block {principal}", severity=Severity.MEDIUM, place=person.at, scope=principal)
        yield on_subject(None, subject, fault, f"{principal} is not blocked: {person.id} left{_day(person.ends)}")


def is_late(world: World, person: Person) -> bool:
    """Whether the person has left and the time to block accounts is over."""
    if person.ends is None:
        return person.has_left(world.as_of)
    return person.has_left(world.as_of) and world.policy.house_rules.leaver_block_within.after(person.ends) < world.as_of


def _day(ends: date | None) -> str:
    return f" on {ends}" if ends else ""
