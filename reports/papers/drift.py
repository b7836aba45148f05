"""The drift as a paper: one row for each cause with its counts, then the reaches and the findings that it made."""

from collections import Counter
from collections.abc import Iterator

from audit.errors import Exit
from audit.exit_code import coverage_lost, exit_code, new_findings
from audit.model.drift import Change, Direction, ReachChange
from audit.model.finding import Outcome
from audit.model.paper import Bullets, Heading, Paper, Paragraph, Part, Table, Tone
from audit.model.report import DriftReport
from audit.saying import cause_word, direction_word, level_words, verdict_word
from policies.wording import Wording
from reports.papers.blind import blind_parts
from reports.papers.check import bare
from reports.papers.findings import finding_table
from reports.papers.words import whom, within


def drift_paper(report: DriftReport, say: Wording) -> Paper:
    """The whole report."""
    title = say("What changed from run {before} to run {after}", before=report.before.run, after=report.after.run)
    return Paper("drift", title, tuple(_parts(report, say)), None, say.language, bare(report.after), exit_code(report))


def verdict(report: DriftReport, say: Wording) -> str:
    """The verdict in a sentence."""
    fresh = [finding for finding in new_findings(report) if not finding.waived_by]
    violations = sum(finding.outcome is Outcome.VIOLATION for finding in fresh)
    match exit_code(report):
        case Exit.VIOLATIONS:
            return say.many("There is {count} new violation.", "There are {count} new violations.", violations)
        case Exit.CANNOT_TELL:
            return say("Cannot tell: no new violation is known, but something could not be read.")
        case _:
            return say("There is no new violation.")


def _parts(report: DriftReport, say: Wording) -> Iterator[Part]:
    yield Paragraph(verdict(report, say), Tone.PLAIN if exit_code(report) is Exit.COMPLIES else Tone.WARNING)
    lost = coverage_lost(report.before, report.after)
    if lost:
        yield Heading(say("No longer read whole"))
        yield Paragraph(say("What is missing there is not observed, not revoked."), Tone.WARNING)
        yield Bullets(lost)
    yield from blind_parts(report.after, say)
    yield Heading(say("What changed, by cause"))
    if report.changes:
        yield cause_table(report.changes, say)
        yield reach_table(report.changes, say)
    else:
        yield Paragraph(say("Nothing changed."))
    gone = {fingerprint for change in report.changes for fingerprint in change.findings_gone}
    for name, findings in (
        (say("New findings"), new_findings(report)),
        (say("Findings that are gone"), tuple(finding for finding in report.findings if finding.fingerprint in gone)),
    ):
        if findings:
            yield Heading(f"{name} ({len(findings)})")
            yield finding_table(findings, frozenset(), say, name)


def cause_table(changes: tuple[Change, ...], say: Wording) -> Table:
    """One row for each cause, however many reaches it gave or took."""
    columns = (
        say("cause"),
        say("what happened"),
        say("to what"),
        *(direction_word(each, say) for each in Direction),
        say("new findings"),
        say("findings gone"),
    )
    return Table(columns, tuple(_cause(change, say) for change in changes), say("causes"))


def _cause(change: Change, say: Wording) -> tuple[str, ...]:
    counts = Counter(reach.direction for reach in change.reaches)
    figures = (*(counts[each] for each in Direction), len(change.findings_new), len(change.findings_gone))
    return (cause_word(change.cause.kind, say), change.cause.what, change.cause.subject, *(str(each) if each else "-" for each in figures))


def reach_table(changes: tuple[Change, ...], say: Wording) -> Table:
    """Every reach that differs, under its cause."""
    columns = (say("direction"), say("who"), say("data"), say("before"), say("after"), say("what happened"))
    rows = tuple(_reach(reach, change.cause.what, say) for change in changes for reach in change.reaches)
    return Table(columns, rows, say("reaches"))


def _reach(told: ReachChange, cause: str, say: Wording) -> tuple[str, ...]:
    before = f"{level_words(told.before, say)} ({verdict_word(told.verdict_before, say)})" if told.verdict_before else "-"
    after = f"{level_words(told.after, say)} ({verdict_word(told.verdict_after, say)})" if told.verdict_after else "-"
    if told.direction is Direction.NOT_OBSERVED:
        after = "?"
    return (direction_word(told.direction, say), whom(told.subject, say), within(told.asset, told.part), before, after, cause)
