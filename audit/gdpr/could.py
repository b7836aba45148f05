"""What somebody could do with an asset: each level once, as surely as any reach gives it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.model.facts import Verdict
from audit.model.reach import Reach
from policies.levels import Level


@dataclass(frozen=True, slots=True, order=True)
class Could:
    """Levels that somebody could reach for sure, on any of some conditions, or perhaps."""

    verdict: Verdict
    levels: Level
    conditions: tuple[str, ...] = ()


def could(reaches: Iterable[Reach]) -> tuple[Could, ...]:
    """The levels of some reaches, the surest first; a level that is sure is not said again with a condition."""
    return tuple(_could(tuple(reaches)))


def _could(found: tuple[Reach, ...]) -> Iterator[Could]:
    said = Level.NONE
    for verdict in Verdict:
        giving = [reach for reach in found if reach.verdict is verdict and reach.levels & ~said]
        levels = Level.NONE
        for reach in giving:
            levels |= reach.levels & ~said
        if levels:
            yield Could(verdict, levels, tuple(sorted({reach.condition for reach in giving if reach.condition})))
        said |= levels
