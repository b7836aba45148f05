"""Small changes to an answer's JSON, each at one place: a key dropped, a null, another type, a word that nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

Steps = tuple[str | int, ...]
WORDS = ("word", "", "\u202egnp.exe", "a\x00b", "x" * 5000, "-1", "true")
OTHER_TYPES: tuple[Any, ...] = (7, -1.5, True, False, [], ["word"], {}, {"word": "word"}, [[]], [None], "word")


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change. `how` is drop, null, type or word."""

    path: Steps
    how: str
    value: Any = None

    @property
    def key(self) -> str:
        """The nearest key around the place."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")


def places(value: Any, path: Steps = ()) -> Iterator[Steps]:
    """Every place in a value but the value itself."""
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    for step, one in inside:
        yield (*path, step)
        yield from places(one, (*path, step))


def at(value: Any, path: Steps) -> Any:
    """What is at a place."""
    for step in path:
        value = value[step]
    return value


def mutated(value: Any, mutation: Mutation) -> Any:
    """A value with one change."""
    if not mutation.path:
        return mutation.value
    step, *rest = mutation.path
    made = dict(value) if isinstance(value, dict) else list(value)
    if rest:
        made[step] = mutated(value[step], Mutation(tuple(rest), mutation.how, mutation.value))  # type: ignore[index]
    elif mutation.how == "drop":
        del made[step]  # type: ignore[arg-type]
    else:
        made[step] = mutation.value  # type: ignore[index]
    return made


def chosen(value: Any, dice: Random) -> Mutation | None:
    """A change to a value by chance; None where there is nothing to change."""
    found = list(places(value))
    if not found:
        return None
    path = dice.choice(found)
    held = at(value, path)
    how = dice.choice(("drop", "null", "type", "type", "word") if isinstance(held, str) else ("drop", "null", "type", "type"))
    if how == "word":
        return Mutation(path, how, dice.choice(WORDS))
    if how == "type":
        return Mutation(path, how, dice.choice([one for one in OTHER_TYPES if type(one) is not type(held)]))
    return Mutation(path, how)
