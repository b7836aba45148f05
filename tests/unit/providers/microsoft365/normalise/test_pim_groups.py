"""Groups under Privileged Identity Management."""

from datetime import date

import pytest

from audit.model.facts import MembershipKind, Verdict
from providers.microsoft365.directory import Directory, Group, User
from providers.microsoft365.normalise import pim_groups

NUMBER, P01, P02 = (f"00000000-0000-4000-8000-0000000000{number}" for number in ("11", "01", "02"))
HR = Group(f"microsoft://group/{NUMBER}", "", NUMBER, "hr")
USER = f"microsoft://user/{P01}"
DIRECTORY = Directory.of("t", (), (User(USER, "", P01),), (HR,))


def row(access: str | None, end: str | None = None, who: str = P01) -> dict[str, object]:
    return {"id": "1", "groupId": NUMBER, "principalId": who, "accessId": access, "endDateTime": end}


@pytest.mark.parametrize(
    ("access", "kind", "verdict"),
    [
        ("member", MembershipKind.ELIGIBLE, Verdict.IF),
        ("owner", MembershipKind.ESCALATE, Verdict.IF),
        ("unknownFutureValue", MembershipKind.ELIGIBLE, Verdict.UNKNOWN),
        (None, MembershipKind.ELIGIBLE, Verdict.UNKNOWN),
    ],
)
def test_who_may_activate_what(access: str | None, kind: MembershipKind, verdict: Verdict) -> None:
    one = pim_groups.eligible(row(access, "2027-01-01T00:00:00Z"), HR, DIRECTORY)
    assert (one.member, one.container, one.kind, one.verdict, one.until) == (USER, HR.id, kind, verdict, date(2027, 1, 1))
    assert "must be activated" in one.condition


def test_the_last_end_counts_and_none_is_for_ever() -> None:
    first, second = row("member", "2027-01-01T00:00:00Z"), row("member", "2027-02-01T00:00:00Z")
    key = (MembershipKind.MEMBER, USER)
    assert pim_groups.ends(pim_groups.end(one, DIRECTORY) for one in (second, first)) == {key: date(2027, 2, 1)}
    assert pim_groups.ends(pim_groups.end(one, DIRECTORY) for one in (first, row("member"), second)) == {key: None}


def test_somebody_who_was_not_listed_is_kept() -> None:
    assert pim_groups.eligible(row("member", who=P02), HR, DIRECTORY).member == f"microsoft://principal/{P02}"
