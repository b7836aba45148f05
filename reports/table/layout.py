"""How a report for people is laid out: styles, headings, columns, wrapping. Every text passes `safe` before it is laid out.

Styles are ANSI codes of our own; `click.echo` takes them away where nobody sees colours.
"""

import textwrap
from collections.abc import Iterable, Sequence
from itertools import zip_longest

import click
from tabulate import tabulate

from audit.cli.text import safe, shorten, width
from policies.language import Severity

_NARROWEST = 6  # columns of a cell that was cut
_BETWEEN = 2  # columns between two cells

SEVERITY_COLOURS = {Severity.CRITICAL: "red", Severity.HIGH: "yellow", Severity.MEDIUM: "cyan", Severity.LOW: "white"}


def bold(text: str, colour: str | None = None) -> str:
    """A text that stands out; `text` is safe already."""
    return click.style(text, fg=colour, bold=True)


def dim(text: str) -> str:
    """A text for the second look; `text` is safe already."""
    return click.style(text, dim=True)


def heading(title: str, count: int | None = None, colour: str | None = None) -> str:
    """A line above a block, with how many are in it."""
    return bold(safe(title) if count is None else f"{safe(title)} ({count})", colour)


def paragraph(text: str, columns: int, indent: str = "", hanging: str | None = None) -> list[str]:
    """The text wrapped to `columns`, the lines after the first under `hanging` (the same indent when it is not given)."""
    after = indent if hanging is None else hanging
    return textwrap.wrap(
        safe(text), columns, initial_indent=indent, subsequent_indent=after, break_on_hyphens=False, break_long_words=True
    ) or [indent.rstrip()]


def rows(cells: Iterable[Sequence[str]], columns: int, headers: Sequence[str] = (), whole: Sequence[int] = ()) -> list[str]:
    """A table, one line a row, in `columns`: where it is too wide, the widest cells lose their middle, those of the columns `whole` last.

    Headers make a first line and a rule.
    """
    shown = [[safe(cell) for cell in row] for row in cells]
    if not shown:
        return []
    above = [list(headers)] if headers else []
    limits = _limits([max(map(width, column)) for column in zip(*above, *shown, strict=True)], columns, whole)
    rule = [["─" * limit for limit in limits] for _ in above]
    cut = [[shorten(cell, limit) for cell, limit in zip(row, limits, strict=True)] for row in (*above, *shown)]
    laid = [*cut[: len(above)], *rule, *cut[len(above) :]]
    return tabulate(laid, tablefmt="plain", disable_numparse=True, preserve_whitespace=True).split("\n")


def wrapped(cells: Iterable[Sequence[str]], columns: int, headers: Sequence[str]) -> list[str]:
    """A table of which nothing is lost: where it is too wide, the widest cells go on below."""
    shown = [[safe(cell) for cell in row] for row in (headers, *cells)]
    limits = _limits([max(map(width, column)) for column in zip(*shown, strict=True)], columns, ())
    above, *below = ([_lines(cell, limit) for cell, limit in zip(row, limits, strict=True)] for row in shown)
    laid = [above, [["─" * limit] for limit in limits], *below]
    lines = [line for row in laid for line in zip_longest(*row, fillvalue="")]
    return tabulate(lines, tablefmt="plain", disable_numparse=True, preserve_whitespace=True).split("\n")


def _lines(text: str, limit: int) -> list[str]:
    return textwrap.wrap(text, limit, break_on_hyphens=False, break_long_words=True) or [""]


def _limits(widths: Sequence[int], columns: int, whole: Sequence[int]) -> list[int]:
    """How wide each column may be: all as they are if they fit, else the widest cut to one width."""
    room = columns - _BETWEEN * (len(widths) - 1) - sum(widths[index] for index in whole)
    cuttable = [wide for index, wide in enumerate(widths) if index not in whole]
    cap = next((cap for cap in range(max(cuttable), _NARROWEST, -1) if sum(min(wide, cap) for wide in cuttable) <= room), _NARROWEST)
    return [wide if index in whole else min(wide, cap) for index, wide in enumerate(widths)]
