"""What ends or falls due, and when."""

from datetime import date

import pytest

from audit.gdpr.agreements.endings import EndKind, endings
from policies.periods import Period
from tests.unit.audit.gdpr.register.offices import ON, office

QUIET = {"access_reviews": "[{period: Q4, date: 2026-11-01}]", "house_rules": None}
LETTERS = "art28_3: [a, b, c, d, e, f, g, h]"


def told(within: str = "P90D", **changes: str | None) -> list[tuple[str, str, date | None]]:
    quiet = {"access_reviews": "[{period: Q4, date: 2026-11-22}]", **changes}
    policy = office(**quiet)
    return [(each.kind.value, each.id, each.on) for each in endings(policy, ON, Period.parse(within)) if each.id != "access_reviews"]


def test_what_ends_within_the_period_and_what_is_over_by_day():
    allow = ", ".join(
        f"{{id: A{number}, who: role:hr, may: read, which: files, until: {day}}}"
        for number, day in enumerate(("2027-02-21", "2026-11-23", "2027-02-22", "2026-11-22"))
    )
    assert told(allow=f"[{allow}]") == [
        ("allow", "A3", date(2026, 11, 22)),
        ("allow", "A1", date(2026, 11, 23)),
        ("allow", "A0", date(2027, 2, 21)),
    ]
    found = {each.id: each.is_over(ON) for each in endings(office(allow=f"[{allow}]"), ON, Period(days=90))}
    assert (found["A3"], found["A1"]) == (True, False)


def test_a_period_of_months_ends_on_the_last_day_of_a_month():
    allow = "[{id: A1, who: role:hr, may: read, which: files, until: 2027-02-28}, {id: A2, who: role:hr, may: read, which: files, until: 2027-03-01}]"
    policy = office(allow=allow, access_reviews="[{period: Q4, date: 2026-11-22}]")
    assert [each.id for each in endings(policy, date(2026, 8, 31), Period(months=6)) if each.kind is EndKind.ALLOW] == ["A1"]


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        ("signed_on: 2026-01-01", []),
        ("signed_on: 2026-01-01, until: 2026-12-31", [("agreement", "dpa", date(2026, 12, 31))]),
        ("signed_on: 2025-12-01, review_every: P1Y", [("review", "dpa", date(2026, 12, 1))]),
        ("signed_on: 2024-01-01, reviewed_on: 2025-12-01, review_every: P1Y", [("review", "dpa", date(2026, 12, 1))]),
        ("review_every: P1Y", []),
    ],
)
def test_an_agreement_and_its_review(paper, expected):
    assert told(documents=f"{{dpa: {{kind: processor-agreement, with: host, {paper}}}}}") == expected


def test_a_paper_that_ended_and_that_nobody_uses_is_no_longer_reviewed():
    documents = (
        "{dpa: {kind: processor-agreement, with: host}, old: {kind: other, signed_on: 2020-01-01, until: 2021-01-01, review_every: P1Y}}"
    )
    assert told(documents=documents) == [("agreement", "old", date(2021, 1, 1))]


def test_signatures_and_trainings_of_one_day_stand_together():
    policy = office(
        people="{p01: , p02: {roles: [hr]}, p03: {roles: [hr]}, p04: {roles: [hr]}}",
        require="[{id: R1, for_access_to: all, level: read, need: {trained: basics, within: P1Y}}]",
        documents="{dpa: {kind: processor-agreement, with: host}, basics: {kind: training}}",
        trained="{basics: {p02: 2026-01-01, p03: 2026-01-01}}",
        access_reviews="[{period: Q4, date: 2026-11-22}]",
    )
    found = [(each.kind, each.id, each.on, each.about) for each in endings(policy, ON, Period(days=90)) if each.kind is EndKind.TRAINING]
    assert found == [
        (EndKind.TRAINING, "basics", None, ("p04",)),
        (EndKind.TRAINING, "basics", date(2027, 1, 1), ("p02", "p03")),
    ]


def test_a_waiver_ends():
    waiver = "[{id: W1, finding: {rule: A1, which: files}, why: x, instead: x, asked_by: p02, decided_by: p01, decided_on: 2026-11-01, until: 2026-12-01, ticket: T}]"
    assert told(waivers=waiver) == [("waiver", "W1", date(2026, 12, 1))]


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        (None, [None]),
        ("[{period: Q3, date: 2026-08-23}]", [date(2026, 11, 23)]),
        ("[{period: Q3, date: 2026-07-01}]", [date(2026, 10, 1)]),
        ("[{period: Q3, date: 2026-11-22}]", [date(2027, 2, 22)]),
        ("[{period: Q3, date: 2026-11-24}]", [None]),
    ],
)
def test_the_review_of_access_falls_due(reviews, expected):
    found = endings(office(access_reviews=reviews), ON, Period(months=3))
    assert [each.on for each in found if each.kind is EndKind.ACCESS_REVIEW] == expected
