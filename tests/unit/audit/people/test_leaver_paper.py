"""Leavers as a paper."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from audit.errors import Exit
from audit.model.facts import CoverageStatus, Verdict
from audit.model.head import Head
from audit.model.paper import Paper
from audit.model.residual import UNLISTED, Residual, ResidualKind, Unseen
from audit.people.accounts import Accounts, Joined
from audit.people.leaver import Due, Leaver
from audit.people.leaver_paper import leavers_paper, worst
from audit.people.opens import Opened
from tests.unit.audit.people.papers import lines

HEAD = Head("2026-11-23T02-00-00Z", datetime(2026, 11, 23, 2, tzinfo=UTC), date(2026, 11, 23), "digest", "1.0")
JOINED = Joined("google://user/p24@shop.example", "p24@shop.example", "google_workspace", "disabled", "an address of theirs")
LEFT = Residual(
    kind=ResidualKind.GROUP, provider="aws", account="a", what="g", words="is in the group g", end="aws iam remove-user-from-group"
)
DAY = date(2026, 11, 20)
LEAVER = Leaver(
    person="p24",
    ends=DAY,
    status="left",
    notice=False,
    accounts=Accounts((JOINED,)),
    left=(Due(left=LEFT, by=DAY, late=True),),
    opens=(),
    unseen=(),
    gaps=(),
)
CLEAN = replace(LEAVER, person="p25", left=())
HERE = replace(LEAVER, person="p26", ends=date(2026, 12, 31), notice=True, left=(Due(left=LEFT, by=date(2026, 12, 31), late=False),))


def paper(*leavers: Leaver) -> Paper:
    return leavers_paper(leavers, HEAD, asked="What is left")


def said(*leavers: Leaver) -> list[str]:
    return lines(paper(*leavers))


def test_one_has_a_section_with_accounts_and_ticks():
    assert said(LEAVER) == [
        "p24: last day 2026-11-20",
        "p24@shop.example (google_workspace, switched off): an address of theirs",
        "Groups (1)",
        "aws: is in the group g",
        "aws iam remove-user-from-group",
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            {"verdict": Verdict.IF, "condition": "the role must be activated"},
            "aws: is in the group g, on the condition: the role must be activated",
        ),
        ({"verdict": Verdict.IF}, "aws: is in the group g, under a condition"),
        ({"condition": "from the office"}, "aws: is in the group g, on the condition: from the office"),
        ({"verdict": Verdict.UNKNOWN, "condition": "not read"}, "aws: is in the group g, perhaps: not read"),
        ({"verdict": Verdict.UNKNOWN}, "aws: is in the group g, perhaps"),
        ({"until": date(2026, 12, 1)}, "aws: is in the group g; ends by itself after 2026-12-01"),
        ({"revives": True}, "aws: is in the group g; comes back when the account is switched on"),
    ],
)
def test_a_tick_says_how_sure_it_is_and_what_becomes_of_it(change: dict[str, object], line: str):
    one = replace(LEAVER, left=(Due(left=replace(LEFT, **change), by=DAY, late=True),))  # type: ignore[arg-type]  # fields of a residual
    assert line in said(one)


def test_what_somebody_in_notice_can_copy_in_bulk_stands_first():
    told = said(replace(HERE, copies=("p26 can read orders: p26 works out the notice, and can copy it in bulk",)))
    at = told.index("Can copy in bulk until then (1): take it away, or confirm it")
    assert told[at + 1] == "p26 can read orders: p26 works out the notice, and can copy it in bulk"


def test_what_is_not_late_says_by_when():
    assert "aws: is in the group g; by 2026-12-31" in said(HERE)
    assert "aws: is in the group g" in said(replace(HERE, left=(Due(left=LEFT, by=None, late=False),)))


@pytest.mark.parametrize(
    ("change", "heading"),
    [
        ({}, "p24: last day 2026-11-20"),
        ({"notice": True}, "p24: last day 2026-11-20, not over yet"),
        ({"ends": None}, "p24: left, and the policy tells no last day"),
        ({"ends": None, "notice": True, "status": "notice"}, "p24: in notice, and the policy tells no last day"),
        ({"ends": None, "notice": True, "status": ""}, "p24: still works here, and the policy tells no last day"),
    ],
)
def test_the_heading_says_when(change: dict[str, object], heading: str):
    assert said(replace(LEAVER, **change))[0] == heading  # type: ignore[arg-type]  # fields of a leaver


def test_somebody_without_accounts_and_accounts_that_are_no_plain_ones():
    assert "No account joins to them." in said(replace(LEAVER, accounts=Accounts()))
    doubtful = replace(JOINED, why="it is called as they are")
    told = said(replace(LEAVER, accounts=Accounts((replace(JOINED, status=UNLISTED),), doubtful=(doubtful,))))
    assert "p24@shop.example (google_workspace, on no list that was read): an address of theirs" in told
    assert any(line.startswith("p24@shop.example (google_workspace) may be theirs: it is called as they are.") for line in told)


def test_what_it_opens_and_what_nobody_can_tell():
    opens = Opened("orders", "labels/", "find, read", "if", "from the office", False, 3, ("user p24", "s3://orders (a policy)"))
    unseen = (
        Unseen("aws", "iam", CoverageStatus.DENIED, "users", "IAM > Users"),
        Unseen("aws", "", CoverageStatus.UNSUPPORTED, "sessions", "IAM > Roles"),
    )
    assert said(replace(LEAVER, left=(), opens=(opens,), unseen=unseen))[2:] == [
        "Nothing is left, as far as it was read.",
        "What it still opens (1)",
        "orders/labels/: find, read (if: from the office), by user p24 → s3://orders (a policy) (and 2 more)",
        "Nobody can tell (1)",
        "aws iam, denied: users. Look: IAM > Users",
        "To look at by hand: nothing that is read shows it (1)",
        "sessions (aws)",
        "IAM > Roles",
    ]


def test_of_many_there_is_an_overview_and_a_section_for_whom_something_is_to_do():
    told = said(LEAVER, CLEAN, HERE)
    assert told[:4] == [
        "who | last day | accounts | to end now | assets open | state",
        "p24 | 2026-11-20 | 1 | 1 | 0 | something is left",
        "p25 | 2026-11-20 | 1 | 0 | 0 | nothing is left",
        "p26 | 2026-12-31 | 1 | 0 | 0 | still works here",
    ]
    assert [line for line in told if ": last day" in line] == ["p24: last day 2026-11-20", "p26: last day 2026-12-31, not over yet"]


def test_nobody_is_said():
    assert said() == ["Nobody has left, and nobody is in notice."]
    assert paper().exit is Exit.COMPLIES


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], Exit.COMPLIES),
        ([Exit.COMPLIES, Exit.CANNOT_TELL], Exit.CANNOT_TELL),
        ([Exit.CANNOT_TELL, Exit.VIOLATIONS, Exit.COMPLIES], Exit.VIOLATIONS),
    ],
)
def test_what_is_wrong_comes_before_what_nobody_can_tell(codes: list[Exit], code: Exit):
    assert worst(codes) is code
