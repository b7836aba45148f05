"""Findings as blocks: a row that names who, level, asset, rule; below it what is wrong, what to do and by which way."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from audit.conditions import condition_words
from audit.model.finding import Finding
from audit.naming import route
from audit.saying import level_words
from policies.wording import Wording
from reports.table.layout import dim, paragraph, rows
from reports.table.words import about, articles, certain, place

IN_FULL = 3  # of the findings with one rule and one asset; the others give their row


def blocks(findings: Sequence[Finding], columns: int, say: Wording, new: frozenset[str] = frozenset()) -> list[str]:
    """The findings, in the order given, with a mark at those whose fingerprint is in `new`."""
    lines: list[str] = []
    heads = iter(_rows(findings, columns, say, new))
    for _, group in groupby(findings, lambda finding: (finding.rule, finding.asset)):
        alike = list(group)
        for index, finding in enumerate(alike):
            lines.append(next(heads))
            if index < IN_FULL:
                lines += [*_words(finding, columns, say), ""]
        if len(alike) > IN_FULL:
            more = say.many(
                "{count} more row of this rule and asset; --format json has their words and paths",
                "{count} more rows of this rule and asset; --format json has their words and paths",
                len(alike) - IN_FULL,
            )
            lines += [dim(f"      {more}"), ""]
    return lines


def _rows(findings: Iterable[Finding], columns: int, say: Wording, new: frozenset[str]) -> list[str]:
    cells = [
        (
            say("new") if finding.fingerprint in new else "",
            about(finding, say),
            level_words(finding.levels, say) + certain(finding.verdict, say) if finding.levels else "",
            place(finding.asset, finding.part),
            finding.rule,
            finding.fingerprint,
        )
        for finding in findings
    ]
    return [f"  {line}" for line in rows(cells, columns - 2, whole=(0, 5))]


def _words(finding: Finding, columns: int, say: Wording) -> list[str]:
    at = f" ({finding.place.file}:{finding.place.line})" if finding.place else ""
    lines = paragraph(f"{finding.sentence}{at}{articles(finding.law)}", columns, "      ")
    if finding.condition:
        lines += _told(say("if:"), condition_words(finding.condition, say), columns)
    if finding.paths:
        way, others = route(finding.paths[0]), len(finding.paths) - 1
        told = say.many("{way} (and {count} other path)", "{way} (and {count} other paths)", others, way=way) if others else way
        lines += [dim(line) for line in _told(say("by:"), told, columns)]
    if finding.remedy:
        told = say("{remedy} (owner: {owner})", remedy=finding.remedy, owner=finding.owner) if finding.owner else finding.remedy
        lines += _told(say("do:"), told, columns)
    return lines


def _told(word: str, text: str, columns: int) -> list[str]:
    """A text behind the word for what it is, its further lines below its first."""
    return paragraph(f"{word.ljust(4)} {text}", columns, "      ", " " * (max(len(word), 4) + 7))
