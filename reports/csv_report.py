"""CSV: the tables of a paper, for a spreadsheet. A cell that a spreadsheet would take for a formula is made a text."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from audit.cli.text import safe
from audit.model.paper import Report
from reports.papers import tables_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Csv:
    """The renderer. Several tables stand below each other, an empty line between them."""

    name: str = "csv"
    extension: str = "csv"
    whole: bool = False

    def render(self, report: Report) -> str:
        """The tables, with their names of columns. Raises UsageError for a paper that has none."""
        tables = tables_of(report)
        written = io.StringIO()
        lines = csv.writer(written, lineterminator="\r\n")  # RFC 4180
        for index, table in enumerate(tables):
            lines.writerows([()] if index else [])
            lines.writerows([[as_text(cell) for cell in row] for row in (table.columns, *table.rows)])
        return written.getvalue()

    def schemas(self) -> Mapping[str, str]:
        """None: the columns say it."""
        return {}


def as_text(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    shown = safe(cell)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


renderer = Csv()
