"""`toegang collect`."""

from collections.abc import Callable

from audit.errors import Exit
from tests.unit.audit.cli.conftest import Office

Told = Callable[[], tuple[str, str]]


def test_it_says_what_was_read(office: Office, told: Told) -> None:
    assert office.toegang("collect") == Exit.COMPLIES
    out, err = told()
    assert out.startswith("run 20")
    assert "read paper" in out
    assert err == ""


def test_it_says_that_not_everything_could_be_read(office: Office, told: Told) -> None:
    office.state("gap")
    assert office.toegang("collect") == Exit.COMPLIES
    assert "1 gap, 1 surface not whole" in told()[0]


def test_a_run_that_fails_leaves_nothing(office: Office) -> None:
    office.state("provider")
    assert office.toegang("collect") == Exit.FAILED
    assert office.toegang("check") == Exit.USAGE


def test_a_provider_whose_extra_is_missing_names_it(office: Office, told: Told) -> None:
    assert office.toegang("collect", "--provider", "aws-lost") == Exit.FAILED
    assert "pip install 'toegang[" in told()[1]
