"""Formats and files, paired as they stand on the command line."""

from contextlib import chdir
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from audit.cli.destinations import Destination, endings
from audit.cli.options import settings
from audit.cli.settings import Settings
from audit.errors import UsageError


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@settings("format", "output", "quiet")
def ask(settings: Settings) -> None:
    click.echo("\n".join(f"{each.format}>{each.file or '-'}" for each in settings.destinations))


def told(words: str) -> list[str]:
    result = CliRunner().invoke(ask, words.split())
    if isinstance(result.exception, UsageError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output.split()


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("", ["table>-"]),
        ("--format json", ["json>-"]),
        ("--json", ["json>-"]),
        ("--output out.txt", ["table>out.txt"]),
        ("--output report.html", ["html>report.html"]),
        ("--output REPORT.HTML", ["html>REPORT.HTML"]),
        ("--output a.jsonld", ["jsonld>a.jsonld"]),
        ("--output v2.json", ["json>v2.json"]),
        ("--output the.csv.html", ["html>the.csv.html"]),
        ("--output -", ["table>-"]),
        ("--output a.csv --output b.md", ["csv>a.csv", "markdown>b.md"]),
        ("--format json --output check.json", ["json>check.json"]),
        ("--format json --output check.data", ["json>check.data"]),
        ("--output check.json --format json", ["json>check.json"]),
        ("--output check.data --format json", ["json>check.data"]),
        ("--output=check.data --quiet --format=json", ["json>check.data"]),
        ("--format table --format json --output check.json --format html --output r.html", ["table>-", "json>check.json", "html>r.html"]),
        ("--format json --output check.json --format table", ["json>check.json", "table>-"]),
        ("--format json --output - --output r.html", ["json>-", "html>r.html"]),
        ("--format json --output a.json --output b.html --format table", ["json>a.json", "html>b.html", "table>-"]),
        ("--json --output a.json --format table", ["json>a.json", "table>-"]),
        ("--format json --output a.json --json --output b.json", ["json>a.json", "json>b.json"]),
    ],
)
def test_a_file_belongs_to_the_format_before_it(words: str, pairs: list[str], tmp_path: Path) -> None:
    with chdir(tmp_path):
        assert told(words) == pairs


@pytest.mark.parametrize(
    ("words", "wrong", "remedy"),
    [
        ("--format table --format json", "table and json would both go to the terminal", "give one a file: --format json --output FILE"),
        ("--json --output - --output -", "json and table would both go to the terminal", "give one a file: --format table --output FILE"),
        ("--format json --output a --format csv --output a", "two formats would be written to a", "give each a file of its own"),
        ("--output out", "the ending of out names no format", "say which before it: --format NAME --output out"),
        ("--output out.pages", "the ending of out.pages names no format", "say which before it"),
        (
            "--output r.html --format table",
            "r.html stands before --format table, and ends as html does",
            "say --format table --output r.html, or --format html --output r.html --format table",
        ),
        ("--format jsn", "no format is named jsn", "did you mean json?"),
        ("--format json --output no/such/a.json", "there is no folder no/such", "name another file"),
        ("--format json --output .", ". is a folder", "name another file"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_before_anything_is_done(words: str, wrong: str, remedy: str, tmp_path: Path) -> None:
    with chdir(tmp_path), pytest.raises(UsageError) as raised:
        told(words)
    assert wrong in raised.value.message
    assert remedy in raised.value.remedy


def test_the_longest_ending_counts() -> None:
    assert endings("a.jsonld") == {"jsonld": "jsonld"}
    assert endings("a.b") == {}


def test_the_terminal_is_where_a_report_goes_by_itself() -> None:
    assert Settings().destinations == (Destination("table", None),)


def test_the_help_names_every_format() -> None:
    shown = " ".join(CliRunner().invoke(ask, ["-h"]).output.split())
    assert "FORMATS" not in shown
    assert all(name in shown for name in ("csv", "html", "json", "table"))
