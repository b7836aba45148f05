"""Conditions, decided as far as a request is known."""

from datetime import UTC, date, datetime

import pytest

from providers.formula import FALSE, TRUE, Atom, Formula, negate, outcomes, text
from providers.gcp.evaluate.cel import Attributes
from providers.gcp.evaluate.condition import Asking, Condition, decide, failure

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
OBJECT = Attributes({"resource.name": "projects/_/buckets/b/objects/1", "resource.type": "storage.googleapis.com/Object"})


def decided(expression: str, asking: Asking | None = None, failing: Formula = FALSE) -> Formula:
    return decide(Condition(expression), asking or Asking(OBJECT), failing=failing)


def test_no_condition_always_holds():
    assert decide(None, Asking(OBJECT)) is TRUE
    assert failure(None, Asking(OBJECT)) == ""


def test_what_is_left_is_what_is_not_known():
    assert decided("resource.type == 'storage.googleapis.com/Object'") is TRUE
    assert decided("resource.type == 'x' && destination.port == 22") is FALSE
    assert text(decided("resource.type == 'x' || destination.port == 22")) == "the destination's port is 22"


@pytest.mark.parametrize(
    "expression", ["resource.name ==", "resource.name", "1 / 0 == 1", "!(1 / 0 == 1)", "request.time < timestamp('2027-01-01')"]
)
def test_what_fails_grants_nothing_and_denies(expression: str):
    assert decided(expression) is FALSE
    assert decided(expression, failing=TRUE) is TRUE
    assert failure(Condition(expression), Asking(OBJECT))


def test_what_fails_is_absorbed_either_way():
    assert decided("1 / 0 == 1 || true") is TRUE
    assert decided("1 / 0 == 1 && false", failing=TRUE) is FALSE
    assert failure(Condition("1 / 0 == 1 || true"), Asking(OBJECT)) == ""


def test_a_failure_beside_what_is_not_known_is_that_part_alone():
    assert text(decided("1 / 0 == 1 || destination.port == 22")) == "the destination's port is 22"
    assert text(decided("!(1 / 0 == 1) && destination.port == 22", failing=TRUE)) == "the destination's port is 22"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("request.time < timestamp('2026-11-25T10:00:00Z')", FALSE),
        ("request.time <= timestamp('2026-11-25T09:59:59Z')", FALSE),
        ("request.time >= timestamp('2026-11-25T10:00:00Z')", TRUE),
        ("request.time > timestamp('2026-11-25T09:00:00Z')", TRUE),
        ("!(request.time < timestamp('2026-11-25T10:00:00Z'))", TRUE),
    ],
)
def test_from_now_on_what_has_passed_has_passed(expression: str, expected: Formula):
    assert decided(expression, Asking(OBJECT, NOW)) is expected


def test_from_now_on_an_end_is_an_end():
    found = decided("request.time < timestamp('2027-01-01T00:00:00Z')", Asking(OBJECT, NOW))
    assert [(one.condition, one.until) for one in outcomes(found)] == [("", date(2026, 12, 31))]
    begins = decided("request.time > timestamp('2027-01-01T00:00:00Z')", Asking(OBJECT, NOW))
    assert text(begins) == "after 2027-01-01"


def test_a_moment_that_is_known_decides():
    asked = Asking(Attributes({"request.time": NOW}), NOW)
    assert decided("request.time < timestamp('2027-01-01T00:00:00Z')", asked) is TRUE


def test_who_knows_more_decides_a_part_first():
    atom = Atom("so it is")
    asked = Asking(OBJECT, known=lambda leaf: atom if "resource.name" in leaf else None)
    assert decided("resource.name == 'x' && resource.type == 'storage.googleapis.com/Object'", asked) == atom
    assert decided("!(resource.name == 'x')", asked) == negate(atom)


def test_projects_by_id_and_by_number_are_not_compared():
    asked = Asking(Attributes({"resource.name": "projects/shop/secrets/db"}))
    assert decided("resource.name == 'projects/else/secrets/db'", asked) is FALSE
    assert text(decided("resource.name == 'projects/123/secrets/db'", asked)) == "the resource's name is projects/123/secrets/db"
    assert decided("resource.name.startsWith('projects/_/buckets')", asked) is FALSE


def test_reasons_name_a_condition_by_its_title():
    assert Condition("true", "till new year").label == "condition 'till new year'"
    assert Condition("true").label == "condition true"
