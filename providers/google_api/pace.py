"""How fast Google is asked: a bucket of calls for each API, and for each user where a quota is a user's own."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Protocol

from providers.google_api.quotas import Quota, quota

LONGEST_PAUSE = 64.0  # seconds; Google's pages on exponential back-off name 32 or 64
LONGEST_ASKED = 600.0  # who asks for more is not waited for
_HELD = 10.0


class Clock(Protocol):
    """Time, as far as waiting needs it."""

    def now(self) -> float:
        """Seconds since some moment, never going back."""

    def today(self) -> datetime:
        """The moment in UTC, to hold an HTTP date against."""

    def sleep(self, seconds: float) -> None:
        """Lets the calling thread wait."""

    def dice(self) -> float:
        """A number from 0 to 1, so that threads do not come back all at once."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's own."""

    def now(self) -> float:
        return time.monotonic()

    def today(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def dice(self) -> float:
        return random.random()  # noqa: S311 - a pause, not a secret


class Bucket:
    """Fills up at a steady rate and holds ten seconds' worth. Safe to call from several threads, which are served in turn.

    When Google says that it was too much, nobody goes for a while and the rate is halved; with every call it grows again.
    """

    def __init__(self, per_minute: float, clock: Clock) -> None:
        self._most = self._rate = per_minute / 60
        self._clock = clock
        self._lock = Lock()
        self._turn = clock.now() - _HELD  # when the next call may go, had no call been saved up
        self._closed_until = clock.now()

    def take(self, units: float) -> None:
        """Waits until it is the caller's turn."""
        with self._lock:
            self._rate = min(self._most, self._rate * 1.02)
            self._turn = max(self._turn, self._clock.now() - _HELD) + units / self._rate
            turn = self._turn
        while (pause := max(turn, self._closed_until) - self._clock.now()) > 0:
            self._clock.sleep(pause)

    def drain(self, seconds: float) -> None:
        """Nobody goes for so long, and then at half the rate. Several refusals at once count as one."""
        with self._lock:
            now = self._clock.now()
            if now >= self._closed_until:
                self._rate = max(self._rate / 2, self._most / 16)
            self._closed_until = max(self._closed_until, now + seconds)
            self._turn = max(self._turn, self._closed_until)


class Pace:
    """The buckets of one project. Safe to call from several threads."""

    def __init__(self, clock: Clock, quotas: Callable[[str], Quota] = quota) -> None:
        self._clock, self._quotas = clock, quotas
        self._lock = Lock()
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def enter(self, api: str, method: str, user: str) -> None:
        """Waits for the API's turn, and the user's."""
        units = self._quotas(api).units(method)
        for bucket in self._of(api, user):
            bucket.take(units)

    def drain(self, api: str, user: str, seconds: float) -> None:
        """Slows down the one user if he is named and has a quota of his own, else everybody who asks this API."""
        self._of(api, user)[-1].drain(seconds)

    def pause(self, attempt: int, retry_after: str) -> float | None:
        """Seconds before the next attempt: what Google asked for, and exponential with full jitter. None when it asks for too much."""
        asked = self._asked(retry_after)
        return None if asked > LONGEST_ASKED else asked + self._clock.dice() * min(LONGEST_PAUSE, 2.0**attempt)

    def wait(self, seconds: float) -> None:
        """Lets the calling thread wait."""
        self._clock.sleep(seconds)

    def _of(self, api: str, user: str) -> list[Bucket]:
        """The API's bucket, and then the user's if he has one."""
        found = self._quotas(api)
        with self._lock:
            made = [self._bucket((api, ""), found.per_minute)]
            if user and found.per_user_minute:
                made.append(self._bucket((api, user), found.per_user_minute))
        return made

    def _bucket(self, key: tuple[str, str], per_minute: float) -> Bucket:
        if key not in self._buckets:
            self._buckets[key] = Bucket(per_minute, self._clock)
        return self._buckets[key]

    def _asked(self, retry_after: str) -> float:
        """RFC 9110, section 10.2.3: seconds, or a date."""
        if retry_after.strip().isdecimal():
            return float(retry_after)
        try:
            moment = parsedate_to_datetime(retry_after)
        except ValueError:
            return 0.0
        return max(0.0, (moment.astimezone(UTC) - self._clock.today()).total_seconds())
