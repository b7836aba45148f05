"""Access that a review decided to remove is gone within the time that the house rules give."""

from collections.abc import Iterable, Iterator, Mapping

from audit.check.access import Access
from audit.check.found import OR, Fault, Found, Hits, on_access, weighed
from audit.check.world import World
from audit.model.finding import FindingKind
from audit.model.reviewed import way
from policies.language import Decision, ReviewedLine, Severity
from policies.levels import Level, members

_Decided = Mapping[tuple[str, Level], ReviewedLine]  # by way and single level, the last decision


def check(world: World) -> Iterable[Found]:
    """One finding for each subject and asset of which something is still there. A later decision about the same takes the place of an earlier."""
    decided = _decided(world)
    for access in world.access if decided else ():
        if hits := tuple(_overdue(world, access, decided)):
            yield _found(world, access, hits)


def _decided(world: World) -> _Decided:
    lines = (line for review in world.policy.access_reviews for line in review.lines if line.decided_on <= world.as_of)
    return {(line.id.partition("-")[0], level): line for line in sorted(lines, key=_day) for level in members(line.levels)}


def _day(line: ReviewedLine) -> str:
    return line.decided_on.isoformat()


def _overdue(world: World, access: Access, decided: _Decided) -> Iterator[tuple[ReviewedLine, Hits]]:
    """Each removal that has not happened in time, with what is left of it."""
    for entry in access.entries:
        about = way(entry.reach)
        lines = [(decided.get((about, level)), level) for level in members(entry.reach.levels)]
        for line in {line.at: line for line, _ in lines if line and _is_late(world, line)}.values():
            left = Level.NONE
            for other, level in lines:
                left |= level if other is line else Level.NONE
            yield line, ((entry.reach, left),)


def _is_late(world: World, line: ReviewedLine) -> bool:
    return line.decision is Decision.REMOVE and world.policy.house_rules.removal_within.after(line.decided_on) < world.as_of


def _found(world: World, access: Access, late: tuple[tuple[ReviewedLine, Hits], ...]) -> Found:
    say, first = world.say, min((line for line, _ in late), key=_day)
    fault = Fault(
        kind=FindingKind.REVIEW,
        remedy=say("have it decided anew in a review, by another than who has it"),
        beside=OR,
        severity=weighed(Severity.HIGH, access.asset, world),
        place=first.at,
    )
    why = say(
        "{who} decided on {day} to remove that ({reason}), within {within}",
        who=first.decided_by,
        day=first.decided_on,
        reason=first.reason,
        within=world.policy.house_rules.removal_within,
    )
    return on_access(access, tuple(hit for _, hits in late for hit in hits), fault, why, say)
