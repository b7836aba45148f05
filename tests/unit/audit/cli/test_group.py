"""The lazy group: every command is there, has the summary of its own help, and an example."""

from collections.abc import Callable, Iterator

import click
import pytest

from audit.cli.group import SUMMARIES, LazyGroup
from audit.cli.main import run, toegang


def _command(name: str) -> click.Command:
    command = toegang.get_command(click.Context(toegang), name)
    assert command is not None
    return command


@pytest.mark.parametrize("name", sorted(SUMMARIES))
def test_the_help_of_a_command_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert f"toegang {name}" in out.partition("Example")[2]
    assert "\\b" not in out  # a mark for click that is written so that click does not see it


@pytest.mark.parametrize("name", ["list", "verify", "prune"])
def test_the_help_of_a_command_on_runs_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["runs", name, "--help"]) == 0
    assert f"toegang runs {name}" in capsys.readouterr().out.partition("Example")[2]


PRINTING = {"permissions", "schema", "completion"}  # to print is all that they do: `> /dev/null` is their quiet


def _leaves(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for below, inner in sorted(command.commands.items()):
            yield from _leaves(inner, f"{name} {below}")
    else:
        yield name, command


@pytest.mark.parametrize("name", sorted(set(SUMMARIES) - PRINTING))
def test_every_command_can_be_quiet(name: str) -> None:
    lacking = [
        full for full, each in _leaves(_command(name), name) if "--quiet" not in {opt for param in each.params for opt in param.opts}
    ]
    assert lacking == []


def test_commands_that_plug_in_are_listed_after_ours(told: Callable[[], tuple[str, str]]) -> None:
    assert run(["--help"]) == 0
    out, _ = told()
    added = out.partition("Commands that plug in")[2]
    assert "stumble" in added
    assert "demo" in added
    assert "The whole of it on the sample company" in added  # what its module says of itself
    assert isinstance(_command("stumble"), click.Command)


def test_a_name_that_nobody_gives_is_none() -> None:
    assert isinstance(toegang, LazyGroup)
    assert toegang.get_command(click.Context(toegang), "nonsense") is None
