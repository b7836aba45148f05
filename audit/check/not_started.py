"""People before their first day reach nothing."""

from collections.abc import Iterable

from audit.check.found import Fault, Found, on_access, weighed
from audit.check.world import World
from audit.model.finding import FindingKind
from policies.language import Severity


def check(world: World) -> Iterable[Found]:
    """One finding for each asset that somebody reaches before the first working day."""
    say = world.say
    for access in world.access:
        person = world.roster.person(access.subject)
        if person is not None and person.not_yet_started(world.as_of):
            accounts = sorted({entry.reach.account for entry in access.entries})
            fault = Fault(
                kind=FindingKind.NOT_STARTED,
                remedy=say("keep {accounts} blocked until {day}", accounts=", ".join(accounts), day=person.starts),
                severity=weighed(Severity.MEDIUM, access.asset, world),
                place=person.at,
            )
            hits = tuple((entry.reach, entry.reach.levels) for entry in access.entries)
            why = say("{person} starts on {day}, and reaches nothing before", person=person.id, day=person.starts)
            yield on_access(access, hits, fault, why, say)
