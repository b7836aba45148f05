"""`toegang mover PERSON`."""

import json
from collections.abc import Callable

import pytest

from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]
P01 = "p01: {{email: p01@shop.example, roles: [owner]}}"
ROLES = "[{{role: finance, until: 2026-10-31}}, {{role: owner, from: 2026-11-01}}]"


@pytest.fixture
def moved(office: Office) -> Office:
    office.write(POLICY.replace(P01, f"p01: {{{{email: p01@shop.example, roles: {ROLES}}}}}"))
    return office


@pytest.mark.parametrize(
    ("state", "code", "said"),
    [
        ("violation", Exit.VIOLATIONS, "finance gave this until 2026-10-31, and it is still there."),
        ("fine", Exit.COMPLIES, "Nothing of an old role is left, as far as it was read."),
        ("gap", Exit.CANNOT_TELL, "Not read of the assets of the role"),
    ],
)
def test_what_of_an_old_role_is_left_fails(state: str, code: Exit, said: str, moved: Office, told: Told) -> None:
    moved.night(20, state)
    assert moved.toegang("mover", "p01") == code
    assert said in told()[0]


def test_all_are_those_whose_roles_changed(moved: Office, told: Told) -> None:
    moved.night(20, "violation")
    assert moved.toegang("mover", "--all", "--format", "json") == Exit.VIOLATIONS
    assert [each["person"] for each in json.loads(told()[0])["mover"]["people"]] == ["p01"]


def test_nobody_moved_is_said(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("mover", "--all") == Exit.COMPLIES
    assert "Nobody moved." in told()[0]


@pytest.mark.parametrize("words", [[], ["p02", "--all"]])
def test_one_or_all_is_asked(words: list[str], office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("mover", *words) == Exit.USAGE
    assert "toegang mover p24, or toegang mover --all" in told()[1]
