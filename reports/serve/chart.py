"""The nights as a drawing: a column each, violations by severity from the worst up, what nobody can tell on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.serve.history import Night

UNKNOWN, BLIND = "unknown", "blind"
MOST = 60  # columns that can be told apart

_WIDTH, _HEIGHT, _LEFT, _FOOT = 720, 180, 40, 4
_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Box:
    """One part of a column: `kind` is a severity, `unknown`, or `blind` for a night that nobody checked."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line across, with its count."""

    y: float
    count: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of `width` by `height`."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _LEFT


def chart(nights: Sequence[Night]) -> Chart:
    """The last nights, which are given newest first, from left to right."""
    shown = tuple(reversed(nights[:MOST]))
    counts = [_counts(night) for night in shown]
    top = _round(max((sum(count for _, count in column) for column in counts), default=0))
    scale = (_HEIGHT - _FOOT - 12) / top
    step = (_WIDTH - _LEFT) / max(len(shown), 12)
    boxes: list[Box] = []
    for index, column in enumerate(counts):
        x, base = _LEFT + index * step, float(_HEIGHT - _FOOT)
        width = max(step * 0.7, 2)
        if not column:
            boxes.append(Box(BLIND, round(x, 1), 12, round(width, 1), _HEIGHT - _FOOT - 12))
        for kind, count in column:
            height = count * scale
            base -= height
            if count:
                boxes.append(Box(kind, round(x, 1), round(base, 1), round(width, 1), round(max(height - _GAP, 1), 1)))
    lines = tuple(Line(round(_HEIGHT - _FOOT - count * scale, 1), count) for count in (0, top // 2, top))
    return Chart(tuple(boxes), lines)


def _counts(night: Night) -> tuple[tuple[str, int], ...]:
    """What a column is made of; nothing where nobody checked the night."""
    if night.figures is None or night.figures.violations is None:
        return ()
    return (*((str(severity), count) for severity, count in night.figures.violations), (UNKNOWN, night.figures.unknown))


def _round(most: int) -> int:
    """A round, even number that holds the highest column."""
    size = int(10 ** (len(str(most)) - 1))
    return next(step * size for step in (2, 4, 6, 8, 10) if step * size >= most)
