"""The exit code that a report deserves: the one thing a nightly build reads."""

from typing import assert_never

from audit.check.outcome import exit_code as of_findings
from audit.errors import Exit
from audit.model.drift import Direction
from audit.model.facts import CoverageStatus
from audit.model.finding import Finding
from audit.model.head import Head
from audit.model.paper import Paper, Report
from audit.model.report import CheckReport, DriftReport, ReachReport, WhyReport


def exit_code(report: Report) -> Exit:
    """0 complies, 1 violations, 3 cannot tell. Drift counts what is new; a question counts the gaps in its answer."""
    match report:
        case CheckReport():
            return of_findings(report.findings)
        case DriftReport():
            return _of_drift(report)
        case ReachReport():
            return Exit.CANNOT_TELL if report.gaps else Exit.COMPLIES
        case WhyReport():
            return Exit.CANNOT_TELL if report.gaps and not report.paths else Exit.COMPLIES
        case Paper():
            return report.exit
        case _:
            assert_never(report)


def coverage_lost(before: Head, after: Head) -> tuple[str, ...]:
    """The surfaces that were read whole before and no longer are, as `provider surface scope`."""
    whole = {(each.provider, each.surface, each.scope) for each in after.coverage if each.status == CoverageStatus.COMPLETE}
    return tuple(
        f"{each.provider} {each.surface} {each.scope}"
        for each in before.coverage
        if each.status == CoverageStatus.COMPLETE and (each.provider, each.surface, each.scope) not in whole
    )


def new_findings(report: DriftReport) -> tuple[Finding, ...]:
    """The findings that the later run has and the earlier had not, in their one order."""
    new = {fingerprint for change in report.changes for fingerprint in change.findings_new}
    return tuple(finding for finding in report.findings if finding.fingerprint in new)


def _of_drift(report: DriftReport) -> Exit:
    code = of_findings(new_findings(report))
    unseen = any(reach.direction == Direction.NOT_OBSERVED for change in report.changes for reach in change.reaches)
    if code == Exit.COMPLIES and (unseen or coverage_lost(report.before, report.after)):
        return Exit.CANNOT_TELL
    return code
