"""`toegang runs list|verify|prune`."""

from collections.abc import Callable

from audit.cli.main import run
from audit.errors import Exit
from tests.unit.audit.cli.conftest import Office

Told = Callable[[], tuple[str, str]]


def test_runs_are_listed_oldest_first(office: Office, told: Told) -> None:
    names = [office.night(21, "fine"), office.night(22, "fine")]
    assert office.toegang("runs", "list") == Exit.COMPLIES
    assert told()[0].split() == names


def test_a_quiet_list_says_nothing(office: Office, told: Told) -> None:
    office.night(21, "fine")
    assert office.toegang("runs", "list", "--quiet") == Exit.COMPLIES
    assert told() == ("", "")


def test_a_store_can_be_listed_without_a_policy(office: Office, told: Told) -> None:
    office.night(21, "fine")
    assert run(["runs", "list", "--store", str(office.store)]) == Exit.COMPLIES
    assert told()[0]


def test_runs_that_are_as_they_were_written_verify(office: Office, told: Told) -> None:
    office.night(21, "fine")
    assert office.toegang("runs", "verify") == Exit.COMPLIES
    assert "1 run: every digest fits" in told()[0]


def test_a_run_that_was_touched_does_not(office: Office, told: Told) -> None:
    name = office.night(21, "fine")
    (office.store / name / "principals.parquet").write_bytes(b"")
    assert office.toegang("runs", "verify") == Exit.FAILED
    assert name in told()[0]


def test_old_runs_are_pruned(office: Office, told: Told) -> None:
    office.night(20, "fine")
    name = office.night(21, "fine")
    assert office.toegang("runs", "prune", "--keep", "P9999D") == Exit.COMPLIES
    assert told()[0] == ""
    assert office.toegang("runs", "prune", "--keep", "soon") == Exit.USAGE
    assert office.toegang("runs", "prune") == Exit.USAGE
    assert "--keep P13M" in told()[1]
    assert name
