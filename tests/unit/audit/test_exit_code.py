"""The exit code of each kind of report."""

from dataclasses import replace

import pytest

from audit.errors import Exit
from audit.exit_code import coverage_lost, exit_code, new_findings
from audit.model.drift import Direction
from audit.model.facts import CoverageStatus
from audit.model.finding import Outcome
from audit.model.paper import Report
from tests.unit.reports import samples

NOTICE = replace(samples.violation(), outcome=Outcome.NOTICE)
WAIVED = replace(samples.violation(), waived_by="W01")
WHOLE = samples.head(coverage=(samples.partial(CoverageStatus.COMPLETE),))
DARK = samples.head(coverage=(samples.partial(CoverageStatus.DENIED),))
NEW = samples.violation("p23")

CASES: dict[str, tuple[Report, Exit]] = {
    "nothing": (samples.check(), Exit.COMPLIES),
    "a violation": (samples.check(samples.unknown(), samples.violation()), Exit.VIOLATIONS),
    "a gap": (samples.check(samples.unknown()), Exit.CANNOT_TELL),
    "a notice": (samples.check(NOTICE), Exit.COMPLIES),
    "a waived violation": (samples.check(WAIVED), Exit.COMPLIES),
    "drift, none": (samples.drift(), Exit.COMPLIES),
    "drift, a new violation": (samples.drift(samples.change(new=(NEW,)), findings=(NEW,), before=WHOLE, after=DARK), Exit.VIOLATIONS),
    "drift, an old violation": (samples.drift(samples.change(), findings=(NEW,)), Exit.COMPLIES),
    "drift, a new gap": (samples.drift(samples.change(new=(samples.unknown(),)), findings=(samples.unknown(),)), Exit.CANNOT_TELL),
    "drift, coverage lost": (samples.drift(before=WHOLE, after=DARK), Exit.CANNOT_TELL),
    "drift, coverage won": (samples.drift(before=DARK, after=WHOLE), Exit.COMPLIES),
    "drift, not observed": (samples.drift(samples.change(direction=Direction.NOT_OBSERVED)), Exit.CANNOT_TELL),
    "who": (samples.reaches((samples.reach(), ())), Exit.COMPLIES),
    "who, with a gap": (samples.reaches((samples.reach(), ()), gaps=(samples.GAP,)), Exit.CANNOT_TELL),
    "why": (samples.why((samples.reach(), samples.path()), gaps=(samples.GAP,)), Exit.COMPLIES),
    "why, no path": (samples.why(), Exit.COMPLIES),
    "why, no path and a gap": (samples.why(gaps=(samples.GAP,)), Exit.CANNOT_TELL),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_each_report_has_its_code(name: str) -> None:
    report, code = CASES[name]
    assert exit_code(report) == code


def test_a_surface_that_is_gone_from_the_coverage_is_lost_too() -> None:
    assert coverage_lost(WHOLE, samples.head()) == ("aws s3 aws://111122223333",)
    assert coverage_lost(WHOLE, WHOLE) == ()


def test_new_findings_are_those_that_a_change_names_as_new() -> None:
    old = samples.violation("p24")
    assert new_findings(samples.drift(samples.change(new=(NEW,)), findings=(NEW, old))) == (NEW,)
