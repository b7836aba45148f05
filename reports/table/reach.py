"""Answers to `who ASSET` and `what PERSON`: one row for what is the same, with the rule that allows it and how many ways give it."""

from audit.cli.text import plural
from audit.exit_code import exit_code
from audit.model.report import ReachReport
from reports.table.head import blind_spots, left_out, title
from reports.table.layout import bold, dim, paragraph, rows
from reports.table.words import grantee, levels, place, whom

_HEADERS = ("level", "verdict", "allowed by", "enters with")


def reach_lines(report: ReachReport, columns: int) -> list[str]:
    """The whole answer."""
    named, headers = _named(report)
    ways: dict[tuple[str, ...], list[str]] = {}
    for first, reach, rules in zip(named, report.reaches, report.allowed, strict=True):
        same = (*first, levels(reach.levels), reach.verdict, ", ".join(rules) or "not covered")
        ways.setdefault(same, []).append(grantee(reach))
    cells = [(*same, _entered(found)) for same, found in ways.items()]
    found = plural(len(report.reaches), "reach", "reaches") if cells else "no reach found"
    return [
        *title(report.head, columns),
        "",
        *(bold(line) for line in paragraph(f"{report.question}: {found}", columns)),
        *left_out(report.head, columns),
        "",
        *blind_spots((), report.gaps, columns),
        *rows(cells, columns, (*headers, *_HEADERS)),
        *([""] if cells else []),
        *_foot(report, columns),
    ]


def _entered(ways: list[str]) -> str:
    """The shortest of the ways that give the same, and how many there are beside it."""
    more = len(ways) - 1
    return min(ways, key=lambda way: (len(way), way)) + (f" (and {plural(more, 'other way')})" if more else "")


def _named(report: ReachReport) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """The cells that say who and what, and their headers: what the question names itself is not said again."""
    if all(str(reach.subject) in report.question for reach in report.reaches):
        return [(place(reach.asset, reach.part),) for reach in report.reaches], ("asset",)
    if all(reach.asset in report.question for reach in report.reaches):
        return [(whom(reach.subject), reach.part or "-") for reach in report.reaches], ("who", "part")
    return [(whom(reach.subject), place(reach.asset, reach.part)) for reach in report.reaches], ("who", "asset")


def _foot(report: ReachReport, columns: int) -> list[str]:
    doubt = f"{plural(len(report.gaps), 'gap')} in what was asked about: the answer may lack a reach. " if report.gaps else ""
    return [dim(line) for line in paragraph(f"{doubt}Exit code {int(exit_code(report))}.", columns)]
