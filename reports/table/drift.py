"""The drift report: one line for each cause, with counts; below it the few reaches, and the new findings in full."""

from collections import Counter
from collections.abc import Iterable

from audit.errors import Exit
from audit.exit_code import coverage_lost, exit_code, new_findings
from audit.model.drift import Change, Direction, ReachChange
from audit.model.facts import Verdict
from audit.model.finding import Outcome
from audit.model.report import DriftReport
from audit.saying import cause_word, direction_word, level_words, subject_in_short, verdict_word
from policies.levels import Level
from policies.wording import Wording, wording
from reports.table.findings import blocks
from reports.table.head import exit_words, left_out
from reports.table.layout import bold, dim, heading, paragraph
from reports.table.words import place

MOST_REACHES = 5  # shown below a cause; the others are counted

_SIGNS = {Direction.GAINED: "+", Direction.LOST: "-", Direction.CHANGED: "~", Direction.NOT_OBSERVED: "?"}


def drift_lines(report: DriftReport, columns: int) -> list[str]:
    """The whole report."""
    fresh = [finding for finding in new_findings(report) if not finding.waived_by]
    violations = sum(finding.outcome == Outcome.VIOLATION for finding in fresh)
    say = wording(report.after.language)
    more = say("--format json has everything.")
    told = (
        report.after.organisation,
        say("from run {run}", run=report.before.run),
        say("to run {run}", run=report.after.run),
        say("policy {digest}", digest=report.after.policy_digest[:8]),
    )
    return [
        *map(dim, paragraph(" · ".join(text for text in told if text), columns)),
        "",
        _verdict(report, violations, say),
        *paragraph(_counts(report.changes, say), columns),
        *left_out(report.after, columns),
        "",
        *_lost(report, columns, say),
        *(line for change in report.changes for line in _cause(change, columns, say)),
        *([heading(say("NEW FINDINGS"), len(fresh), "red"), *blocks(fresh, columns, say)] if fresh else []),
        dim(f"{exit_words(exit_code(report), say)} {more}"),
    ]


def _verdict(report: DriftReport, violations: int, say: Wording) -> str:
    match exit_code(report):
        case Exit.VIOLATIONS:
            return bold(say.many("{count} NEW VIOLATION", "{count} NEW VIOLATIONS", violations), "red")
        case Exit.CANNOT_TELL:
            return bold(say("CANNOT TELL: no new violation is known, but something could not be read"), "magenta")
        case _:
            return bold(say("NO NEW VIOLATION"), "green")


def _counts(changes: Iterable[Change], say: Wording) -> str:
    listed = list(changes)
    if not listed:
        return say("Nothing changed.")
    directions = Counter(reach.direction for change in listed for reach in change.reaches)
    told = ", ".join(f"{directions[each]} {direction_word(each, say)}" for each in Direction if directions[each])
    return say(
        "{causes}. Reaches: {reaches}. Findings gone: {gone}.",
        causes=say.many("{count} cause", "{count} causes", len(listed)),
        reaches=told or say("none changed"),
        gone=len({fingerprint for change in listed for fingerprint in change.findings_gone}),
    )


def _lost(report: DriftReport, columns: int, say: Wording) -> list[str]:
    lost = coverage_lost(report.before, report.after)
    if not lost:
        return []
    lines = [line for each in lost for line in paragraph(each, columns, "  ? ", "    ")]
    return [heading(say("NO LONGER READ WHOLE: what is missing there is not observed, not revoked"), len(lost), "magenta"), *lines, ""]


def _cause(change: Change, columns: int, say: Wording) -> list[str]:
    count = say(
        "{subject}: {reaches}, {new} new and {gone} gone findings",
        subject=change.cause.subject,
        reaches=say.many("{count} reach", "{count} reaches", len(change.reaches)),
        new=len(change.findings_new),
        gone=len(change.findings_gone),
    )
    named = say("{cause}: {what}", cause=cause_word(change.cause.kind, say), what=change.cause.what)
    lines = [bold(line) for line in paragraph(named, columns, "", "  ")]
    lines += [dim(line) for line in paragraph(count, columns, "  ")]
    lines += [line for reach in change.reaches[:MOST_REACHES] for line in paragraph(_reach(reach, say), columns, "  ", "    ")]
    if len(change.reaches) > MOST_REACHES:
        lines.append(dim(say("  … and {number} more", number=len(change.reaches) - MOST_REACHES)))
    return [*lines, ""]


def _reach(reach: ReachChange, say: Wording) -> str:
    """One reach that differs: a sign, who, what, and the levels before and after where both are."""
    where = place(reach.asset, reach.part)
    match reach.direction:
        case Direction.CHANGED:
            before = _held(reach.before, reach.verdict_before, say)
            what = say("{before} is now {after}", before=before, after=_held(reach.after, reach.verdict_after, say))
        case Direction.GAINED:
            what = level_words(reach.after, say)
        case Direction.LOST | Direction.NOT_OBSERVED:
            what = level_words(reach.before, say)
    return f"{_SIGNS[reach.direction]} {subject_in_short(reach.subject, say)}  {where}  {what}"


def _held(levels: Level, verdict: Verdict | None, say: Wording) -> str:
    return f"{level_words(levels, say)} ({verdict_word(verdict, say) if verdict else verdict})"
