"""The owner or a decider, who works that day, and never the one who has the access."""

from datetime import date

import pytest

from audit.gdpr.review.deciders import may_decide
from audit.model.reach import Subject, SubjectKind
from audit.people.whom import named

from .packs import LABELS, POLICY

EARLY, LATE = date(2026, 11, 20), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("subject", "on", "who"),
    [
        (Subject(SubjectKind.PERSON, "p02"), EARLY, ("p17", "p01", "p18", "x01")),
        (Subject(SubjectKind.PERSON, "p02"), LATE, ("p17", "p01", "x01")),  # p18 has left
        (Subject(SubjectKind.PERSON, "p17"), LATE, ("p01", "x01")),
        (Subject(SubjectKind.PROCESSOR, "printer"), LATE, ("p17", "p01")),  # x01 works for it
        (Subject(SubjectKind.PUBLIC), LATE, ("p17", "p01", "x01")),
    ],
)
def test_who_may_decide(subject: Subject, on: date, who: tuple[str, ...]) -> None:
    assert may_decide(POLICY, LABELS, subject, on) == who


@pytest.mark.parametrize("name", ["p17", " P17 ", "person:p17", "p17@shop.example", "Owner@Shop.example"])
def test_a_person_by_number_or_address(name: str) -> None:
    found = named(POLICY, name)
    assert found is not None
    assert found.id == "p17"


@pytest.mark.parametrize("name", ["", "p99", "An"])
def test_somebody_that_the_policy_does_not_know(name: str) -> None:
    assert named(POLICY, name) is None
