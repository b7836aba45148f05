"""Findings as blocks: a row that names who, level, asset, rule; below it what is wrong, what to do and by which way."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from audit.cli.text import plural
from audit.model.finding import Finding
from audit.naming import route
from reports.table.layout import dim, paragraph, rows
from reports.table.words import about, articles, certain, levels, place

IN_FULL = 3  # of the findings with one rule and one asset; the others give their row


def blocks(findings: Sequence[Finding], columns: int, new: frozenset[str] = frozenset()) -> list[str]:
    """The findings, in the order given, with a mark at those whose fingerprint is in `new`."""
    lines: list[str] = []
    heads = iter(_rows(findings, columns, new))
    for _, group in groupby(findings, lambda finding: (finding.rule, finding.asset)):
        alike = list(group)
        for index, finding in enumerate(alike):
            lines.append(next(heads))
            if index < IN_FULL:
                lines += [*_words(finding, columns), ""]
        if len(alike) > IN_FULL:
            more = plural(len(alike) - IN_FULL, "more row")
            lines += [dim(f"      {more} of this rule and asset; --format json has their words and paths"), ""]
    return lines


def _rows(findings: Iterable[Finding], columns: int, new: frozenset[str]) -> list[str]:
    cells = [
        (
            "new" if finding.fingerprint in new else "",
            about(finding),
            levels(finding.levels) + certain(finding.verdict) if finding.levels else "",
            place(finding.asset, finding.part),
            finding.rule,
            finding.fingerprint,
        )
        for finding in findings
    ]
    return [f"  {line}" for line in rows(cells, columns - 2, whole=(0, 5))]


def _words(finding: Finding, columns: int) -> list[str]:
    at = f" ({finding.place.file}:{finding.place.line})" if finding.place else ""
    lines = paragraph(f"{finding.sentence}{at}{articles(finding.law)}", columns, "      ")
    if finding.condition:
        lines += paragraph(f"if:  {finding.condition}", columns, "      ", "           ")
    if finding.paths:
        others = f" (and {plural(len(finding.paths) - 1, 'other path')})" if len(finding.paths) > 1 else ""
        lines += [dim(line) for line in paragraph(f"by:  {route(finding.paths[0])}{others}", columns, "      ", "           ")]
    if finding.remedy:
        whom = f" (owner: {finding.owner})" if finding.owner else ""
        lines += paragraph(f"do:  {finding.remedy}{whom}", columns, "      ", "           ")
    return lines
