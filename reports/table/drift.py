"""The drift report: one line for each cause, with counts; below it the few reaches, and the new findings in full."""

from collections import Counter
from collections.abc import Iterable

from audit.cli.text import plural
from audit.errors import Exit
from audit.exit_code import coverage_lost, exit_code, new_findings
from audit.model.drift import Change, Direction, ReachChange
from audit.model.finding import Outcome
from audit.model.report import DriftReport
from reports.table.findings import blocks
from reports.table.head import left_out
from reports.table.layout import bold, dim, heading, paragraph
from reports.table.words import levels, place

MOST_REACHES = 5  # shown below a cause; the others are counted

_SIGNS = {Direction.GAINED: "+", Direction.LOST: "-", Direction.CHANGED: "~", Direction.NOT_OBSERVED: "?"}


def drift_lines(report: DriftReport, columns: int) -> list[str]:
    """The whole report."""
    fresh = [finding for finding in new_findings(report) if not finding.waived_by]
    violations = sum(finding.outcome == Outcome.VIOLATION for finding in fresh)
    told = (
        report.after.organisation,
        f"from run {report.before.run}",
        f"to run {report.after.run}",
        f"policy {report.after.policy_digest[:8]}",
    )
    return [
        *map(dim, paragraph(" · ".join(text for text in told if text), columns)),
        "",
        _verdict(report, violations),
        *paragraph(_counts(report.changes), columns),
        *left_out(report.after, columns),
        "",
        *_lost(report, columns),
        *(line for change in report.changes for line in _cause(change, columns)),
        *([heading("NEW FINDINGS", len(fresh), "red"), *blocks(fresh, columns)] if fresh else []),
        dim(f"Exit code {int(exit_code(report))}. --format json has everything."),
    ]


def _verdict(report: DriftReport, violations: int) -> str:
    match exit_code(report):
        case Exit.VIOLATIONS:
            return bold(plural(violations, "new violation").upper(), "red")
        case Exit.CANNOT_TELL:
            return bold("CANNOT TELL: no new violation is known, but something could not be read", "magenta")
        case _:
            return bold("NO NEW VIOLATION", "green")


def _counts(changes: Iterable[Change]) -> str:
    listed = list(changes)
    if not listed:
        return "Nothing changed."
    directions = Counter(reach.direction for change in listed for reach in change.reaches)
    gone = len({fingerprint for change in listed for fingerprint in change.findings_gone})
    reaches = ", ".join(f"{directions[each]} {each.replace('-', ' ')}" for each in Direction if directions[each]) or "none changed"
    return f"{plural(len(listed), 'cause')}. Reaches: {reaches}. Findings gone: {gone}."


def _lost(report: DriftReport, columns: int) -> list[str]:
    lost = coverage_lost(report.before, report.after)
    if not lost:
        return []
    lines = [line for each in lost for line in paragraph(each, columns, "  ? ", "    ")]
    return [heading("NO LONGER READ WHOLE: what is missing there is not observed, not revoked", len(lost), "magenta"), *lines, ""]


def _cause(change: Change, columns: int) -> list[str]:
    count = (
        f"{plural(len(change.reaches), 'reach', 'reaches')}, {len(change.findings_new)} new and {len(change.findings_gone)} gone findings"
    )
    lines = [bold(line) for line in paragraph(f"{change.cause.kind}: {change.cause.what}", columns, "", "  ")]
    lines += [dim(line) for line in paragraph(f"{change.cause.subject}: {count}", columns, "  ")]
    lines += [line for reach in change.reaches[:MOST_REACHES] for line in paragraph(_reach(reach), columns, "  ", "    ")]
    if len(change.reaches) > MOST_REACHES:
        lines.append(dim(f"  … and {len(change.reaches) - MOST_REACHES} more"))
    return [*lines, ""]


def _reach(reach: ReachChange) -> str:
    """One reach that differs: a sign, who, what, and the levels before and after where both are."""
    where = place(reach.asset, reach.part)
    match reach.direction:
        case Direction.CHANGED:
            what = f"{levels(reach.before)} ({reach.verdict_before}) is now {levels(reach.after)} ({reach.verdict_after})"
        case Direction.GAINED:
            what = levels(reach.after)
        case Direction.LOST | Direction.NOT_OBSERVED:
            what = levels(reach.before)
    return f"{_SIGNS[reach.direction]} {reach.subject}  {where}  {what}"
