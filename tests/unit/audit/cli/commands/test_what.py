"""`toegang what PERSON`."""

from collections.abc import Callable

import pytest

from audit.errors import Exit
from tests.unit.audit.cli.conftest import Office

Told = Callable[[], tuple[str, str]]


@pytest.mark.parametrize("name", ["p02", "person:p02", "P02@shop.example", "paper://office/user/p02"])
def test_a_person_has_several_names(name: str, office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("what", name) == Exit.COMPLIES
    assert "what person:p02 reaches: 1 reach" in told()[0]


def test_no_reach_says_so(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("what", "p01") == Exit.COMPLIES
    assert "no reach found" in told()[0]


def test_somebody_unknown_is_2_with_a_suggestion(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("what", "p2") == Exit.USAGE
    assert "did you mean p02?" in told()[1]
