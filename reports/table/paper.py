"""A paper on a terminal: headings, wrapped paragraphs, boxes to tick, tables."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from audit.cli.text import safe
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Part, Table, Tone
from policies.wording import wording
from reports.table.head import blind_spots, exit_words, left_out, title
from reports.table.layout import bold, dim, heading, paragraph, wrapped

_READABLE = 18  # columns that a column of a table takes at least


def paper_lines(paper: Paper, columns: int) -> list[str]:
    """The whole paper, under the run that it speaks of."""
    head = replace(paper.head, language=paper.language) if paper.head else None
    above = [*title(head, columns), ""] if head else []
    below = [*left_out(head, columns)] if head else []
    dark = blind_spots(head.coverage, head.gaps, columns, wording(paper.language)) if head else []
    named = [bold(line) for line in paragraph(paper.title, columns)]
    return [*above, *named, *below, "", *dark, *_parts(paper.parts, columns), dim(exit_words(paper.exit, wording(paper.language)))]


def _parts(parts: tuple[Part, ...], columns: int) -> Iterator[str]:
    for part in parts:
        match part:
            case Heading():
                yield heading(part.text, colour="cyan")
                continue  # what follows stands right under it
            case Paragraph():
                yield from _paragraph(part, columns)
            case Bullets():
                for item in part.items:
                    yield from paragraph(item, columns, "  - ", "    ")
            case Checklist():
                yield from _ticks(part, columns)
            case Table():
                yield from _table(part, columns)
            case _:
                assert_never(part)
        yield ""


def _paragraph(part: Paragraph, columns: int) -> list[str]:
    match part.tone:
        case Tone.WARNING:
            return [bold(line, "yellow") for line in paragraph(part.text, columns, "! ", "  ")]
        case Tone.NOTE:
            return [dim(line) for line in paragraph(part.text, columns)]
        case Tone.PLAIN:
            return paragraph(part.text, columns)


def _table(part: Table, columns: int) -> Iterator[str]:
    """Rows in columns; where there are too many columns to read, each row as a block, what is empty left out."""
    if len(part.columns) * _READABLE <= columns:
        yield from wrapped(part.rows, columns, part.columns)
        return
    for row in part.rows:
        yield bold(safe(row[0]))
        for index, (column, cell) in enumerate(zip(part.columns[1:], row[1:], strict=True), start=1):
            if cell or index in part.required:
                mark = " *" if index in part.required else ""
                yield from paragraph(f"{column}{mark}: {cell or '?'}", columns, "  ", "    ")


def _ticks(part: Checklist, columns: int) -> Iterator[str]:
    for item in part.items:
        yield from paragraph(item.text, columns, f"  [{'x' if item.done else ' '}] ", "      ")
        for detail in item.details:
            yield from (dim(line) for line in paragraph(detail, columns, "      "))
