"""XLSX: a sheet for each table of a paper, for Excel and LibreOffice. No cell is a formula."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from audit.cli.text import safe
from audit.model.paper import Report, Table
from reports.papers import tables_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME, _WIDEST, _LONGEST = 31, 60, 32_767  # Excel's own limits; columns stay readable


@dataclass(frozen=True, slots=True)
class Xlsx:
    """The renderer. Columns that the law asks for stand out."""

    name: str = "xlsx"
    extension: str = "xlsx"
    whole: bool = False

    def render(self, report: Report) -> bytes:
        """The workbook. Raises UsageError for a paper that has no table."""
        from openpyxl import Workbook  # noqa: PLC0415 - only where a workbook is written

        tables = tables_of(report)
        book = Workbook()
        book.remove(book.worksheets[0])
        for number, table in enumerate(tables, 1):
            _fill(book.create_sheet(_name(table.name or f"{number}")), table)
        written = BytesIO()
        book.save(written)
        return written.getvalue()

    def schemas(self) -> Mapping[str, str]:
        """None: the columns say it."""
        return {}


def _name(text: str) -> str:
    return _NOT_IN_A_NAME.sub(" ", safe(text))[:_LONGEST_NAME]


def _fill(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    marked = PatternFill("solid", start_color="FFF2CC")
    for row in (table.columns, *table.rows):
        cells = [WriteOnlyCell(sheet, safe(text)[:_LONGEST]) for text in row]
        for cell in cells:
            cell.data_type = "s"  # a text, whatever it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append(cells)
    for index, column in enumerate(sheet.columns):
        head = column[0]
        head.font = Font(bold=True)
        if index in table.required:
            head.fill = marked
        sheet.column_dimensions[get_column_letter(index + 1)].width = min(max(len(str(cell.value or "")) for cell in column) + 2, _WIDEST)
    sheet.freeze_panes = "A2"


renderer = Xlsx()
