"""`toegang check` and its exit codes."""

import json
from collections.abc import Callable

from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]


def test_a_run_that_complies_is_0(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("check") == Exit.COMPLIES
    assert "COMPLIES: nothing differs from the policy" in told()[0]


def test_a_violation_is_1_and_the_newest_run_is_taken(office: Office, told: Told) -> None:
    office.night(20, "fine")
    office.night(21, "violation")
    assert office.toegang("check") == Exit.VIOLATIONS
    assert "p01" in told()[0]
    assert office.toegang("check", "--run", "previous") == Exit.COMPLIES


def test_a_gap_is_3_and_names_the_permission(office: Office, told: Told) -> None:
    office.night(20, "gap")
    assert office.toegang("check") == Exit.CANNOT_TELL
    assert "paper:OpenDrawer" in told()[0]


def test_no_run_is_2_with_the_remedy(office: Office, told: Told) -> None:
    assert office.toegang("check") == Exit.USAGE
    assert "toegang collect" in told()[1]


def test_it_takes_a_run_first_when_asked(office: Office, told: Told) -> None:
    office.state("violation")
    assert office.toegang("check", "--collect") == Exit.VIOLATIONS
    assert len(list(office.store.iterdir())) == 1
    assert office.toegang("check", "--collect", "--run", "previous") == Exit.USAGE
    assert "--collect takes a new run" in told()[1]


def test_what_is_new_since_the_run_before_is_marked(office: Office, told: Told) -> None:
    before = office.night(20, "fine")
    office.toegang("check")
    office.night(21, "violation")
    office.toegang("check")
    assert f"New since run {before}: 1." in told()[0]


def test_the_same_run_checked_twice_gives_the_same_bytes(office: Office, told: Told) -> None:
    office.night(20, "fine")
    office.night(21, "violation")
    office.toegang("check", "--format", "json")
    first, _ = told()
    office.toegang("check", "--run", "previous")
    told()
    office.toegang("check", "--format", "json")
    assert told()[0] == first
    assert json.loads(first)["format"] == "toegang/check/1"


def test_quiet_leaves_the_exit_code(office: Office, told: Told) -> None:
    office.night(20, "violation")
    assert office.toegang("check", "--quiet") == Exit.VIOLATIONS
    assert told() == ("", "")


def test_the_day_it_is_judged_on_can_be_another(office: Office, told: Told) -> None:
    office.night(20, "fine")
    office.toegang("check", "--as-of", "2027-01-31")
    assert "as on 2027-01-31" in told()[0]


def test_a_provider_that_is_not_there_is_2(office: Office, told: Told) -> None:
    office.night(20, "fine")
    assert office.toegang("check", "--provider", "papier") == Exit.USAGE
    assert "did you mean paper?" in told()[1]


def test_what_was_left_out_is_said_and_is_no_finding(office: Office, told: Told) -> None:
    office.night(20, "violation")
    office.toegang("check", "--provider", "aws", "--format", "json")
    report = json.loads(told()[0])
    assert report["head"]["left_out"] == ["paper"]
    assert report["findings"] == []


def test_it_speaks_english_unless_asked(office: Office, told: Told) -> None:
    """Whatever the organisation speaks; what a script reads is the same, and the next night knows what is new."""
    office.write(POLICY.replace("organisation: {{", "organisation: {{report_languages: [nl], "))
    office.night(20, "violation")
    assert office.toegang("check") == Exit.VIOLATIONS
    assert "DOES NOT COMPLY" in told()[0]
    assert office.toegang("check", "--language", "nl") == Exit.VIOLATIONS
    assert "NIET IN ORDE" in (said := told()[0])
    assert "kan invoices" in said
    office.night(21, "violation")
    office.toegang("check")
    assert "New since run 2026-11-20T02-00-00Z: nothing." in told()[0]
