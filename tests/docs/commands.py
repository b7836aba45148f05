"""docs/commands.md: every command with its options and examples, as click knows them."""

import tomllib
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from audit.cli.group import SUMMARIES
from audit.cli.main import toegang
from tests.docs import markdown

_PROJECT = Path(__file__).parents[2] / "pyproject.toml"

_HEAD = """
`toegang COMMAND`, each with `--help`. What is printed is for people; `--json` and `--format` are for scripts, and `--output` writes a file. Progress and errors go to standard error: an error is
one line that says what is wrong and one that says what to do. Colour and bars are shown on a terminal alone (`NO_COLOR` and `TERM=dumb` are respected), and `--quiet` prints nothing but errors.

`TOEGANG_POLICY` and `TOEGANG_STORE` stand for `--policy` and `--store`; `TOEGANG_DEBUG=1` adds what a developer needs to an unexpected error.

| exit code | means |
|---|---|
| 0 | complies |
| 1 | violations: something is wrong, or left to do |
| 2 | the command or the policy is wrong |
| 3 | cannot tell: something that matters could not be read, and no violation is known |
| 4 | failed |

A shell completes commands, options, formats, providers, runs, assets and people: `eval "$(toegang completion bash)"` (or `zsh`, `fish`).
"""


def page() -> str:
    """The page."""
    lines = [*_HEAD.strip().split("\n"), ""]
    named = {name: _command(name) for name in (*SUMMARIES, *sorted(_ours("toegang.commands") - set(SUMMARIES)))}
    lines += [f"- [`{name}`](#toegang-{name}): {_summary(name, command)}" for name, command in named.items()]
    for name, command in named.items():
        for full, each in _all(f"toegang {name}", command):
            lines += ["", *_described(full, each)]
    return markdown.page("Commands", *lines)


def _command(name: str) -> click.Command:
    command = toegang.get_command(click.Context(toegang), name)
    assert command is not None
    return command


def _summary(name: str, command: click.Command) -> str:
    return SUMMARIES.get(name) or command.get_short_help_str(200)


def _all(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for below, inner in sorted(command.commands.items()):
            yield from _all(f"{name} {below}", inner)


def _described(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name)
    yield from (f"{'##' if name.count(' ') == 1 else '###'} {name}", "", *cleandoc(command.help or "").split("\n"), "")
    usage = " ".join(command.collect_usage_pieces(context))
    yield from markdown.block(f"{name} {usage}")
    yield from markdown.table(("option", ""), _options(command))
    yield from _epilog(command.epilog or "")


def _options(command: click.Command) -> Iterator[tuple[str, str]]:
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            value = "" if option.is_flag else f" {option.make_metavar(click.Context(command))}"
            said = (option.help or "").replace("FORMATS", ", ".join(sorted(_ours("toegang.renderers"))))
            yield f"`{', '.join((*option.opts, *option.secondary_opts))}{value}`", said


def _ours(group: str) -> frozenset[str]:
    """What this package itself plugs in, whatever else is installed here."""
    return frozenset(tomllib.loads(_PROJECT.read_text("utf-8"))["project"]["entry-points"][group])


def _epilog(text: str) -> Iterator[str]:
    """What stands below a command's help: examples, and sometimes the form of what it reads."""
    for part in text.split("\b"):
        lines = [line for line in part.strip("\n").split("\n") if line.strip()]
        if lines and lines[0].endswith(":"):
            yield from (lines[0], "", *markdown.block("\n".join(line.removeprefix("  ") for line in lines[1:])))
        elif lines:
            yield from markdown.block("\n".join(lines))
