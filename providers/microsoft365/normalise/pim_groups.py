"""Groups under Privileged Identity Management → facts: who may activate a membership, and until when somebody is in a group.

Fields after the pages "privilegedAccessGroupEligibilityScheduleInstance" and "privilegedAccessGroupAssignmentScheduleInstance resource type".
"""

from collections.abc import Iterable
from datetime import date

from audit.model.facts import Membership, MembershipKind, Verdict
from audit.resolve.closure import ACTIVATE
from providers.microsoft365.directory import Directory, Group
from providers.microsoft365.normalise.groups import Related
from providers.microsoft365.normalise.values import day, guid, text
from providers.microsoft_api import names
from providers.values import Answer, kept

_FIELDS = ("accessId", "endDateTime", "groupId", "id", "memberType", "principalId")


def eligible(row: Answer, of: Group, directory: Directory) -> Membership:
    """Who may activate the membership of a group, or the ownership: then he lets himself in."""
    word = text(row, "accessId").lower()
    doubt = "" if word in ("member", "owner") else f"what the relation {word or 'that was not told'} gives is not known"
    condition = " and ".join(filter(None, (doubt, ACTIVATE)))
    return Membership(
        _who(row, directory),
        of.id,
        MembershipKind.ESCALATE if word == "owner" else MembershipKind.ELIGIBLE,
        condition,
        day(row.get("endDateTime")),
        Verdict.UNKNOWN if doubt else Verdict.IF,
        f"may activate the {'ownership' if word == 'owner' else 'membership'} of group {of.name}",
        kept(row, _FIELDS),
    )


def end(row: Answer, directory: Directory) -> tuple[Related, date | None]:
    """Until when somebody is in a group or owns it; None for ever."""
    kind = MembershipKind.OWNER if text(row, "accessId").lower() == "owner" else MembershipKind.MEMBER
    return (kind, _who(row, directory)), day(row.get("endDateTime"))


def ends(told: Iterable[tuple[Related, date | None]]) -> dict[Related, date | None]:
    """The last end of each; None for who is in it for ever besides."""
    found: dict[Related, date | None] = {}
    for who, until in told:
        known = found.get(who, until)
        found[who] = max(known, until) if known and until else None
    return found


def _who(row: Answer, directory: Directory) -> str:
    number = guid(row, "principalId")
    return directory.holder(number) or names.of_type("", number).id
