"""The rows of a spreadsheet that was filled in: a workbook (.xlsx) or CSV, as Excel and LibreOffice write them. A formula is a text here."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zipfile import BadZipFile, ZipFile

from audit.cli.text import safe
from audit.errors import UsageError

LARGEST = 100_000_000  # bytes of a workbook, unpacked
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767  # characters that Excel keeps of a cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty: where it stands, and its cells as texts without empty ones at the end."""

    where: str
    cells: tuple[str, ...]


def rows(content: bytes, name: str) -> tuple[Row, ...]:
    """Every row of a file. Raises UsageError for one that is neither of the two kinds, or is damaged."""
    kind = name.rpartition(".")[2].lower()
    if kind == "xlsx":
        found = _workbook(content, name)
    elif kind == "csv":
        found = _csv(content, name)
    else:
        raise UsageError(f"{name} is neither .xlsx nor .csv", "read back the pack as it was filled in: --read pack.xlsx")
    return tuple(row for row in found if row.cells)


def plain(text: str) -> str:
    """A cell as it is compared: as renderers write it, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    shown = safe(text.strip())[:_LONGEST].strip()
    return shown[1:] if shown[:1] == "'" and shown[1:].startswith(_FORMULA) else shown


def _row(where: str, cells: list[str]) -> Row:
    while cells and not cells[-1].strip():
        cells.pop()
    return Row(where, tuple(cells))


def _workbook(content: bytes, name: str) -> Iterator[Row]:
    from openpyxl import load_workbook  # noqa: PLC0415 - only where a workbook is read

    damaged = UsageError(f"{name} can't be read as a workbook", "open it and save it again as .xlsx, or read back a .csv")
    try:
        if sum(part.file_size for part in ZipFile(io.BytesIO(content)).infolist()) > LARGEST:
            raise UsageError(f"{name} is too large for a review pack", "read back the pack itself")
        book = load_workbook(io.BytesIO(content), read_only=True)
        for sheet in book.worksheets:
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                yield _row(f"{sheet.title}, {number}", [_text(cell) for cell in cells])
    except (BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
        raise damaged from error


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _csv(content: bytes, name: str) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is no UTF-8 text", "save it as “CSV UTF-8”, or as .xlsx") from error
    first = next((line for line in text.splitlines() if line.strip()), "")
    between = max(",;\t", key=first.count)  # Excel writes the list separator of the country
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=between), 1):
            yield _row(f"{number}", cells)
    except csv.Error as error:
        raise UsageError(f"{name} can't be read as CSV: {error}", "save it as “CSV UTF-8”, or as .xlsx") from error
