"""The check report: the verdict, the blind spots, then what must be done, worst first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.errors import Exit
from audit.exit_code import exit_code
from audit.model.finding import Finding, Outcome
from audit.model.report import CheckReport
from audit.saying import severity_word
from policies.language import Severity
from policies.wording import Wording, msg, wording
from reports.table.findings import blocks
from reports.table.head import blind_spots, exit_words, left_out, title
from reports.table.layout import SEVERITY_COLOURS, bold, dim, heading, paragraph

_MEANING = {
    Exit.COMPLIES: (msg("COMPLIES: nothing differs from the policy"), "green"),
    Exit.VIOLATIONS: (msg("DOES NOT COMPLY"), "red"),
    Exit.CANNOT_TELL: (msg("CANNOT TELL: no violation is known, but not everything could be read"), "magenta"),
}


def check_lines(report: CheckReport, columns: int) -> list[str]:
    """The whole report."""
    say = wording(report.head.language)
    counted = [finding for finding in report.findings if not finding.waived_by]
    gaps = {finding.gap for finding in counted}
    table = _Groups(columns, say, report.new)
    return [
        *title(report.head, columns),
        "",
        *_verdict(report, counted, columns, say),
        "",
        *blind_spots(report.head.coverage, [gap for gap in report.head.gaps if gap not in gaps], columns, say),
        *table.group(say("CANNOT TELL"), _with(counted, Outcome.UNKNOWN), "magenta"),
        *table.violations(_with(counted, Outcome.VIOLATION)),
        *table.waived([finding for finding in report.findings if finding.waived_by]),
        *table.group(say("NOTICES"), _with(counted, Outcome.NOTICE)),
        *_foot(report, columns, say),
    ]


def _with(findings: Sequence[Finding], outcome: Outcome) -> list[Finding]:
    return [finding for finding in findings if finding.outcome == outcome]


def _verdict(report: CheckReport, counted: Sequence[Finding], columns: int, say: Wording) -> list[str]:
    meaning, colour = _MEANING[exit_code(report)]
    counts = "; ".join(text for text in _counts(report, counted, say) if text)
    lines = [bold(say(meaning), colour), *(paragraph(counts + ".", columns) if counts else [])]
    if report.since:
        new = f"{len(report.new)}" if report.new else say("nothing")
        lines += paragraph(say("New since run {run}: {new}.", run=report.since, new=new), columns)
    return lines + left_out(report.head, columns)


def _counts(report: CheckReport, counted: Sequence[Finding], say: Wording) -> Iterator[str]:
    """How many violations by weight, how many that nobody can tell, how many waived; empty where there are none."""
    by_severity = Counter(finding.severity for finding in _with(counted, Outcome.VIOLATION))
    if by_severity:
        listed = ", ".join(f"{by_severity[each]} {severity_word(each, say)}" for each in Severity if by_severity[each])
        yield say.many("{count} violation: {listed}", "{count} violations: {listed}", by_severity.total(), listed=listed)
    unknown, waived = len(_with(counted, Outcome.UNKNOWN)), len(report.findings) - len(counted)
    yield say.many("{count} unknown", "{count} unknown", unknown) if unknown else ""
    yield say.many("{count} waived", "{count} waived", waived) if waived else ""


@dataclass(frozen=True, slots=True)
class _Groups:
    """Findings under headings."""

    columns: int
    say: Wording
    new: frozenset[str]

    def group(self, name: str, findings: Sequence[Finding], colour: str | None = None) -> list[str]:
        return [heading(name, len(findings), colour), *blocks(findings, self.columns, self.say, self.new)] if findings else []

    def violations(self, findings: Sequence[Finding]) -> list[str]:
        lines: list[str] = []
        for severity in Severity:
            of_it = [finding for finding in findings if finding.severity == severity]
            lines += self.group(severity_word(severity, self.say).upper(), of_it, SEVERITY_COLOURS[severity])
        return lines

    def waived(self, findings: Sequence[Finding]) -> list[str]:
        waivers = ", ".join(sorted({finding.waived_by for finding in findings}))
        return self.group(self.say("WAIVED for a while, still true, by {waivers}", waivers=waivers), findings)


def _foot(report: CheckReport, columns: int, say: Wording) -> list[str]:
    seen = say(
        "Looked at {assets}: {reaches}, {persons} with some.",
        assets=say.many("{count} asset", "{count} assets", report.assets),
        reaches=say.many("{count} reach", "{count} reaches", report.reaches),
        persons=say.many("{count} person", "{count} persons", report.persons),
    )
    more = say("toegang why WHO ASSET shows a path step by step; --format json has everything.")
    return [dim(line) for line in paragraph(f"{seen} {exit_words(exit_code(report), say)} {more}", columns)]
