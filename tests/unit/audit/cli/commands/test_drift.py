"""`toegang drift` and its exit codes."""

import json
from collections.abc import Callable

from audit.errors import Exit
from tests.unit.audit.cli.conftest import Office

Told = Callable[[], tuple[str, str]]


def test_a_new_violation_is_1(office: Office, told: Told) -> None:
    office.night(20, "fine")
    office.night(21, "violation")
    assert office.toegang("drift") == Exit.VIOLATIONS
    out, _ = told()
    assert "1 NEW VIOLATION" in out
    assert "+ person:p01  invoices  up to change" in out


def test_a_violation_that_went_is_0(office: Office) -> None:
    office.night(20, "violation")
    office.night(21, "fine")
    assert office.toegang("drift") == Exit.COMPLIES


def test_coverage_lost_is_3(office: Office, told: Told) -> None:
    office.night(20, "fine")
    office.night(21, "gap")
    assert office.toegang("drift") == Exit.CANNOT_TELL
    assert "NO LONGER READ WHOLE" in told()[0]


def test_two_runs_can_be_named(office: Office, told: Told) -> None:
    first, _, third = office.night(20, "violation"), office.night(21, "fine"), office.night(22, "violation")
    assert office.toegang("drift", first, third, "--format", "json") == Exit.COMPLIES
    report = json.loads(told()[0])
    assert (report["before"]["run"], report["after"]["run"]) == (first, third)


def test_one_run_is_not_enough(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("drift") == Exit.USAGE
    assert "previous" in told()[1]


def test_a_check_afterwards_keeps_the_changes(office: Office) -> None:
    from audit.runs.store import Store

    office.night(20, "fine")
    office.night(21, "violation")
    office.toegang("drift")
    office.toegang("check")
    run = Store(str(office.store)).open("latest")
    (digest,) = run.results()
    assert len(run.changes(digest)) == 1
