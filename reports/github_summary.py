"""The summary of a step on GitHub (`$GITHUB_STEP_SUMMARY`): the report in Markdown, within what GitHub takes.

Source: GitHub's documentation, "Workflow commands for GitHub Actions", adding a job summary: 1 MiB for each step, more is refused whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit.model.paper import Heading, Paper, Part, Report
from audit.model.report import CheckReport
from audit.renaming import renamed
from policies.wording import wording
from reports.marks import marked
from reports.papers import paper_of
from reports.papers.check import opening, sections
from reports.papers.findings import finding_table

LARGEST = 1024 * 1024  # bytes
_SPARE = 1024  # for the last line


@dataclass(frozen=True, slots=True)
class GitHubSummary:
    """The renderer."""

    name: str = "github-summary"
    extension: str = "summary.md"
    whole: bool = False

    def render(self, report: Report) -> str:
        """The verdict, what could not be read, what is new, then the rest; no links."""
        paper = paper_of(report)
        if isinstance(report, CheckReport):
            paper = replace(paper, parts=tuple(_new_first(report)))
        return bounded(paper, LARGEST)

    def schemas(self) -> Mapping[str, str]:
        """None: people need no schema."""
        return {}


def _new_first(report: CheckReport) -> Iterator[Part]:
    """The parts of a check, with what is new before the sections of findings."""
    told, say = renamed(report, report.head.names), wording(report.head.language)
    yield from opening(told, say)
    new = tuple(finding for finding in told.findings if finding.fingerprint in told.new and not finding.waived_by)
    if told.since and new:
        name = say("New since run {run}", run=told.since)
        yield Heading(f"{name} ({len(new)})")
        yield finding_table(new, frozenset(), say, name)
    yield from sections(told, say)


def bounded(paper: Paper, most: int) -> str:
    """The paper in at most so many bytes of UTF-8; a last line says how many lines are left out."""
    kept: list[str] = []
    size = 0
    lines = list(marked(paper))
    for line in lines:
        size += len(line.encode("utf-8", "backslashreplace")) + 1
        if size > most - _SPARE:
            break
        kept.append(line)
    left_out = len(lines) - len(kept)
    if left_out:
        say = wording(paper.language)
        told = say.many("{count} more line does not fit here.", "{count} more lines do not fit here.", left_out)
        kept += ["", f"> {told}"]
    return "\n".join(kept).rstrip() + "\n"


renderer = GitHubSummary()
