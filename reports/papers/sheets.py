"""Reports as tables for a spreadsheet: one row a finding, with every column that somebody may sort or filter by."""

from collections.abc import Iterable, Iterator

from audit.conditions import condition_words
from audit.exit_code import new_findings
from audit.model.finding import Finding
from audit.model.paper import Checklist, Heading, Paper, Table
from audit.model.report import DriftReport
from audit.naming import route
from audit.saying import level_words, outcome_word, severity_word, verdict_word
from policies.wording import Wording
from reports.papers.drift import cause_table, reach_table
from reports.papers.words import about


def finding_sheet(findings: Iterable[Finding], new: frozenset[str], say: Wording) -> Table:
    """Every finding, waived ones among them."""
    columns = (
        say("outcome"),
        say("weight"),
        say("new"),
        say("rule"),
        say("data"),
        say("part"),
        say("who or what"),
        say("can"),
        say("verdict"),
        say("on the condition"),
        say("what is wrong"),
        say("by which way"),
        say("what to do"),
        say("owner"),
        say("articles"),
        say("controls"),
        say("place in the policy"),
        say("waived by"),
        say("fingerprint"),
    )
    return Table(columns, tuple(_row(finding, finding.fingerprint in new, say) for finding in findings), say("findings"))


def _row(finding: Finding, new: bool, say: Wording) -> tuple[str, ...]:
    return (
        outcome_word(finding.outcome, say),
        severity_word(finding.severity, say),
        say("new") if new else "",
        finding.rule,
        finding.asset,
        finding.part,
        about(finding, say),
        level_words(finding.levels, say) if finding.levels else "",
        verdict_word(finding.verdict, say),
        condition_words(finding.condition, say),
        finding.sentence,
        "\n".join(route(path) for path in finding.paths),
        finding.remedy,
        finding.owner,
        ", ".join(finding.law),
        ", ".join(finding.controls),
        f"{finding.place.file}:{finding.place.line}" if finding.place else "",
        finding.waived_by,
        finding.fingerprint,
    )


def drift_sheets(report: DriftReport, say: Wording) -> tuple[Table, ...]:
    """Causes, reaches, and the findings of either night."""
    new = frozenset(finding.fingerprint for finding in new_findings(report))
    return (cause_table(report.changes, say), reach_table(report.changes, say), finding_sheet(report.findings, new, say))


def ticked(paper: Paper) -> tuple[Table, ...]:
    """All that is to be ticked, under its headings, as one table; none where there is nothing."""
    rows = tuple(_ticked(paper))
    return (Table(("under", "done", "what", "how"), rows, "list"),) if rows else ()


def _ticked(paper: Paper) -> Iterator[tuple[str, str, str, str]]:
    under: dict[int, str] = {}
    for part in paper.parts:
        match part:
            case Heading():
                under = {level: text for level, text in under.items() if level < part.level} | {part.level: part.text}
            case Checklist():
                for item in part.items:
                    yield " > ".join(under[level] for level in sorted(under)), "x" if item.done else "", item.text, "; ".join(item.details)
            case _:
                pass
