"""Spreadsheets as people save them."""

import io
from datetime import date, datetime
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from audit.errors import UsageError
from audit.gdpr.review.sheet import plain, rows


def workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(sheets):
        sheet = book.create_sheet(f"s{number}")
        for row in table:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def cells(content: bytes, name: str) -> list[tuple[str, ...]]:
    return [row.cells for row in rows(content, name)]


def test_a_workbook_with_days_numbers_and_formulas_as_text() -> None:
    content = workbook([["a", datetime.fromisoformat("2026-11-24"), date(2026, 11, 25), 7, 7.0, True, None, "=1+1", None]], [[None], ["b"]])
    assert cells(content, "x.XLSX") == [("a", "2026-11-24", "2026-11-25", "7", "7", "True", "", "=1+1"), ("b",)]
    assert [row.where for row in rows(content, "x.xlsx")] == ["s0, 1", "s1, 2"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\r\n\r\nc,\r\n", [("a", "b"), ("c",)]),
        ("\ufeffa;b;c,d\r\n", [("a", "b", "c,d")]),  # as Excel saves it in Belgium
        ('a\tb\n"c\nd"\te\n', [("a", "b"), ("c\nd", "e")]),
        ("", []),
    ],
)
def test_csv_as_programs_write_it(text: str, told: list[tuple[str, ...]]) -> None:
    assert cells(text.encode(), "x.csv") == told


def bomb() -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_001)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"a", "x.ods", "neither .xlsx nor .csv"),
        (b"not a zip", "x.xlsx", "can't be read as a workbook"),
        (workbook([["a"]])[:-30], "x.xlsx", "can't be read as a workbook"),
        (bomb(), "x.xlsx", "too large"),
        ("é".encode("latin-1"), "x.csv", "no UTF-8"),
    ],
)
def test_what_can_not_be_read_says_so(content: bytes, name: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        rows(content, name)


@pytest.mark.parametrize(
    ("text", "same"),
    [("'=1+1", "=1+1"), ("=1+1", "=1+1"), ("'s morgens", "'s morgens"), (" a ", "a"), ("a\nb", "a\\nb"), ("'", "'"), ("''=x", "''=x")],
)
def test_a_cell_is_the_same_with_the_apostrophe_that_keeps_it_a_text(text: str, same: str) -> None:
    assert plain(text) == same
