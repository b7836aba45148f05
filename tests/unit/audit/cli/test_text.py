"""Text for a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.cli.text import safe, shorten, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Émile → 王", "Émile → 王"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("two\r\nlines\t", "two\\r\\nlines\\t"),
        ("\u202etxt.exe", "\\u202etxt.exe"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\x9b2J\x7f", "\\x9b2J\\x7f"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("line\u2028break", "line\\u2028break"),
    ],
)
def test_what_could_act_is_shown(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(st.characters()))
def test_what_is_safe_is_printable_and_stays_as_it_is(text: str) -> None:
    assert safe(text).isprintable()
    assert safe(safe(text)) == safe(text)


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("王", 2), ("e\u0301", 1), ("", 0)])
def test_columns_are_counted_as_a_terminal_does(text: str, columns: int) -> None:
    assert width(text) == columns


def test_an_id_loses_its_middle() -> None:
    assert shorten("aws://111122223333/iam/role/etl", 20) == "aws://111…m/role/etl"
    assert shorten("short", 5) == "short"


@given(st.text(st.characters(codec="utf-8")), st.integers(3, 40))
def test_a_shortened_text_fits(text: str, columns: int) -> None:
    assert width(shorten(safe(text), columns)) <= columns
