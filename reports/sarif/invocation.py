"""How the run went, in a SARIF log: what could not be read is said by the tool itself, so that nobody takes silence for consent."""

from collections.abc import Iterator
from datetime import UTC

from audit.errors import Exit
from audit.model.facts import CoverageStatus
from audit.saying import coverage_word
from reports.listed import Listed, gap_words
from reports.sarif.parts import Json, message

_MEANING = {
    Exit.COMPLIES: "complies",
    Exit.VIOLATIONS: "violations",
    Exit.CANNOT_TELL: "cannot tell: something that matters could not be read",
}


def invocation(told: Listed, left_out: int) -> dict[str, Json]:
    """The invocation; it is no success when something that was asked for could not be read."""
    notes = list(_notes(told, left_out))
    return {
        "executionSuccessful": not any(note["level"] == "error" for note in notes),
        "exitCode": int(told.exit),
        "exitCodeDescription": _MEANING.get(told.exit, str(told.exit)),
        "startTimeUtc": f"{told.head.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "toolExecutionNotifications": list(notes),
    }


def _notes(told: Listed, left_out: int) -> Iterator[dict[str, Json]]:
    say = told.say
    gaps = dict.fromkeys((*(finding.gap for finding in told.findings if finding.gap), *told.other_gaps()))
    for gap in gaps:
        yield _note("gap", "error", gap_words(gap, say))
    for each in sorted(told.head.coverage):
        if each.status is not CoverageStatus.COMPLETE:
            serious = "note" if each.status is CoverageStatus.UNSUPPORTED else "error"
            yield _note("coverage", serious, f"{each.provider} {each.surface} {each.scope}: {coverage_word(each.status, say)}")
    for surface in told.lost:
        yield _note("coverage", "error", say("No longer read whole: {surface}", surface=surface))
    if told.head.left_out:
        systems = say.both(told.head.left_out)
        yield _note("left-out", "warning", say("Left out as asked: assets in {systems}. Nothing is said about them.", systems=systems))
    if left_out:
        yield _note("limit", "warning", say.many("{count} more is not shown here", "{count} more are not shown here", left_out))


def _note(name: str, level: str, text: str) -> dict[str, Json]:
    return {"descriptor": {"id": name}, "level": level, "message": message(text)}
