"""GitHub's workflow commands: findings as annotations on the lines of the policy, in the log of a step.

Sources: GitHub's documentation, "Workflow commands for GitHub Actions"; escaping as `escapeData` and `escapeProperty` of actions/toolkit,
packages/core/src/command.ts. A step shows ten annotations of each kind; the others are counted in a last line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.cli.text import safe
from audit.model.finding import Finding, Outcome
from audit.model.paper import Report
from policies.errors import Place
from policies.language import Severity
from reports.listed import Listed, gap_words, listed, sentence_of, worst_first
from reports.places import place_of, start

MOST = 10  # annotations of one kind that a step shows
LONGEST = 4096  # signs of a message; more is cut off by GitHub

_SERIOUS = frozenset({Severity.CRITICAL, Severity.HIGH})


@dataclass(frozen=True, slots=True)
class GitHub:
    """The renderer."""

    name: str = "github"
    extension: str = "github.txt"
    whole: bool = False

    def render(self, report: Report) -> str:
        """One command a line, the worst first. Raises UsageError for a report that lists no findings."""
        return "".join(f"{line}\n" for line in _lines(listed(report, self.name)))

    def schemas(self) -> Mapping[str, str]:
        """None: GitHub says what a command is."""
        return {}


def _lines(told: Listed) -> Iterator[str]:
    say, room = told.say, {"error": MOST, "warning": MOST, "notice": MOST - 1}  # the last line is a notice itself
    left_out = 0
    for kind, title, message, place in _annotations(told):
        if room[kind]:
            room[kind] -= 1
            yield command(kind, title, message, place)
        else:
            left_out += 1
    waived = sum(bool(finding.waived_by) for finding in told.findings)
    more = say.many("{count} more is not shown here", "{count} more are not shown here", left_out) if left_out else ""
    hidden = say.many("{count} waived", "{count} waived", waived) if waived else ""
    verdict = say("Exit code {code}.", code=int(told.exit))
    counts = "; ".join(part for part in (more, hidden) if part)
    yield command("notice", "Toegang", f"{verdict} {counts}".strip(), None)


def _annotations(told: Listed) -> Iterator[tuple[str, str, str, Place | None]]:
    say = told.say
    for gap in told.other_gaps():
        yield "warning", say("Blind spot"), gap_words(gap, say), start(told.head)
    for surface in told.lost:
        yield "warning", say("Blind spot"), say("No longer read whole: {surface}", surface=surface), start(told.head)
    for finding in worst_first(told):
        if not finding.waived_by:
            new = say("new: ") if finding.fingerprint in (told.new or ()) else ""
            yield _kind(finding), f"{new}{finding.rule} {finding.asset}".strip(), sentence_of(finding, told), place_of(finding, told.head)


def _kind(finding: Finding) -> str:
    match finding.outcome:
        case Outcome.VIOLATION:
            return "error" if finding.severity in _SERIOUS else "warning"
        case Outcome.UNKNOWN:
            return "warning"
        case Outcome.NOTICE:
            return "notice"


def command(kind: str, title: str, message: str, place: Place | None) -> str:
    """One workflow command. Nothing in a name ends it, or begins another."""
    where = [f"file={_property(place.file)}", f"line={place.line}"] if place else []
    short = message if len(message) <= LONGEST else f"{message[: LONGEST - 1]}…"
    return f"::{kind} {','.join([*where, f'title={_property(title)}'])}::{_data(short)}"


def _data(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


renderer = GitHub()
