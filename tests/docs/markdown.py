"""Markdown by hand: a table, a cell, a block."""

from collections.abc import Iterable

MADE = "<!-- Made from the code by `make docs`: change the code, not this page. -->"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table; nothing where there are no rows."""
    found = [[cell(each) for each in row] for row in rows]
    names = list(head)
    if not found:
        return []
    return [f"| {' | '.join(names)} |", "|---" * len(names) + "|", *(f"| {' | '.join(row)} |" for row in found), ""]


def cell(text: str) -> str:
    """A text within a table."""
    return " ".join(text.split()).replace("|", "\\|")


def block(text: str, language: str = "") -> list[str]:
    """A text as it is."""
    return [f"```{language}", *text.rstrip("\n").split("\n"), "```", ""]


def page(title: str, *lines: str) -> str:
    """A whole page."""
    text = "\n".join([f"# {title}", "", MADE, "", *lines])
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.rstrip() + "\n"
