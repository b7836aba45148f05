"""A paper as lines, for ways that know no tables: each one plain text of which a way makes markup harmless."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from audit.cli.text import safe
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Part, Table, Tone
from policies.wording import Wording

LONGEST = 900  # characters of one line: a sentence that names a hundred stores is cut, and the command tells it whole


class Weight(StrEnum):
    """How a line stands out."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    WARNING = "warning"
    NOTE = "note"
    ITEM = "item"  # of a list
    DETAIL = "detail"  # of an item


@dataclass(frozen=True, slots=True)
class Line:
    """One line, without a line break or any other character that is not plainly visible."""

    weight: Weight
    text: str


_TONES = {Tone.PLAIN: Weight.TEXT, Tone.WARNING: Weight.WARNING, Tone.NOTE: Weight.NOTE}


def lines(paper: Paper) -> tuple[Line, ...]:
    """The whole paper, its title first."""
    return tuple(Line(weight, _cut(safe(text))) for weight, text in ((Weight.TITLE, paper.title), *_of(paper.parts)))


def fitting(told: Sequence[Line], most: int, size: Callable[[Line], int], say: Wording) -> tuple[Line, ...]:
    """As many lines as fit in `most`, as `size` counts; where some are left out, a last one says how many."""
    if sum(map(size, told)) <= most:
        return tuple(told)
    kept, left = list[Line](), most - size(_left_out(len(told), say))
    for line in told:
        left -= size(line)
        if left < 0:
            break
        kept.append(line)
    while kept and kept[-1].weight is Weight.HEADING:
        kept.pop()
    return (*kept, _left_out(len(told) - len(kept), say))


def _left_out(count: int, say: Wording) -> Line:
    text = say.many(
        "{count} line does not fit here: toegang notify --dry-run shows it.",
        "{count} lines do not fit here: toegang notify --dry-run shows them.",
        count,
    )
    return Line(Weight.WARNING, text)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _of(parts: Sequence[Part]) -> Iterator[tuple[Weight, str]]:
    for part in parts:
        match part:
            case Heading():
                yield Weight.HEADING, part.text
            case Paragraph():
                yield _TONES[part.tone], part.text
            case Bullets():
                yield from ((Weight.ITEM, item) for item in part.items)
            case Checklist():
                for tick in part.items:
                    yield Weight.ITEM, tick.text
                    yield from ((Weight.DETAIL, detail) for detail in tick.details)
            case Table():
                yield from ((Weight.ITEM, " · ".join(filter(None, row))) for row in part.rows)
            case _:
                assert_never(part)
