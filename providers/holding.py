"""Who holds something, through what, and on which condition: united where one comes to it in several ways, shared where two things are needed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from providers.belonging import Belonging
from providers.formula import FALSE, Formula, all_of, any_of

Who = tuple[str, str]  # a principal, and what it came through
Holding = Mapping[Who, Formula]


class Peopled(Protocol):
    """A world in which it is known who is in which set."""

    @property
    def belonging(self) -> Belonging: ...


def united(ways: Iterable[tuple[Who, Formula]]) -> Holding:
    """Who holds something by any of some ways; a way that never holds is none."""
    found: dict[Who, Formula] = defaultdict(lambda: FALSE)
    for who, formula in ways:
        if formula is not FALSE:
            found[who] = any_of(found[who], formula)
    return dict(found)


def shared(world: Peopled, one: Holding, other: Holding) -> Holding:
    """Who is in both of two holdings; the first one's source stays."""
    return united(
        ((part, source), all_of(formula, needed, in_both))
        for (who, source), formula in one.items()
        for (crowd, _), needed in other.items()
        for part, in_both in world.belonging.common(who, crowd).items()
    )


def best(held: Holding, principal: str) -> Formula:
    """What must hold for a principal, by whatever it came through."""
    return any_of(*(formula for (who, _), formula in held.items() if who == principal))
