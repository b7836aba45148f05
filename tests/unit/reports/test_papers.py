"""A paper in every format."""

import csv
import io
import json
from io import BytesIO

import click
import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from audit.cli.text import safe
from audit.errors import Exit, UsageError
from audit.exit_code import exit_code
from audit.model.paper import Heading, Paper
from audit.model.paper import Table as PaperTable
from audit.plugins import renderer
from reports.marks import escaped
from reports.table import Table
from tests.unit.reports.papers import paper

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "\x1b[31mred\x1b[0m",
    "\u202eevil",
    "a|b*c_d`e`[f](http://g.example)",
    "@SUM(1)",
]


def test_on_a_terminal():
    told = click.unstyle(Table(columns=80).render(paper())).splitlines()
    assert told[:5] == ["What An still has", "", "Accounts of An", "An left.", ""]
    assert told[5:9] == ["! An can sign in.", "", "An was read last night.", ""]
    assert told[12:16] == ["  [ ] block An", "      console of An", "  [x] done", ""]
    assert told[16:18] == ["who  what", "───  ────"]


def laid(columns: int, *rows: tuple[str, ...]) -> list[str]:
    part = PaperTable(tuple("abcdefgh"[: len(rows[0])]), rows, required=frozenset({1}))
    made = Table(columns=columns).render(Paper("leaver", "List", (part,), paper().body))
    return click.unstyle(made).splitlines()[2:-2]


def test_on_a_terminal_a_cell_that_is_too_wide_goes_on_below():
    words = " ".join(["word"] * 30)
    told = laid(80, ("short", words), ("other", "x"))
    assert told[0].split() == ["a", "b"]
    assert " ".join(line[5:].strip() for line in told[2:-1]) == words
    assert all(len(line) <= 80 for line in told)
    assert told[-1].split() == ["other", "x"]


def test_on_a_terminal_many_columns_are_blocks():
    assert laid(80, ("one", "", "3", "", "5"), ("two", "2", "", "", "")) == [
        "one",
        "  b *: ?",
        "  c: 3",
        "  e: 5",
        "two",
        "  b *: 2",
    ]


def test_in_json_for_a_script():
    told = json.loads(renderer("json").render(paper()))
    assert told == {"format": "toegang/leaver/1", "language": "en", "leaver": {"left": ["An"], "person": "p01"}, "exit_code": 1}


def test_in_markdown():
    page = str(renderer("markdown").render(paper()))
    assert page.startswith("# What An still has\n\n## Accounts of An\n\nAn left.\n\n> An can sign in.\n")
    assert "- [ ] block An\n  - console of An\n- [x] done\n" in page
    assert "| who \\* | what |\n| --- | --- |\n| An | mail |\n" in page


def test_in_csv():
    """What is to be ticked, under its heading, stands as a table of its own before the others."""
    assert list(csv.reader(io.StringIO(str(renderer("csv").render(paper()))))) == [
        ["under", "done", "what", "how"],
        ["Accounts of An", "", "block An", "console of An"],
        ["Accounts of An", "x", "done", ""],
        [],
        ["who", "what"],
        ["An", "mail"],
        ["bo", "An"],
    ]


def test_in_a_workbook():
    ticked, sheet = load_workbook(BytesIO(bytes(renderer("xlsx").render(paper())))).worksheets  # type: ignore[arg-type]
    assert [ticked.title, sheet.title] == ["list", "List of An"]
    assert [[cell.value for cell in row] for row in sheet.rows] == [["who", "what"], ["An", "mail"], ["bo", "An"]]
    assert [cell.fill.start_color.rgb for cell in sheet[1]] == ["00FFF2CC", "00000000"]


def test_in_html():
    page = str(renderer("html").render(paper()))
    assert "<h2>Accounts of An</h2>" in page
    assert '<p class="warning">An can sign in.</p>' in page
    assert '<th scope="col" class="required">who</th>' in page


def test_its_own_exit_code():
    assert exit_code(paper()) is Exit.VIOLATIONS


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_paper_without_a_table_is_none_for_a_spreadsheet(name: str):
    with pytest.raises(UsageError, match="no table"):
        renderer(name).render(Paper("leaver", "Nothing", (Heading("a"),), paper().body))


@pytest.mark.parametrize("text", ["p18@groenewinkel.example", "google_workspace", "s3://bucket/key", "AT&T", "a > b", "1 of 2", "5.5"])
def test_in_markdown_what_does_nothing_is_left_as_it_is(text: str):
    assert escaped(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "__all__",
        "@team",
        "# title",
        "- item",
        "1. first",
        "> quote",
        "https://evil.example",
        "www.evil.example",
        "&lt;b&gt;",
        "$x$",
        "~~no~~",
        "1) x",
        "===",
    ],
)
def test_in_markdown_a_name_is_what_it_is(text: str):
    """As another's parser shows it."""
    (opening, inline, closing) = MarkdownIt("gfm-like", {"linkify": False}).parse(escaped(text))
    assert (opening.type, closing.type, inline.content != "") == ("paragraph_open", "paragraph_close", True)
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
    assert "".join(child.content for child in inline.children or ()) == safe(text)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["csv", "html", "json", "markdown"])
def test_a_hostile_name_does_nothing(name: str, text: str):
    made = str(renderer(name).render(paper(text)))
    assert not {"\x1b", "\u202e"} & set(made)
    if name in {"html", "markdown"}:
        assert "<img" not in made
    if name == "markdown":
        shown = MarkdownIt("gfm-like", {"linkify": False}).render(made)
        assert "<a " not in shown
        assert "<em>" not in shown
        assert "<code>" not in shown
    if name == "csv":
        assert all(not cell.startswith(("=", "@", "+", "-")) for row in csv.reader(io.StringIO(made)) for cell in row)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(text: str):
    sheets = load_workbook(BytesIO(bytes(renderer("xlsx").render(paper(text))))).worksheets  # type: ignore[arg-type]
    assert {cell.data_type for sheet in sheets for row in sheet.rows for cell in row if cell.value} == {"s"}
