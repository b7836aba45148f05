"""Joiners and movers as papers."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from audit.errors import Exit
from audit.model.facts import Gap
from audit.model.finding import Outcome
from audit.model.head import Head
from audit.people.accounts import Accounts
from audit.people.joiner import Condition, Joiner, More
from audit.people.joiner_paper import joiners_paper, movers_paper
from audit.people.missing import Missing
from audit.people.mover import Mover, Over
from audit.people.opens import Opened
from tests.unit.audit.people.papers import lines

HEAD = Head("2026-11-23T02-00-00Z", datetime(2026, 11, 23, 2, tzinfo=UTC), date(2026, 11, 23), "digest", "1.0")
FIRST = date(2026, 11, 2)
MISSING = Missing("orders", "labels/", "find, read", "A1", "Developers may read orders.", True)
OPENS = Opened("orders", "", "find, read", "yes", "", False, 1, ("user p24", "s3://orders"))
GAP = Gap("aws", "s3", "s3://orders", "GetBucketPolicy", "denied")
JOINER = Joiner(
    person="p24",
    starts=FIRST,
    waits=False,
    roles=("developer",),
    accounts=Accounts(),
    missing=(),
    conditions=(),
    early=(),
    more=(),
    gaps=(),
)
MOVER = Mover(person="p24", days=(FIRST,), roles=("developer",), accounts=Accounts(), left=(), missing=(), gaps=())
LEFT = Over(roles=("warehouse",), last=date(2026, 11, 1), opens=(OPENS,))


def joiner(*found: Joiner) -> list[str]:
    return lines(joiners_paper(found, HEAD, asked="Who joined"))


def mover(*found: Mover) -> list[str]:
    return lines(movers_paper(found, HEAD, asked="Who moved"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ["Has what the role gives, and no more."]),
        ({"waits": True}, ["Nothing is reached before the first day."]),
        (
            {"missing": (MISSING,)},
            ["Missing of what the role gives (1)", "orders/labels/: find, read", "A1: Developers may read orders."],
        ),
        (
            {"missing": (replace(MISSING, known=False),)},
            [
                "Missing of what the role gives (1)",
                "orders/labels/: find, read, perhaps: not all of it could be read",
                "A1: Developers may read orders.",
            ],
        ),
        (
            {"missing": (MISSING,), "waits": True},
            [
                "To give from the first day (1)",
                "orders/labels/: find, read",
                "A1: Developers may read orders.",
                "Nothing is reached before the first day.",
            ],
        ),
        (
            {"conditions": (Condition("R1", "signed", "has to sign secrecy", "have p24 sign secrecy, and record it"),)},
            ["Before the access counts (1)", "has to sign secrecy (R1)", "have p24 sign secrecy, and record it"],
        ),
        ({"early": (OPENS,)}, ["Reached before the first day (1)", "orders: find, read, by user p24 → s3://orders"]),
        ({"gaps": (GAP,)}, ["Not read of the assets of the role (1)", "s3://orders: denied"]),
    ],
)
def test_a_joiner_has_a_section(change: dict[str, object], expected: list[str]):
    told = joiner(replace(JOINER, **change))  # type: ignore[arg-type]  # fields of a joiner
    assert told == ["p24: first day 2026-11-02, developer", "No account joins to them.", *expected]


def test_what_is_more_than_the_role_names_its_rule_and_its_waiver():
    more = More("F1", "mail", "p24 may not.", "take it away", Outcome.VIOLATION, "0", "W1")
    assert joiner(replace(JOINER, more=(more,)))[2:5] == ["More than the role (1)", "p24 may not. (F1, waived)", "take it away"]


def test_a_joiner_without_a_first_day_or_a_role_says_so():
    assert joiner(replace(JOINER, starts=None, roles=()))[0] == "p24: the policy tells no first day, no role"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ["Nothing of an old role is left, as far as it was read."]),
        (
            {"left": (LEFT,)},
            [
                "warehouse gave this until 2026-11-01, and it is still there.",
                "Should have gone on 2026-11-01 (1)",
                "orders: find, read, by user p24 → s3://orders",
            ],
        ),
        (
            {"left": (replace(LEFT, roles=()),)},
            [
                "An earlier rule gave this until 2026-11-01, and it is still there.",
                "Should have gone on 2026-11-01 (1)",
                "orders: find, read, by user p24 → s3://orders",
            ],
        ),
        (
            {"missing": (MISSING,), "gaps": (GAP,)},
            [
                "Nothing of an old role is left, as far as it was read.",
                "Missing of what the new role gives (1)",
                "orders/labels/: find, read",
                "A1: Developers may read orders.",
                "Not read of the assets of the role (1)",
                "s3://orders: denied",
            ],
        ),
    ],
)
def test_a_mover_has_a_section(change: dict[str, object], expected: list[str]):
    told = mover(replace(MOVER, **change))  # type: ignore[arg-type]  # fields of a mover
    assert told == ["p24: moved on 2026-11-02; developer", "No account joins to them.", *expected]


def test_who_never_moved_says_so():
    assert mover(replace(MOVER, days=()))[0] == "p24: no change of role is in the policy"


def test_of_many_there_is_an_overview_and_a_section_for_whom_something_is_to_do():
    found = (replace(JOINER, missing=(MISSING,)), replace(JOINER, person="p25"), replace(JOINER, person="p26", gaps=(GAP,)))
    told = joiner(*found)
    assert told[:4] == [
        "who | roles | state",
        "p24 | developer | something to do",
        "p25 | developer | in order",
        "p26 | developer | can't be told",
    ]
    assert [line for line in told if "first day" in line] == [
        "p24: first day 2026-11-02, developer",
        "p26: first day 2026-11-02, developer",
    ]
    assert joiners_paper(found, HEAD, asked="Who joined").exit is Exit.VIOLATIONS


def test_nobody_is_said():
    assert (joiner(), mover()) == (["Nobody joined."], ["Nobody moved."])
