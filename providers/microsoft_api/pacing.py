"""How fast Microsoft is asked: a bucket of units for each workload, and for each subscription or team where it has a limit of its own."""

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock
from urllib.parse import urlsplit

from providers.microsoft_api.quotas import SHARE, Workload
from providers.pace import Bucket, Clock, pause

_UNHURRIED = 1e6  # a second
_PLACE = re.compile(r"/(?:subscriptions|teams)/([^/]+)")


@dataclass(frozen=True, slots=True)
class Fare:
    """What one call is counted for: its workload, the subscription or team, and the units."""

    workload: Workload
    place: str
    units: float


def place(url: str) -> str:
    """The subscription or team that an address is about; empty when it is about neither."""
    found = _PLACE.search(urlsplit(url).path)
    return found[1].lower() if found else ""


class Pace:
    """The buckets of one application in one tenant. Safe to call from several threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._gates: dict[str, BoundedSemaphore] = {}

    @contextmanager
    def inside(self, fare: Fare) -> Iterator[None]:
        """Waits for the call's turn, and for a place if only so many may be under way at once."""
        for bucket in self._of(fare):
            bucket.take(fare.units)
        with self._gate(fare.workload):
            yield

    def drain(self, fare: Fare, seconds: float) -> None:
        """Nobody asks the workload for so long; where the limit is a subscription's or team's own, nobody asks about that one."""
        self._of(fare)[-1].drain(seconds)

    def learn(self, fare: Fare, headers: Mapping[str, str]) -> None:
        """Keeps to the limit of a minute that SharePoint tells of ("Avoid getting throttled or blocked …", section "RateLimit headers")."""
        told = headers.get("RateLimit-Limit", "")
        if told.isdecimal() and int(told) > 0:
            self._of(fare)[0].learn(SHARE * int(told) / 60)

    def pause(self, attempt: int, retry_after: str) -> float | None:
        """Seconds before the next attempt; None when too much is asked for."""
        return pause(attempt, retry_after, self._clock)

    def wait(self, seconds: float) -> None:
        """Lets the calling thread wait."""
        self._clock.sleep(seconds)

    def _of(self, fare: Fare) -> list[Bucket]:
        """The workload's bucket, and then the place's if it has one."""
        found = fare.workload
        with self._lock:
            made = [self._bucket((found.name, ""), found.per_second or _UNHURRIED)]
            if found.each_per_second:
                made.append(self._bucket((found.name, fare.place or "none"), found.each_per_second))
        return made

    def _bucket(self, key: tuple[str, str], per_second: float) -> Bucket:
        if key not in self._buckets:
            self._buckets[key] = Bucket(per_second, self._clock)
        return self._buckets[key]

    def _gate(self, found: Workload) -> AbstractContextManager[object]:
        if not found.at_once:
            return nullcontext()
        with self._lock:
            return self._gates.setdefault(found.name, BoundedSemaphore(found.at_once))
