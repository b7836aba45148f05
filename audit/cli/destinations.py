"""Where a report goes: pairs of a format and a place, in the order of the command line. One report can go to several.

An `--output` belongs to the `--format` before it. Without one before it, the file's ending says the format.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from audit import plugins
from audit.errors import ProviderError, UsageError

if TYPE_CHECKING:
    from click.parser import _OptionParser, _ParsingState

FORMAT, OUTPUT, USUAL = "format", "output", "table"
TERMINAL = "-"
Word = tuple[str, str]  # FORMAT or OUTPUT, and what was said after it


@dataclass(frozen=True, slots=True)
class Destination:
    """One format and the file that it is written to; None: the terminal."""

    format: str = USUAL
    file: Path | None = None


class InOrder(click.Option):
    """An option that keeps its place among the others that write to the same destination; by itself click keeps the order of one option's values.

    `says` is FORMAT or OUTPUT; `word` what a flag stands for.
    """

    def __init__(self, *args: Any, says: str = FORMAT, word: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.says, self.word = says, word

    def add_to_parser(self, parser: "_OptionParser", ctx: click.Context) -> None:
        """Has the parser put what it reads in one list for all these options."""
        super().add_to_parser(parser, ctx)
        for name in self.opts:
            read = parser._long_opt[name]  # noqa: SLF001 - the one place where click still knows the order
            read.process = self._keep  # type: ignore[method-assign]

    def _keep(self, value: str | None, state: "_ParsingState") -> None:
        state.opts.setdefault("destinations", []).append((self.says, self.word or str(value)))
        state.order.append(self)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """With the names of the formats that are installed."""
        told = super().get_help_record(ctx)
        return (told[0], told[1].replace("FORMATS", ", ".join(plugins.names(plugins.RENDERERS)))) if told else None


def paired(_context: click.Context, _parameter: click.Parameter, said: tuple[Word, ...]) -> tuple[Destination, ...]:
    """What was said, as destinations. What can't be is said here, before anything is read.

    Raises UsageError for a format or a folder that is not there, and for what can be read in two ways, with the one way to write it.
    """
    found = _swapped(said) or tuple(_pairs(said)) or (Destination(),)
    for each in found:
        plugins.renderer(each.format)
    on_terminal = [each.format for each in found if each.file is None]
    if len(on_terminal) > 1:
        told = " and ".join(on_terminal)
        raise UsageError(f"{told} would both go to the terminal", f"give one a file: --format {on_terminal[-1]} --output FILE")
    files = [each.file for each in found if each.file is not None]
    for file in files:
        if file.is_dir() or not file.parent.is_dir():
            wrong = "is a folder" if file.is_dir() else f"can't be written: there is no folder {file.parent}"
            raise UsageError(f"{file} {wrong}", "name another file: --output FILE")
    twice = next((file for index, file in enumerate(files) if file in files[:index]), None)
    if twice:
        raise UsageError(f"two formats would be written to {twice}", "give each a file of its own")
    return found


def _pairs(said: tuple[Word, ...]) -> Iterator[Destination]:
    waiting = ""  # a format that may still get its file
    for kind, word in said:
        if kind == FORMAT:
            if waiting:
                yield Destination(waiting)
            waiting = word
        else:
            yield Destination(waiting or of_ending(word), None if word == TERMINAL else Path(word))
            waiting = ""
    if waiting:
        yield Destination(waiting)


def _swapped(said: tuple[Word, ...]) -> tuple[Destination, ...]:
    """One file and one format belong together in either order, unless the file's ending says another format."""
    match said:
        case ((kind, file), (other, name)) if (kind, other) == (OUTPUT, FORMAT):
            ends = {} if file == TERMINAL else endings(file)
            if ends and name not in ends:
                meant = " or ".join(sorted(ends))
                remedy = f"say --format {name} --output {file}, or --format {meant} --output {file} --format {name}"
                raise UsageError(f"{file} stands before --format {name}, and ends as {meant} does", remedy)
            return (Destination(name, None if file == TERMINAL else Path(file)),)
        case _:
            return ()


def of_ending(file: str) -> str:
    """The format whose ending a file has. Raises UsageError for an ending that no format has, or that two have."""
    if file == TERMINAL:
        return USUAL
    found = sorted(endings(file))
    if len(found) != 1:
        wrong = f"{file} may be {' or '.join(found)}" if found else f"the ending of {file} names no format"
        raise UsageError(wrong, f"say which before it: --format NAME --output {file}; known: {', '.join(plugins.names(plugins.RENDERERS))}")
    return found[0]


def endings(file: str) -> dict[str, str]:
    """The formats that have the longest ending of a file's name, each with that ending: its extension, or its own name."""
    name = Path(file).name.lower()
    ends = [(end, each) for each in plugins.names(plugins.RENDERERS) for end in {each, *_extension(each)}]
    fitting = [(end, each) for end, each in ends if name.endswith(f".{end}")]
    longest = max((len(end) for end, _ in fitting), default=0)
    return {each: end for end, each in fitting if len(end) == longest}


def _extension(name: str) -> tuple[str, ...]:
    """The format's extension; none where it can't be imported, which keeps nobody from the others."""
    with suppress(ProviderError):
        return (plugins.renderer(name).extension,)
    return ()
