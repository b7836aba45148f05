"""A text for people, made of a few kinds of part, that every format lays out in its own way; `body` says the same to a script.

All texts are plain: names in them may be hostile, and a renderer makes them harmless.
"""

from dataclasses import dataclass
from enum import StrEnum

from audit.errors import Exit
from audit.model.head import Head
from audit.model.report import CheckReport, DriftReport, ReachReport, WhyReport


@dataclass(frozen=True, slots=True)
class Heading:
    """A title above what follows; `level` 2 stands under the paper's own title."""

    text: str
    level: int = 2


class Tone(StrEnum):
    """How a paragraph stands out."""

    PLAIN = "plain"
    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to do, with what helps to do it; `done` when it is known to be done."""

    text: str
    details: tuple[str, ...] = ()
    done: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list to tick."""

    items: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under named columns. `required` are the columns that the law asks for, by place; `name` is that of its sheet."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    required: frozenset[int] = frozenset()


Part = Heading | Paragraph | Bullets | Checklist | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole text. `kind` names its machine-readable form, of which `body`, a frozen dataclass, is the content; `head` the run it speaks of."""

    kind: str
    title: str
    parts: tuple[Part, ...]
    body: object
    language: str = "en"
    head: Head | None = None
    exit: Exit = Exit.COMPLIES


Report = CheckReport | DriftReport | ReachReport | WhyReport | Paper  # what a renderer is given
