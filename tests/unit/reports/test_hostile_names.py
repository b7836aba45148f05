"""Names that come from providers: harmless in every format and every kind of report, whatever they hold.

What harmless means stands with each format below; a format may refuse a kind of report, and then says what to do.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from audit import plugins
from audit.cli.text import safe
from audit.errors import UsageError
from audit.model.paper import Report
from reports.json_report import renderer as as_json
from reports.table import Table
from tests.unit.reports import checked, samples
from tests.unit.reports.papers import paper

OWN_STYLES = re.compile(r"\x1b\[[0-9;]*m")
PLAIN = "plain"  # a name that nobody could take for anything else
HOSTILE = st.text(st.characters(), min_size=1, max_size=40)  # lone surrogates and control characters among them
KNOWN = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "\u202egnp.exe\u2066",
    "\x1b]0;owned\x07\x1b[2J\x9b31m",
    "a\r\n::error::owned\n##[error]x%0A::stop-commands::x",
    "]]><x/>&lol;<!--",
    "\x00\ud800\ufffe\u2028\u200b",
    "a|b*c_d`e`[f](http://g.example)\n# h\n- [ ] i",
    "{0} [link](1) %s {name}",
    "a, b: c",
    "x" * 3_000,
)
_KEPT = frozenset(
    {
        "fingerprint",
        "language",
        "policy",
        "new",
        "findings_new",
        "findings_gone",
        "kind",
        "run",
        "tool_version",
        "policy_digest",
    }
)  # ours, never a provider's


def filled(value: Any, text: str, kept: frozenset[str] = _KEPT) -> Any:
    """A report with the text in every field that a provider or a policy could fill."""
    if type(value) is str:
        return text
    if isinstance(value, tuple):
        return tuple(filled(one, text, kept) for one in value)
    if not is_dataclass(value) or isinstance(value, type | Enum):
        return value
    held = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in kept}
    named = {name: one for name, one in held.items() if one or name != "waived_by"}  # what no waiver covers still counts
    return replace(value, **{name: filled(one, text, kept) for name, one in named.items()})


def every_report(text: str, kept: frozenset[str] = _KEPT) -> tuple[Report, ...]:
    told = (
        checked.check(),
        checked.drift(),
        samples.reaches((samples.reach(), ("A03",)), gaps=(samples.GAP,)),
        samples.why((samples.reach(), samples.path()), gaps=(samples.GAP,), findings=(samples.violation(),)),
    )
    return (*(filled(report, text, kept) for report in told), paper(text))


def hostile(test: Callable[[str], None]) -> Callable[[], None]:
    for text in KNOWN:
        test = example(text)(test)
    return settings(max_examples=5, deadline=None)(given(HOSTILE)(test))


def made(name: str, text: str) -> list[tuple[int, Any]]:
    """What the format makes of each kind of report that it shows, by the kind's number."""
    found = []
    for number, report in enumerate(every_report(text)):
        with suppress(UsageError):
            found.append((number, plugins.renderer(name).render(report)))
    return found


@cache
def of_plain(name: str) -> dict[int, Any]:
    return dict(made(name, PLAIN))


def printable(text: str) -> bool:
    return all(sign == "\n" or sign.isprintable() for sign in text)


@hostile
def test_a_table_holds_no_control_but_the_line_break_and_its_own_styles(text: str) -> None:
    for report in every_report(text):
        assert printable(OWN_STYLES.sub("", Table(columns=120).render(report)))


@settings(max_examples=15, deadline=None)
@given(HOSTILE)
@example("\x1b[31m")
def test_a_name_brings_no_style_and_no_line_of_its_own(text: str) -> None:
    """Byte for byte the report of the name as it is shown; a statement that is evidence has lines of its own."""
    named = _KEPT | {"evidence"}
    for report, harmless in zip(every_report(text, named), every_report(safe(text), named), strict=True):
        assert Table(columns=120).render(report) == Table(columns=120).render(harmless)


@hostile
def test_json_gives_a_name_back_as_it_was_and_is_plain_ascii(text: str) -> None:
    written = as_json.render(every_report(text)[2])
    assert written.isascii()
    assert printable(written)
    assert json.loads(written)["question"] == text
    assert json.loads(written)["reaches"][0]["condition"] == text


