"""`toegang why PERSON ASSET`."""

from collections.abc import Callable

from audit.errors import Exit
from tests.unit.audit.cli.conftest import Office

Told = Callable[[], tuple[str, str]]


def test_the_path_is_printed_step_by_step(office: Office, told: Told) -> None:
    office.night(20, "violation")
    assert office.toegang("why", "p01", "invoices") == Exit.COMPLIES
    out, _ = told()
    steps = [
        "├─ has the account paper://office/user/p01",
        "├─ is granted access to paper://cabinet/invoices/1",
        "└─ which lies in invoices",
    ]
    places = [out.index(step) for step in steps]
    assert places == sorted(places)
    assert "WHAT THE POLICY SAYS OF IT (1)" in out


def test_no_reach_is_0_when_all_was_read(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("why", "p01", "invoices") == Exit.COMPLIES
    assert "no reach found" in told()[0]


def test_no_reach_is_3_when_something_was_not_read(office: Office, told: Told) -> None:
    office.night(20, "gap")
    assert office.toegang("why", "p01", "invoices") == Exit.CANNOT_TELL
    assert "1 gap in this asset" in told()[0]


def test_words_that_nobody_knows_are_2(office: Office) -> None:
    office.night(20, "fine")
    assert office.toegang("why", "p77", "invoices") == Exit.USAGE
    assert office.toegang("why", "p01", "nothing") == Exit.USAGE
