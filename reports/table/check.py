"""The check report: the verdict, the blind spots, then what must be done, worst first."""

from collections import Counter
from collections.abc import Sequence

from audit.cli.text import plural
from audit.errors import Exit
from audit.exit_code import exit_code
from audit.model.finding import Finding, Outcome
from audit.model.report import CheckReport
from policies.language import Severity
from reports.table.findings import blocks
from reports.table.head import blind_spots, left_out, title
from reports.table.layout import SEVERITY_COLOURS, bold, dim, heading, paragraph

_MEANING = {
    Exit.COMPLIES: ("COMPLIES: nothing differs from the policy", "green"),
    Exit.VIOLATIONS: ("DOES NOT COMPLY", "red"),
    Exit.CANNOT_TELL: ("CANNOT TELL: no violation is known, but not everything could be read", "magenta"),
}


def check_lines(report: CheckReport, columns: int) -> list[str]:
    """The whole report."""
    counted = [finding for finding in report.findings if not finding.waived_by]
    gaps = {finding.gap for finding in counted}
    return [
        *title(report.head, columns),
        "",
        *_verdict(report, counted, columns),
        "",
        *blind_spots(report.head.coverage, [gap for gap in report.head.gaps if gap not in gaps], columns),
        *_group("CANNOT TELL", _with(counted, Outcome.UNKNOWN), columns, report.new, "magenta"),
        *_violations(_with(counted, Outcome.VIOLATION), columns, report.new),
        *_waived([finding for finding in report.findings if finding.waived_by], columns, report.new),
        *_group("NOTICES", _with(counted, Outcome.NOTICE), columns, report.new),
        *_foot(report, columns),
    ]


def _with(findings: Sequence[Finding], outcome: Outcome) -> list[Finding]:
    return [finding for finding in findings if finding.outcome == outcome]


def _verdict(report: CheckReport, counted: Sequence[Finding], columns: int) -> list[str]:
    meaning, colour = _MEANING[exit_code(report)]
    by_severity = Counter(finding.severity for finding in _with(counted, Outcome.VIOLATION))
    unknown = len(_with(counted, Outcome.UNKNOWN))
    waived = len(report.findings) - len(counted)
    told = [
        ", ".join(f"{by_severity[severity]} {severity}" for severity in Severity if by_severity[severity]),
        f"{unknown} unknown" if unknown else "",
        f"{waived} waived" if waived else "",
    ]
    violations = f"{plural(by_severity.total(), 'violation')}: {told[0]}" if by_severity else ""
    counts = "; ".join(text for text in (violations, *told[1:]) if text)
    lines = [bold(meaning, colour), *(paragraph(counts + ".", columns) if counts else [])]
    if report.since:
        lines += paragraph(f"New since run {report.since}: {len(report.new) or 'nothing'}.", columns)
    return lines + left_out(report.head, columns)


def _violations(findings: Sequence[Finding], columns: int, new: frozenset[str]) -> list[str]:
    lines: list[str] = []
    for severity in Severity:
        of_it = [finding for finding in findings if finding.severity == severity]
        lines += _group(severity.upper(), of_it, columns, new, SEVERITY_COLOURS[severity])
    return lines


def _group(name: str, findings: Sequence[Finding], columns: int, new: frozenset[str], colour: str | None = None) -> list[str]:
    return [heading(name, len(findings), colour), *blocks(findings, columns, new)] if findings else []


def _waived(findings: Sequence[Finding], columns: int, new: frozenset[str]) -> list[str]:
    if not findings:
        return []
    waivers = ", ".join(sorted({finding.waived_by for finding in findings}))
    return _group(f"WAIVED for a while, still true, by {waivers}", findings, columns, new)


def _foot(report: CheckReport, columns: int) -> list[str]:
    seen = f"Looked at {plural(report.assets, 'asset')}: {plural(report.reaches, 'reach', 'reaches')}, {plural(report.persons, 'person', 'persons')} with some."
    code = exit_code(report)
    more = "toegang why WHO ASSET shows a path step by step; --format json has everything."
    return [dim(line) for line in paragraph(f"{seen} Exit code {int(code)}. {more}", columns)]