@hostile
def test_no_cell_of_a_csv_begins_a_formula_or_a_row(text: str) -> None:
    for number, written in made("csv", text):
        rows = list(csv.reader(io.StringIO(written)))
        assert all(not cell.startswith(("=", "+", "-", "@")) and printable(cell) for row in rows for cell in row)
        assert [len(row) for row in rows] == [len(row) for row in csv.reader(io.StringIO(of_plain("csv")[number]))]


@settings(max_examples=4, deadline=None)
@given(HOSTILE)
@example("=cmd|' /C calc'!A0")
@example("\x00\ud800\ufffe\x1b[2J")
@example("x" * 40_000)
def test_every_cell_of_a_workbook_is_a_text(text: str) -> None:
    for _, written in made("xlsx", text):
        sheets = load_workbook(BytesIO(written)).worksheets
        assert {cell.data_type for sheet in sheets for row in sheet.rows for cell in row if cell.value} == {"s"}


@pytest.mark.parametrize("name", ["markdown", "github-summary"])
def test_markdown_has_no_mark_but_ours_as_another_parser_reads_it(name: str) -> None:
    @hostile
    def holds(text: str) -> None:
        for number, written in made(name, text):
            assert printable(written)
            assert marks(written) == marks(of_plain(name)[number])

    holds()


def marks(written: str) -> list[str]:
    """Everything that a reader of Markdown would act on, in order."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written)
    inner = [child.type for token in tokens for child in token.children or () if child.type not in ("text", "text_special")]
    return [token.type for token in tokens] + inner


@hostile
def test_html_has_the_tags_and_attributes_of_a_plain_name(text: str) -> None:
    for number, written in made("html", text):
        assert tags(written) == tags(of_plain("html")[number])


def tags(page: str) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, tuple(name for name, _ in attrs)))

    Reader().feed(page)
    return found


@hostile
def test_sarif_is_parsed_equal_to_what_is_shown(text: str) -> None:
    for _, written in made("sarif", text):
        assert written.isascii()
        run = json.loads(written)["runs"][0]
        assert all(printable(each) for each in strings(run))
        (first, *_) = run["results"]
        assert {each["fullyQualifiedName"] for each in first["locations"][0]["logicalLocations"]} >= {safe(text)}
        assert not any(re.search(r"(?<!\\)\[[^\]]*\]\(", each["message"]["text"]) for each in run["results"])


@hostile
def test_each_event_of_ocsf_is_a_line_parsed_equal(text: str) -> None:
    for _, written in made("ocsf", text):
        assert written.isascii()
        assert printable(written)
        events = [json.loads(line) for line in written.splitlines()]
        assert text.encode("utf-8", "backslashreplace").decode() in set(strings(events))
        assert "".join(strings(events)).encode()  # a lone surrogate has no bytes


@hostile
def test_gitlab_is_parsed_equal_to_what_is_shown(text: str) -> None:
    for _, written in made("gitlab", text):
        assert all(printable(each) for each in strings(json.loads(written)))
        assert safe(text) in {each["check_name"] for each in json.loads(written)}


@hostile
def test_junit_has_the_elements_of_a_plain_name(text: str) -> None:
    for number, written in made("junit", text):
        assert [each.tag for each in ET.fromstring(written).iter()] == [
            each.tag for each in ET.fromstring(of_plain("junit")[number]).iter()
        ]


@hostile
def test_each_line_for_github_is_one_command_with_known_properties(text: str) -> None:
    for number, written in made("github", text):
        assert printable(written)
        lines = written.splitlines()
        assert len(lines) == len(of_plain("github")[number].splitlines())
        for line in lines:
            found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
            assert found, line
            assert {each.partition("=")[0] for each in found[2].split(",")} <= {"file", "line", "title"}
            assert re.search(r"%(?!25|3A|2C)", line) is None


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for one in inner for each in strings(one)]


def test_every_format_is_held_to_it() -> None:
    held = {"table", "json", "csv", "xlsx", "markdown", "github-summary", "html", "sarif", "ocsf", "gitlab", "junit", "github"}
    others = {"pdf", "jsonld"}  # the page that html makes; the register alone, whose texts are JSON
    assert {name for name in plugins.names(plugins.RENDERERS) if not name.startswith("json-lost")} == held | others
