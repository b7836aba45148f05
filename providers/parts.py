"""What one task read, and how much of each surface that makes over all tasks."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from audit.model.facts import Coverage, CoverageStatus, Fact
from providers import values
from providers.reading import Reading
from providers.values import MALFORMED, Answer, Each

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Part:
    """The facts of one task, its gaps among them, and how much of each surface it read."""

    facts: tuple[Fact, ...] = ()
    read: tuple[tuple[str, CoverageStatus], ...] = ()


def part(reader: Reading, facts: Iterable[Fact] = ()) -> Part:
    """What a reader read."""
    found = gathered(reader, facts)
    return Part((*found, *reader.gaps), ((reader.surface, reader.coverage().status),))


def guarded(reader: Reading, results: Iterable[T]) -> Iterator[T]:
    """The results until an answer has another form than documented; a gap then."""
    try:
        yield from results
    except MALFORMED as error:
        malformed(reader, error)


def gathered(reader: Reading, results: Iterable[T]) -> list[T]:
    """All the results. An answer of another form than documented is a gap; what came before it stands."""
    return list(guarded(reader, results))


def each(reader: Reading, rows: Iterable[Any], made: Callable[[Any], R], *, about: str = "") -> Iterator[R]:
    """What is made of each entry of a listing. One that has another form than documented is a gap; the others stand."""
    for row in rows:
        try:
            result = made(row)
        except MALFORMED as error:
            malformed(reader, error, about=about)
        else:
            yield result


def keeping(reader: Reading, about: str = "") -> Each[Any]:
    """The same, for who makes facts and knows no reader."""
    return lambda made, rows: each(reader, rows, made, about=about)


def streamed(reader: Reading, rows: Iterable[Any], read: Callable[[Any], Iterable[T]], *, about: str = "") -> Iterator[T]:
    """What is read of each entry of a listing, as it comes. One that has another form than documented is a gap; the others stand."""
    for row in rows:
        try:
            yield from read(row)
        except MALFORMED as error:
            malformed(reader, error, about=about)


def rows_of(reader: Reading, answer: Answer, key: str, *, about: str = "") -> tuple[Any, ...]:
    """The list in an answer that has no pages; a gap for what is no list."""
    found = answer.get(key)
    if found is not None and not isinstance(found, list):
        malformed(reader, TypeError(f"{key} is no list"), about=about)
        return ()
    return tuple(found or ())


def malformed(reader: Reading, error: Exception, *, about: str = "") -> None:
    """Keeps that an answer can't be understood."""
    reader.gap(f"read {reader.surface}", values.malformed(error), about=about)


def joined(*parts: Part) -> Part:
    """Several as one."""
    return Part(tuple(fact for one in parts for fact in one.facts), tuple(read for one in parts for read in one.read))


class Tally:
    """How much of each surface was read in one scope, over all tasks."""

    def __init__(self, provider: str, scope: str) -> None:
        self._provider, self._scope = provider, scope
        self._seen: dict[str, set[CoverageStatus]] = {}

    def add(self, *read: tuple[str, CoverageStatus]) -> None:
        """Counts what a task read."""
        for surface, status in read:
            self._seen.setdefault(surface, set()).add(status)

    def coverage(self) -> Iterator[Coverage]:
        """One row a surface: denied or unsupported only when every task found it so."""
        for surface in sorted(self._seen):
            statuses = self._seen[surface]
            status = next(iter(statuses)) if len(statuses) == 1 else CoverageStatus.PARTIAL
            yield Coverage(self._provider, surface, self._scope, status)


def in_order(pool: ThreadPoolExecutor, task: Callable[[T], R], items: Iterable[T], ahead: int) -> Iterator[R]:
    """Runs tasks in parallel and gives their results in the order of the items; at most `ahead` are under way or wait to be taken."""
    running: deque[Future[R]] = deque()
    for item in items:
        if len(running) >= ahead:
            yield running.popleft().result()
        running.append(pool.submit(task, item))
    while running:
        yield running.popleft().result()
