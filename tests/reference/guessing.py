"""What is not known is a fact that is guessed: what comes out for every way in which the facts may turn out, and what that leaves of a decision."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

Guess = Callable[[str], bool]  # whether a fact is so
Found = TypeVar("Found")


class UnguessedError(Exception):
    """A fact is asked for that has not been guessed yet."""


def each_way(evaluate: Callable[[Guess], Found]) -> Iterator[Found]:
    """What comes out for every way in which the facts that are asked for may turn out."""
    open_ends: list[dict[str, bool]] = [{}]
    while open_ends:
        guesses = open_ends.pop()
        try:
            yield evaluate(_guesser(guesses))
        except UnguessedError as error:
            open_ends += ({**guesses, str(error): so} for so in (True, False))


def decision(found: Iterable[str]) -> str:
    """Allow, ExplicitDeny, ImplicitDeny; Conditional when some ways in which the unknown facts may turn out allow it, and others do not."""
    ways = frozenset(found)
    if len(ways) == 1:
        return min(ways)
    return "Conditional" if "Allow" in ways else "ImplicitDeny"


def _guesser(guesses: Mapping[str, bool]) -> Guess:
    def guess(fact: str) -> bool:
        if fact not in guesses:
            raise UnguessedError(fact)
        return guesses[fact]

    return guess
