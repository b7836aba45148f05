"""The days that a breach may have lasted, and the runs that say something of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from audit.runs import chain


@dataclass(frozen=True, slots=True)
class Window:
    """From the first day to the last, both inclusive, in UTC as runs are named."""

    first: date
    last: date

    def chosen(self, runs: Sequence[str]) -> tuple[str, ...]:
        """The runs of these days, and the last one before them: what it saw held when they began, as far as anybody knows."""
        before = [run for run in runs if chain.day(run) < self.first]
        return (*before[-1:], *filter(self.holds, runs))

    def holds(self, run: str) -> bool:
        """Whether a run is of one of these days."""
        return self.first <= chain.day(run) <= self.last

    def blind(self, runs: Iterable[str]) -> tuple[tuple[date, date], ...]:
        """The days without any of these runs, as stretches from a first day to a last."""
        seen = {chain.day(run) for run in runs}
        stretches: list[tuple[date, date]] = []
        for day in self._days():
            if day in seen:
                continue
            if stretches and stretches[-1][1] == day - timedelta(days=1):
                stretches[-1] = (stretches[-1][0], day)
            else:
                stretches.append((day, day))
        return tuple(stretches)

    def bounds(self, runs: Sequence[str]) -> tuple[str, str]:
        """The ids between which a store is verified: from the first run chosen to the end of the last day."""
        return min((*self.chosen(runs), self.first.isoformat())), f"{self.last.isoformat()}U"

    def _days(self) -> Iterator[date]:
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)
