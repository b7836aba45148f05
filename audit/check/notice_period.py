"""People who work out their notice and can copy in bulk: each is listed, to be taken away or confirmed."""

from collections.abc import Iterable

from audit.check.bulk import in_bulk
from audit.check.found import Fault, Found, on_access
from audit.check.world import World
from audit.model.finding import FindingKind, Outcome
from policies.language import Severity
from policies.levels import CONTENT

NOTICE = "notice"


def check(world: World) -> Iterable[Found]:
    """A notice for each such person and asset, allowed or not, unless the house rules say that the notice period is not sensitive."""
    if not world.policy.house_rules.notice_period_is_sensitive:
        return
    for access in world.access:
        person = world.roster.person(access.subject)
        if person is None or person.status != NOTICE or person.has_left(world.as_of):
            continue
        if reaches := in_bulk(world, access):
            until = f" until {person.ends}" if person.ends else ""
            fault = Fault(
                kind=FindingKind.NOTICE_PERIOD,
                remedy=f"or confirm, in a waiver, that {person.id} needs all of it{until}",
                severity=Severity.MEDIUM,
                place=person.at,
            )
            why = f"{person.id} works out the notice{until}, and can copy it in bulk"
            yield on_access(access, tuple((reach, reach.levels & CONTENT) for reach in reaches), fault, why).said(Outcome.NOTICE)
