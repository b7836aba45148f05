"""The options that commands share, gathered in `Settings`."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import click

from audit.cli import completing
from audit.cli.destinations import FORMAT, OUTPUT, InOrder, paired
from audit.cli.settings import Settings
from policies.wording import LANGUAGES

P = ParamSpec("P")
T = TypeVar("T")


def example(*lines: str) -> str:
    """What a command's help ends with."""
    return "\n".join(("\b", "Example:" if len(lines) == 1 else "Examples:", *(f"  {line}" for line in lines)))


DAY = click.DateTime(["%Y-%m-%d"])  # an option that takes a day


def to_day(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> date | None:
    """The day of an option; None where it was not given."""
    return value.date() if value else None


TELLING = "telling"  # the option --language of a command that shows runs, which speaks English unless asked
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _formats(function: Callable[..., T]) -> Callable[..., T]:
    """`--format`, and `--json` for the one that is asked most."""
    short = click.option("--json", cls=InOrder, word="json", is_flag=True, expose_value=False, help="The same as --format json.")
    return click.option(
        "--format",
        "destinations",
        cls=InOrder,
        says=FORMAT,
        multiple=True,
        type=click.UNPROCESSED,
        callback=paired,
        shell_complete=completing.formats,
        metavar="NAME",
        help="Output format (repeatable, each with its --output): FORMATS. Default: table.",
    )(short(function))


_FIELDS = {"format": "destinations", TELLING: "language"}  # where an option's own name is not that of its field

_OPTIONS: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
    "policy": click.option(
        "--policy",
        type=_FOLDER,
        envvar="TOEGANG_POLICY",
        metavar="DIR",
        help="Policy folder. Default: ./toegang if it is there, else the current folder.",
    ),
    "store": click.option(
        "--store",
        default="",
        envvar="TOEGANG_STORE",
        metavar="PLACE",
        help="Where runs are kept. Default: what the policy's `store:` says.",
    ),
    "provider": click.option(
        "--provider",
        multiple=True,
        metavar="NAME",
        shell_complete=completing.providers,
        help="Look at this provider only (repeatable); the output says what is left out.",
    ),
    "run": click.option(
        "--run",
        default="latest",
        metavar="ID",
        shell_complete=completing.runs,
        help="The run to look at: an id, latest or previous. Default: latest.",
    ),
    "as_of": click.option(
        "--as-of",
        type=DAY,
        callback=to_day,
        metavar="DATE",
        help="Judge as on this day. Default: the day of the run; of the policy's tests, today.",
    ),
    "format": _formats,
    "output": click.option(
        "--output",
        cls=InOrder,
        says=OUTPUT,
        expose_value=False,
        metavar="FILE",
        help="Write the format before it to this file, - for the terminal (repeatable). Without a format before it, the file's ending says which.",
    ),
    "language": click.option(
        "--language", type=click.Choice(LANGUAGES), default=None, help="Language of the text. Default: the organisation's first."
    ),
    TELLING: click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=None,
        help="Language in which findings are told. Default: en, whatever the organisation speaks: logs of builds are compared and searched.",
    ),
    "names": click.option("--names", is_flag=True, help="Name people's accounts, where the policy's reports have their numbers."),
    "quiet": click.option("--quiet", is_flag=True, help="Print errors only; the exit code says the rest."),
}

READING = ("policy", "quiet")
COLLECTING = ("policy", "store", "provider", "quiet")
WRITING = ("policy", "store", "language", "format", "output", "quiet")
ASKING = ("policy", "store", "provider", "run", "as_of", "format", "output", "names", "quiet")
COMPARING = ("policy", "store", "provider", "format", "output", "names", TELLING, "quiet")
SHOWING = (*ASKING[:-1], TELLING, "quiet")
TESTING = ("policy", "as_of", "quiet")
KEEPING = ("policy", "store", "quiet")
REGISTERING = (*ASKING[:-1], "language", "quiet")
DRAFTING = ("policy", "as_of", "format", "output", "language", "quiet")


def settings(*names: str) -> Callable[[Callable[Concatenate[Settings, P], T]], Callable[..., T]]:
    """Adds the named options to a command and hands them over as its first argument, one `Settings`."""

    def decorate(function: Callable[Concatenate[Settings, P], T]) -> Callable[..., T]:
        @wraps(function)
        def gathered(*positional: P.args, **options: P.kwargs) -> T:
            common = {field: options.pop(field) for field in (_FIELDS.get(name, name) for name in names) if field in options}
            return function(Settings(**common), *positional, **options)  # type: ignore[arg-type]  # click has validated each by its option

        wrapped: Callable[..., T] = gathered
        for name in reversed(names):
            wrapped = _OPTIONS[name](wrapped)
        return wrapped

    return decorate
