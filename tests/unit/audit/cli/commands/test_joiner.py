"""`toegang joiner PERSON`."""

import json
from collections.abc import Callable

import pytest

from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]
P02 = "p02: {{email: p02@shop.example, roles: [finance]}}"


def starting(office: Office, day: str) -> None:
    office.write(POLICY.replace(P02, f"p02: {{{{email: p02@shop.example, roles: [finance], starts: {day}}}}}"))


@pytest.mark.parametrize(
    ("day", "state", "expected"),
    [
        ("2026-11-02", "fine", (Exit.COMPLIES, "Has what the role gives, and no more.")),
        ("2026-11-02", "gap", (Exit.CANNOT_TELL, "Not read of the assets of the role")),
        ("2026-12-01", "fine", (Exit.VIOLATIONS, "Reached before the first day")),
    ],
)
def test_somebody_is_held_beside_the_role(day: str, state: str, expected: tuple[Exit, str], office: Office, told: Told) -> None:
    starting(office, day)
    office.night(20, state)
    assert office.toegang("joiner", "p02") == expected[0]
    assert expected[1] in told()[0]


def test_what_is_missing_is_1(office: Office, told: Told) -> None:
    office.write(
        POLICY.replace("p01: {{email: p01@shop.example, roles: [owner]}}", "p01: {{email: p01@shop.example, roles: [owner, finance]}}")
    )
    office.night(20, "fine")
    assert office.toegang("joiner", "p01") == Exit.VIOLATIONS
    assert "Missing of what the role gives" in told()[0]


def test_all_are_those_whose_first_day_lies_within_a_month(office: Office, told: Told) -> None:
    starting(office, "2026-11-02")
    office.night(20, "fine")
    assert office.toegang("joiner", "--all", "--format", "json") == Exit.COMPLIES
    assert [each["person"] for each in json.loads(told()[0])["joiner"]["people"]] == ["p02"]


@pytest.mark.parametrize("words", [[], ["p02", "--all"]])
def test_one_or_all_is_asked(words: list[str], office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("joiner", *words) == Exit.USAGE
    assert "toegang joiner p24, or toegang joiner --all" in told()[1]
