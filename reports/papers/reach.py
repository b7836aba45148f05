"""Answers to `who ASSET` and `what PERSON` as a paper: every reach, and the rules that allow it."""

from collections.abc import Iterable, Iterator

from audit.conditions import condition_words
from audit.exit_code import exit_code
from audit.model.facts import Gap, Verdict
from audit.model.paper import Heading, Paper, Paragraph, Part, Table, Tone
from audit.model.reach import Reach
from audit.model.report import ReachReport
from audit.saying import level_words, verdict_word
from policies.wording import Wording
from reports.papers.blind import blind_parts, blind_tables
from reports.papers.check import bare
from reports.papers.words import whom, within


def reach_paper(report: ReachReport, say: Wording) -> Paper:
    """The whole answer."""
    title = report.question[:1].upper() + report.question[1:]
    return Paper("reach", title, tuple(_parts(report, say)), None, say.language, bare(report.head), exit_code(report))


def doubts(gaps: tuple[Gap, ...], say: Wording) -> Iterator[Part]:
    """What of the answer could not be read."""
    if gaps:
        yield Heading(say("What the answer may lack"))
        yield Paragraph(say("Not everything that was asked about could be read: the answer may lack a reach."), Tone.WARNING)
        yield from blind_tables((), gaps, say)


def _parts(report: ReachReport, say: Wording) -> Iterator[Part]:
    yield from doubts(report.gaps, say)
    if not report.reaches:
        yield Paragraph(say("No reach was found."))
        return
    yield reach_table(zip(report.reaches, report.allowed, strict=True), say)
    yield from (part for part in blind_parts(report.head, say) if isinstance(part, Paragraph) and report.head.left_out)


def reach_table(found: Iterable[tuple[Reach, tuple[str, ...]]], say: Wording) -> Table:
    """One row for each reach; the last columns say by which account, through which grantee, and to what."""
    columns = (
        say("who"),
        say("data"),
        say("can"),
        say("verdict"),
        say("allowed by"),
        say("enters with"),
        say("granted to"),
        say("for instance"),
        say("how many"),
    )
    return Table(columns, tuple(_row(reach, rules, say) for reach, rules in found), say("reaches"))


def _row(reach: Reach, rules: tuple[str, ...], say: Wording) -> tuple[str, ...]:
    sure = verdict_word(reach.verdict, say)
    return (
        whom(reach.subject, say),
        within(reach.asset, reach.part),
        level_words(reach.levels, say),
        f"{sure}: {condition_words(reach.condition, say)}" if reach.condition and reach.verdict is not Verdict.YES else sure,
        ", ".join(rules) or say("not covered"),
        reach.account,
        reach.principal if reach.principal != reach.account else "-",
        reach.resource,
        str(reach.count),
    )
