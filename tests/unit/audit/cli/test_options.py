"""The options that commands share."""

from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from audit.cli.options import ASKING, SHOWING, example, settings
from audit.cli.settings import Settings


@click.command()
@click.argument("word")
@settings(*ASKING)
def ask(settings: Settings, word: str) -> None:
    click.echo(f"{word} {settings!r}")


def test_they_come_as_one_value(tmp_path: Path) -> None:
    words = ["hello", "--policy", str(tmp_path), "--provider", "aws", "--provider", "google", "--as-of", "2026-11-23", "--quiet"]
    expected = Settings(policy=tmp_path, provider=("aws", "google"), as_of=date(2026, 11, 23), quiet=True)
    assert CliRunner().invoke(ask, words).output == f"hello {expected!r}\n"


def test_what_is_not_said_has_its_default() -> None:
    assert CliRunner().invoke(ask, ["hello"]).output == f"hello {Settings()!r}\n"


def test_the_folder_and_the_store_can_stand_in_the_environment(tmp_path: Path) -> None:
    shown = CliRunner().invoke(ask, ["hello"], env={"TOEGANG_POLICY": str(tmp_path), "TOEGANG_STORE": "s3://runs"}).output
    assert shown == f"hello {Settings(policy=tmp_path, store='s3://runs')!r}\n"


@pytest.mark.parametrize(("lines", "title"), [(("a",), "Example:"), (("a", "b"), "Examples:")])
def test_examples_are_titled(lines: tuple[str, ...], title: str) -> None:
    assert title in example(*lines).split("\n")


@click.command()
@settings(*SHOWING)
def show(settings: Settings) -> None:
    click.echo(repr(settings))


def test_what_shows_runs_has_a_language_of_its_own_default_and_says_so() -> None:
    assert CliRunner().invoke(show, ["--language", "fr"]).output == f"{Settings(language='fr')!r}\n"
    assert "Default: en" in " ".join(CliRunner().invoke(show, ["--help"]).output.split())
