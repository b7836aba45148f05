"""Listings of Graph that are asked for together."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from providers.microsoft_api.reader import NOTHING, Answer, Asked, Reader
from providers.parts import malformed, rows_of

T = TypeVar("T")

_TOGETHER = 100  # what one task asks for in batches


def together(items: Sequence[T]) -> list[Sequence[T]]:
    """Items in as many as one task asks for."""
    return [items[start : start + _TOGETHER] for start in range(0, len(items), _TOGETHER)]


def listings(reader: Reader, asked: Sequence[Asked]) -> Iterator[list[Any]]:
    """The entries of several listings, each as one list."""
    for one, answer in zip(asked, reader.batch(asked), strict=True):
        if answer is None or answer is NOTHING:
            yield []
            continue
        found = list(_entries(reader, answer, one.about))
        if link := answer.get("@odata.nextLink"):
            for page in reader.pages("graph", one.name, start=link, about=one.about):
                found += _entries(reader, page, one.about)
        yield found


def _entries(reader: Reader, page: Answer, about: str) -> tuple[Any, ...]:
    """The entries of a page of a listing; one that has no list is a gap, too."""
    if page.get("value") is None:
        malformed(reader, KeyError("value"), about=about)
    return rows_of(reader, page, "value", about=about)
