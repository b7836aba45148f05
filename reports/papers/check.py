"""The check as a paper: the verdict, what could not be read, then what must be done, worst first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.errors import Exit
from audit.exit_code import exit_code
from audit.model.finding import Finding, Outcome
from audit.model.head import Head
from audit.model.paper import Heading, Paper, Paragraph, Part, Tone
from audit.model.report import CheckReport
from audit.saying import severity_word
from policies.language import Severity
from policies.wording import Wording, msg
from reports.papers.blind import blind_parts
from reports.papers.findings import finding_table

VERDICTS = {
    Exit.COMPLIES: msg("It complies: nothing differs from the policy."),
    Exit.VIOLATIONS: msg("It does not comply."),
    Exit.CANNOT_TELL: msg("Cannot tell: no violation is known, but not everything could be read."),
}


def check_paper(report: CheckReport, say: Wording) -> Paper:
    """The whole report."""
    title = say("Who can reach which personal data: the check of {day}", day=say.day(report.head.as_of))
    return Paper("check", title, tuple(_parts(report, say)), None, say.language, bare(report.head), exit_code(report))


def bare(head: Head) -> Head:
    """The head without what a paper tells in parts of its own."""
    return replace(head, gaps=(), coverage=(), left_out=())


def _parts(report: CheckReport, say: Wording) -> Iterator[Part]:
    yield from opening(report, say)
    yield from sections(report, say)
    seen = (
        say.many("{count} asset", "{count} assets", report.assets),
        say.many("{count} reach", "{count} reaches", report.reaches),
        say.many("{count} person with some", "{count} persons with some", report.persons),
    )
    yield Paragraph(say("Looked at: {list}.", list=", ".join(seen)), Tone.NOTE)


def opening(report: CheckReport, say: Wording) -> Iterator[Part]:
    """The verdict, how many findings there are, and what could not be read."""
    code = exit_code(report)
    yield Paragraph(say(VERDICTS[code]), Tone.PLAIN if code is Exit.COMPLIES else Tone.WARNING)
    yield Paragraph(" ".join(part for part in (counted(report, say), since(report, say)) if part))
    yield from blind_parts(report.head, say)


def counted(report: CheckReport, say: Wording) -> str:
    """How many findings there are, by what they mean."""
    open_ones = [finding for finding in report.findings if not finding.waived_by]
    by_weight = Counter(finding.severity for finding in open_ones if finding.outcome is Outcome.VIOLATION)
    weights = ", ".join(f"{by_weight[each]} {severity_word(each, say)}" for each in Severity if by_weight[each])
    violations = say.many("{count} violation", "{count} violations", by_weight.total())
    unknown = sum(finding.outcome is Outcome.UNKNOWN for finding in open_ones)
    told = [
        f"{violations} ({weights})" if weights else violations,
        say.many("{count} question that nobody can answer", "{count} questions that nobody can answer", unknown) if unknown else "",
        say.many("{count} waived", "{count} waived", waived) if (waived := len(report.findings) - len(open_ones)) else "",
    ]
    return "; ".join(each for each in told if each) + "."


def since(report: CheckReport, say: Wording) -> str:
    """What is new since the run before; empty where there is none to compare with."""
    return say("New since run {run}: {new}.", run=report.since, new=len(report.new)) if report.since else ""


def sections(report: CheckReport, say: Wording) -> Iterator[Part]:
    """The findings under their headings."""
    counting = [finding for finding in report.findings if not finding.waived_by]
    groups: tuple[tuple[str, Sequence[Finding]], ...] = (
        (say("Nobody can tell"), [each for each in counting if each.outcome is Outcome.UNKNOWN]),
        (say("Violations"), [each for each in counting if each.outcome is Outcome.VIOLATION]),
        (say("Waived for a while, still true"), [each for each in report.findings if each.waived_by]),
        (say("Remarks"), [each for each in counting if each.outcome is Outcome.NOTICE]),
    )
    for name, findings in groups:
        if findings:
            yield Heading(f"{name} ({len(findings)})")
            yield finding_table(findings, report.new, say, name)
