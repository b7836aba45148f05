"""Answers that are worked out once: a world of facts does not change, so what was said of it stands as long as it does."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class Keeping(Protocol):
    """What answers are kept in: `answered` is what `kept` functions said of it."""

    answered: dict[tuple[object, ...], Any]


W = TypeVar("W", bound=Keeping)
P = ParamSpec("P")
T = TypeVar("T")


def kept(function: Callable[Concatenate[W, P], T]) -> Callable[Concatenate[W, P], T]:
    """Has a function of a world work out each answer once, and keeps it as long as the world."""

    @wraps(function)
    def answer(world: W, /, *more: P.args, **named: P.kwargs) -> T:
        at = (function, *more, *named.items())
        if at not in world.answered:
            world.answered[at] = function(world, *more, **named)
        found: T = world.answered[at]
        return found

    return answer
