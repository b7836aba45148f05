"""People who work out their notice and can copy in bulk: each is listed, to be taken away or confirmed."""

from collections.abc import Iterable

from audit.check.bulk import in_bulk
from audit.check.found import OR, Fault, Found, on_access
from audit.check.world import World
from audit.model.finding import FindingKind, Outcome
from policies.language import Severity
from policies.levels import CONTENT
from policies.wording import msg

NOTICE = "notice"
_WHY = msg("{person} works out the notice, and can copy it in bulk")
_WHY_UNTIL = msg("{person} works out the notice until {day}, and can copy it in bulk")
_CONFIRM = msg("confirm, in a waiver, that {person} needs all of it")
_CONFIRM_UNTIL = msg("confirm, in a waiver, that {person} needs all of it until {day}")


def check(world: World) -> Iterable[Found]:
    """A notice for each such person and asset, allowed or not, unless the house rules say that the notice period is not sensitive."""
    if not world.policy.house_rules.notice_period_is_sensitive:
        return
    say = world.say
    for access in world.access:
        person = world.roster.person(access.subject)
        if person is None or person.status != NOTICE or person.has_left(world.as_of):
            continue
        if reaches := in_bulk(world, access):
            about = {"person": person.id, "day": person.ends}
            ends = person.ends is not None
            fault = Fault(
                kind=FindingKind.NOTICE_PERIOD,
                remedy=say(_CONFIRM_UNTIL if ends else _CONFIRM, **about),
                beside=OR,
                severity=Severity.MEDIUM,
                place=person.at,
            )
            hits = tuple((reach, reach.levels & CONTENT) for reach in reaches)
            yield on_access(access, hits, fault, say(_WHY_UNTIL if ends else _WHY, **about), say).said(Outcome.NOTICE)
