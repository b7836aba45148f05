"""The report for people: are we fine, what is new, what must I do. Short; `--format json` has every detail."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from audit.model.paper import Paper, Report
from audit.model.report import CheckReport, DriftReport, ReachReport, WhyReport
from audit.renaming import renamed
from reports.table.check import check_lines
from reports.table.drift import drift_lines
from reports.table.paper import paper_lines
from reports.table.reach import reach_lines
from reports.table.why import why_lines

NARROWEST, WIDEST, USUAL = 80, 140, 120


@dataclass(frozen=True, slots=True)
class Table:
    """Lays a report out in `columns`; 0 takes the terminal's width, within what reads well."""

    name: str = "table"
    extension: str = "txt"
    whole: bool = False
    columns: int = 0

    def render(self, report: Report) -> str:
        """The whole report as text, with styles of its own and no other control character than the line break."""
        columns = self.columns or min(max(shutil.get_terminal_size((USUAL, 0)).columns, NARROWEST), WIDEST)
        return "\n".join(line.rstrip() for line in _lines(_named(report), columns)) + "\n"

    def schemas(self) -> Mapping[str, str]:
        """None: people need no schema."""
        return {}


def _named(report: Report) -> Report:
    """The report by the names that people know."""
    head = report.after if isinstance(report, DriftReport) else report.head
    return renamed(report, head.names) if head else report


def _lines(report: Report, columns: int) -> list[str]:
    match report:
        case CheckReport():
            return check_lines(report, columns)
        case DriftReport():
            return drift_lines(report, columns)
        case ReachReport():
            return reach_lines(report, columns)
        case WhyReport():
            return why_lines(report, columns)
        case Paper():
            return paper_lines(report, columns)
        case _:
            assert_never(report)


renderer = Table()
