"""People before their first day reach nothing."""

from collections.abc import Iterable

from audit.check.found import Fault, Found, on_access, weighed
from audit.check.world import World
from audit.model.finding import FindingKind
from policies.language import Severity


def check(world: World) -> Iterable[Found]:
    """One finding for each asset that somebody reaches before the first working day."""
    for access in world.access:
        person = world.roster.person(access.subject)
        if person is not None and person.not_yet_started(world.as_of):
            accounts = sorted({entry.reach.account for entry in access.entries})
            fault = Fault(
                kind=FindingKind.NOT_STARTED,
                remedy=f"keep {', '.join(accounts)} blocked until {person.starts}",
                severity=weighed(Severity.MEDIUM, access.asset, world),
                place=person.at,
            )
            hits = tuple((entry.reach, entry.reach.levels) for entry in access.entries)
            yield on_access(access, hits, fault, f"{person.id} starts on {person.starts}, and reaches nothing before")
