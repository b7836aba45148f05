"""Accounts that nobody has used for longer than the house allows, as far as the settings let activity be read."""

from collections.abc import Iterable
from datetime import date

from audit.check.accounts import is_live
from audit.check.found import Fault, Found, on_subject
from audit.check.world import World
from audit.model.facts import Principal
from audit.model.finding import FindingKind
from audit.model.reach import SubjectKind
from policies.language import Severity
from policies.wording import msg

LAST_USED = "last_used"  # attribute of an account: within which span of days it was last used
CREATED = "created"
_AT_LEAST = {"45d": 0, "90d": 45, "365d": 90, "older": 365}  # days since the last use, at the least, for each span that providers keep
_NEVER = msg("{account} was used never, and accounts are inactive after {after}")
_NOT_LATELY = msg("{account} was used not for {days} days or more, and accounts are inactive after {after}")
_LEFT_ALONE = frozenset({SubjectKind.EMERGENCY, SubjectKind.SERVICE})  # kept for a day that one hopes will not come; used by machines


def check(world: World) -> Iterable[Found]:
    """One finding for each account of a human that was surely not used in that time, or never although it is that old.

    Of an account without the attribute nothing is said: whether it is used was not asked.
    """
    reaching = {entry.reach.account for access in world.access for entry in access.entries}
    for principal_id, subject in world.subjects.items():
        principal = world.identities.principal(principal_id)
        span = principal.attribute(LAST_USED)
        if not span or subject.kind in _LEFT_ALONE or not is_live(world, principal_id) or not is_idle(world, principal, span):
            continue
        fault = Fault(
            kind=FindingKind.INACTIVE_ACCOUNT,
            remedy=world.say("disable {account}, and delete it when nobody misses it", account=principal_id),
            severity=Severity.MEDIUM if principal_id in reaching else Severity.LOW,
            place=world.policy.house_rules.at,
            scope=principal_id,
        )
        text, after = _NEVER if span == "never" else _NOT_LATELY, world.policy.house_rules.inactive_after
        said = world.say(text, account=principal_id, days=_AT_LEAST.get(span, 0), after=after)
        yield on_subject(None, subject, fault, said)


def is_idle(world: World, principal: Principal, span: str) -> bool:
    """Whether the whole span lies before the last day on which a use would count; a span of no known length says nothing."""
    limit = world.policy.house_rules.inactive_after.before(world.as_of)
    if span == "never":
        created = _day(principal.attribute(CREATED))
        return created is not None and created < limit
    least = _AT_LEAST.get(span)
    return least is not None and least > 0 and least >= (world.as_of - limit).days


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
