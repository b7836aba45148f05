"""Columns and wrapping."""

import click
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.cli.text import width
from reports.table.layout import bold, heading, paragraph, rows, wrapped


def test_columns_are_as_wide_as_they_need_to_be() -> None:
    assert rows([("a", "bbb"), ("cc", "d")], 80) == ["a   bbb", "cc  d"]


def test_headers_have_a_rule_below() -> None:
    assert rows([("a", "1e5")], 80, ("who", "level")) == ["who  level", "───  ─────", "a    1e5"]


def test_the_widest_columns_are_cut_first_and_some_never() -> None:
    (line,) = rows([("new", "x" * 60, "y" * 60, "0123456789abcdef")], 60, whole=(0, 3))
    assert len(line) == 59
    assert line.startswith("new")
    assert line.endswith("0123456789abcdef")
    assert line.count("…") == 2


def test_no_rows_are_no_lines() -> None:
    assert rows([], 80, ("who",)) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.text(st.characters(codec="utf-8"), max_size=50)] * 4), min_size=1, max_size=5), st.integers(40, 140))
def test_a_table_fits(cells: list[tuple[str, ...]], columns: int) -> None:
    laid = rows(cells, columns)
    assert len(laid) == len(cells)
    assert all(width(line.rstrip()) <= columns for line in laid if line.isascii())


def test_a_table_that_is_wrapped_goes_on_below_and_has_its_headers_even_without_rows() -> None:
    assert wrapped([("a", "one two three")], 12, ("x", "y")) == ["x  y", "─  ─────────", "a  one two", "   three"]
    assert wrapped([], 80, ("who",)) == ["who", "───"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.text("abc ", max_size=60)] * 3), max_size=5), st.integers(40, 120))
def test_of_a_wrapped_table_nothing_is_lost(cells: list[tuple[str, ...]], columns: int) -> None:
    laid = wrapped(cells, columns, ("x", "y", "z"))
    assert all(width(line.rstrip()) <= columns for line in laid)
    letters = "".join(sorted("".join(cell for row in cells for cell in row).replace(" ", "")))
    assert "".join(sorted("".join(laid[2:]).replace(" ", ""))) == letters


def test_later_lines_hang() -> None:
    assert paragraph("do: one two three", 10, "  ", "    ") == ["  do: one", "    two", "    three"]
    assert paragraph("", 10, "  ") == [""]


@pytest.mark.parametrize(("count", "shown"), [(None, "GAPS"), (2, "GAPS (2)")])
def test_a_heading_counts(count: int | None, shown: str) -> None:
    assert click.unstyle(heading("GAPS", count)) == shown
    assert bold("x") == "\x1b[1mx\x1b[0m"
