"""How far a long piece of work is: so many of so many done, told where the total is known before it begins."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
Count = Callable[[int, int], None]  # how many are done, and of how many


def nobody(_done: int, _total: int) -> None:
    """For whoever does not wait."""


def counted(results: Iterable[T], total: int, count: Count) -> Iterator[T]:
    """The results as they come; before the first and after each it is told how many there are so far."""
    count(0, total)
    for done, each in enumerate(results, 1):
        yield each
        count(done, total)
