"""The answer to `why PERSON ASSET` as a paper: each path, step by step, with the statement that gives the step."""

from collections.abc import Iterator

from audit.conditions import condition_words
from audit.exit_code import exit_code
from audit.model.paper import Heading, Paper, Paragraph, Part, Table
from audit.model.reach import Path, Reach
from audit.model.report import WhyReport
from audit.saying import level_words, step_words, verdict_word
from policies.wording import Wording
from reports.papers.check import bare
from reports.papers.findings import finding_table
from reports.papers.reach import doubts
from reports.papers.words import whom, within


def why_paper(report: WhyReport, say: Wording) -> Paper:
    """The whole answer."""
    title = say("How {who} reaches {asset}", who=whom(report.subject, say), asset=report.asset)
    return Paper("why", title, tuple(_parts(report, say)), None, say.language, bare(report.head), exit_code(report))


def _parts(report: WhyReport, say: Wording) -> Iterator[Part]:
    yield from doubts(report.gaps, say)
    if not report.paths:
        yield Paragraph(say("No reach was found."))
        if not report.gaps:
            yield Paragraph(say("Everything that was asked about could be read."))
    for number, (reach, path) in enumerate(report.paths, 1):
        name = say("Path {number} of {all}", number=number, all=len(report.paths))
        given, asset = level_words(reach.levels, say), within(reach.asset, reach.part)
        yield Heading(say("{path}: {levels} of {asset}", path=name, levels=given, asset=asset))
        if reach.condition:
            yield Paragraph(say("On the condition: {condition}.", condition=condition_words(reach.condition, say)))
        yield _steps(reach, path, say, name)
    if report.findings:
        name = say("What the policy says of it")
        yield Heading(name)
        yield finding_table(report.findings, frozenset(), say, name)


def _steps(reach: Reach, path: Path, say: Wording, name: str) -> Table:
    columns = (say("step"), say("from"), say("how"), say("to"), say("what gives it"), say("on the condition"), say("evidence"))
    rows = tuple(
        (
            str(index),
            step.source,
            step_words(step.kind, say),
            step.target,
            step.because,
            condition_words(step.condition, say) or "-",
            step.evidence or "-",
        )
        for index, step in enumerate(path, 1)
    )
    unknown = ("1", reach.account, verdict_word(reach.verdict, say), reach.resource, "-", "-", "-")
    return Table(columns, rows or (unknown,), name)
