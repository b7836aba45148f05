"""The exit code."""

from dataclasses import replace

from audit.check import exit_code
from audit.errors import Exit
from audit.model.finding import Outcome

from .scenarios import cases

(FINDING,) = cases("built_in", "gaps")[0].findings()
VIOLATION, UNKNOWN, NOTICE = (replace(FINDING, outcome=outcome) for outcome in (Outcome.VIOLATION, Outcome.UNKNOWN, Outcome.NOTICE))


def test_nothing_complies():
    assert exit_code(()) is Exit.COMPLIES


def test_a_notice_fails_nothing():
    assert exit_code((NOTICE,)) is Exit.COMPLIES


def test_an_unknown_is_no_consent():
    assert exit_code((UNKNOWN, NOTICE)) is Exit.CANNOT_TELL


def test_a_violation_comes_before_an_unknown():
    assert exit_code((UNKNOWN, VIOLATION)) is Exit.VIOLATIONS


def test_what_is_waived_fails_nothing():
    assert exit_code((replace(VIOLATION, waived_by="W01"), replace(UNKNOWN, waived_by="W02"))) is Exit.COMPLIES
    assert exit_code((replace(VIOLATION, waived_by="W01"), UNKNOWN)) is Exit.CANNOT_TELL
