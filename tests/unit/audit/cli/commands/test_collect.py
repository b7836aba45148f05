"""`toegang collect`."""

from collections.abc import Callable

import pytest

from audit.errors import Exit
from audit.runs.store import Store
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


def test_one_that_was_cut_short_is_taken_up_and_it_says_so(office: Office, told: Told) -> None:
    office.state("torn")
    assert office.toegang("collect") == Exit.FAILED
    told()
    office.state("fine")
    assert office.toegang("collect") == Exit.COMPLIES
    assert told()[1].startswith("going on where the collection begun on 20")
    run = Store(str(office.store)).open("latest")
    assert run.manifest.begun is not None
    assert run.manifest.rows("resources") == 1


@pytest.mark.parametrize("words", [("--afresh",), ("--quiet",)])
def test_afresh_or_quiet_it_says_nothing_of_it(office: Office, told: Told, words: tuple[str, ...]) -> None:
    office.state("torn")
    office.toegang("collect")
    told()
    office.state("fine")
    assert office.toegang("collect", *words) == Exit.COMPLIES
    assert told()[1] == ""
    assert (Store(str(office.store)).open("latest").manifest.begun is None) == ("--afresh" in words)
