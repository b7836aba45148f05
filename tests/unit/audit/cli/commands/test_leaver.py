"""`toegang leaver PERSON`."""

import json
from collections.abc import Callable

import pytest

from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]
P02 = "p02: {{email: p02@shop.example, roles: [finance]}}"


def leaving(office: Office, about: str, more: str = "") -> None:
    """The office's policy with whatever else is known of p02."""
    office.write(POLICY.replace(P02, f"p02: {{{{email: p02@shop.example, roles: [finance], {about}}}}}\n  {more}".rstrip()))


@pytest.mark.parametrize(
    ("about", "state", "code"),
    [
        ("ends: 2026-11-10", "fine", Exit.VIOLATIONS),
        ("ends: 2026-12-31, status: notice", "fine", Exit.COMPLIES),
        ("status: left", "gap", Exit.VIOLATIONS),
    ],
)
def test_who_has_left_and_still_has_a_key_is_1(about: str, state: str, code: Exit, office: Office, told: Told) -> None:
    leaving(office, about)
    office.night(20, state)
    assert office.toegang("leaver", "p02") == code
    assert "p02 has a key" in told()[0]


@pytest.mark.parametrize(("state", "code"), [("fine", Exit.COMPLIES), ("gap", Exit.CANNOT_TELL)])
def test_somebody_without_an_account_is_0_if_all_accounts_were_listed(state: str, code: Exit, office: Office, told: Told) -> None:
    leaving(office, "starts: 2020-01-01", "p03: {{email: p03@shop.example, ends: 2026-11-10}}")
    office.night(20, state)
    assert office.toegang("leaver", "P03@shop.example") == code
    assert "No account joins to them." in told()[0]


def test_all_are_those_who_left_or_leave_within_a_month(office: Office, told: Told) -> None:
    leaving(office, "ends: 2026-12-10", "p03: {{email: p03@shop.example, ends: 2024-11-10}}")
    office.night(20, "fine")
    assert office.toegang("leaver", "--all", "--format", "json") == Exit.COMPLIES
    people = json.loads(told()[0])["leaver"]["people"]
    assert [(each["person"], each["notice"]) for each in people] == [("p02", True), ("p03", False)]


def test_as_of_another_day_more_is_due(office: Office) -> None:
    leaving(office, "ends: 2026-12-10")
    office.night(20, "fine")
    assert office.toegang("leaver", "p02") == Exit.COMPLIES
    assert office.toegang("leaver", "p02", "--as-of", "2026-12-11") == Exit.VIOLATIONS


@pytest.mark.parametrize("words", [[], ["p02", "--all"]])
def test_one_or_all_is_asked(words: list[str], office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("leaver", *words) == Exit.USAGE
    assert "toegang leaver p24, or toegang leaver --all" in told()[1]


def test_nobody_on_the_roster_is_2_with_a_suggestion(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("leaver", "p2") == Exit.USAGE
    assert "did you mean p02?" in told()[1]


def test_nobody_leaves_is_said(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("leaver", "--all") == Exit.COMPLIES
    assert "Nobody has left, and nobody is in notice." in told()[0]
