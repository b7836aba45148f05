"""Conditions decided as far as a request is known."""

from datetime import UTC, date, datetime

import pytest

from providers.azure.evaluate.condition import Asking, decide, problem
from providers.formula import FALSE, TRUE, Atom, Not, outcomes, text

BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs"
PATH, PREFIX = f"@Resource[{BLOBS}:path]", f"@Request[{BLOBS}:prefix]"
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.mark.parametrize("condition", ["", "  \n"])
def test_without_a_condition_nothing_is_asked(condition: str):
    assert decide(condition, Asking()) is TRUE
    assert problem(condition) == ""


def test_what_is_known_is_decided_and_what_is_not_stays():
    condition = "@Request[a] StringEquals 'x' AND @Request[b] StringEquals 'y'"
    assert decide(condition, Asking(attributes={"a": "x", "b": "y"})) is TRUE
    assert decide(condition, Asking(attributes={"a": "z"})) is FALSE
    assert text(decide(condition, Asking(attributes={"a": "x"}))) == "@Request[b] StringEquals 'y'"


def test_what_can_not_be_read_is_a_gap():
    found = decide("@Request[a]  is\n'x'", Asking())
    assert isinstance(found, Atom)
    assert found.gap
    assert found.text.startswith("@Request[a] is 'x' (which can't be read: expected an operator")
    assert problem("@Request[a] is 'x'")


def test_what_can_not_be_evaluated_is_a_gap_of_its_own_part():
    found = decide("@Request[a] NumericEquals 1 AND @Request[b] BoolEquals true", Asking(attributes={"a": "x", "b": False}))
    assert found is FALSE
    left = decide("@Request[a] NumericEquals 1", Asking(attributes={"a": "x"}))
    assert isinstance(left, Atom)
    assert left.gap


def test_a_test_and_its_negation_are_one_condition():
    plain, other = (decide(f"@Request[a] {one} 'x'", Asking()) for one in ("StringLike", "StringNotLike"))
    assert other == Not(plain)
    assert text(other) == "@Request[a] StringNotLike 'x'"


def test_the_action_and_the_suboperation():
    condition = f"!(ActionMatches{{'{BLOBS}/read'}} AND NOT SubOperationMatches{{'Blob.List'}})"
    assert decide(condition, Asking(action=f"{BLOBS}/read")) is FALSE
    assert decide(condition, Asking(action=f"{BLOBS}/read", suboperation="blob.list")) is TRUE
    assert decide(condition, Asking(action=f"{BLOBS}/write", suboperation=None)) is TRUE
    assert text(decide(condition, Asking(action=f"{BLOBS}/read", suboperation=None))) == "SubOperationMatches{'Blob.List'}"
    assert text(decide(condition, Asking())) == f"NOT ActionMatches{{'{BLOBS}/read'}}"


def test_they_are_attributes_of_the_request_too():
    asked = Asking(action="a/read", suboperation="")
    assert decide("@Request[action] StringEquals 'a/read' AND NOT Exists @Request[subOperation]", asked) is TRUE
    assert decide("Exists @Request[subOperation]", Asking(suboperation=None)) not in (TRUE, FALSE)


def test_tests_of_a_path_are_exact_patterns():
    found = decide(f"{PATH} StringLike {{'logs/*', 'a?'}}", Asking())
    assert text(found) == f"{PATH} StringLike 'a?' or {PATH} StringLike 'logs/*'"
    single = decide(f"{PATH} StringStartsWith 'logs/'", Asking())
    assert isinstance(single, Atom)
    assert (single.of, single.pattern) == ("blobs:path", "logs/*")
    opposite = decide(f"{PATH} StringNotStartsWith 'logs/'", Asking())
    assert opposite == Not(single)


@pytest.mark.parametrize(
    ("test", "pattern"),
    [("StringEquals 'logs/'", "logs/*"), ("StringStartsWith 'logs/'", "logs/*"), ("StringLike 'l?gs'", "l?gs*"), ("StringEquals ''", "*")],
)
def test_tests_of_a_prefix_are_patterns_of_what_the_listing_shows(test: str, pattern: str):
    found = decide(f"{PREFIX} {test}", Asking())
    assert isinstance(found, Atom)
    assert (found.of, found.pattern) == ("blobs:prefix", pattern)


def test_who_may_not_ask_for_a_prefix_may_see_the_same_by_a_shorter_one():
    for condition in (f"{PREFIX} StringNotStartsWith 'logs/'", f"NOT ({PREFIX} StringEquals 'logs/' AND true)"):
        found = decide(condition, Asking())
        assert isinstance(found, Not)
        assert not found.of.pattern


@pytest.mark.parametrize(
    ("test", "until"),
    [
        ("DateTimeLessThan '2026-12-01T00:00:00Z'", date(2026, 11, 30)),
        ("DateTimeLessThanEquals '2026-12-01T00:00:00.0Z'", date(2026, 12, 1)),
        ("DateTimeLessThan '2026-12-01T12:00:00Z'", date(2026, 12, 1)),
    ],
)
def test_what_ends_later_holds_until_its_day(test: str, until: date):
    found = outcomes(decide(f"@Environment[UtcNow] {test}", Asking(now=NOW)))
    assert [(one.verdict.value, one.until) for one in found] == [("yes", until)]


def test_what_has_ended_and_what_has_begun():
    def at(test: str) -> object:
        return decide(f"@Environment[UtcNow] {test}", Asking(now=NOW))

    assert at("DateTimeLessThan '2026-11-25T10:00:00Z'") is FALSE
    assert at("DateTimeLessThanEquals '2026-11-25T09:00:00Z'") is FALSE
    assert at("DateTimeGreaterThan '2026-11-25T09:00:00Z'") is TRUE
    assert isinstance(at("DateTimeGreaterThan '2026-11-26T09:00:00Z'"), Atom)
    assert isinstance(at("TimeOfDayGreaterThan '09:00'"), Atom)


def test_known_without_a_moment_in_the_request():
    assert (
        decide("@Environment[UtcNow] DateTimeLessThan '2026-12-01'", Asking(attributes={"UtcNow": "2026-11-30T00:00:00Z"}, now=NOW)) is TRUE
    )
