"""How fast a provider is asked: a bucket that fills up at a steady rate, and how long to wait after a refusal."""

import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite
from threading import Lock
from typing import Protocol

LONGEST_PAUSE = 64.0  # seconds, where nobody says how long
LONGEST_ASKED = 600.0  # who asks for more is not waited for
_HELD = 10.0  # seconds' worth that can be saved up


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

    When it was too much, nobody goes for a while and the rate is halved; with every call it grows again.
    """

    def __init__(self, per_second: float, clock: Clock) -> None:
        self._most = self._rate = per_second
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

    def learn(self, per_second: float) -> None:
        """From now on at no more than this rate: what the service itself says of its limit."""
        with self._lock:
            self._most = per_second
            self._rate = min(self._rate, per_second)


def asked(retry_after: str, clock: Clock) -> float:
    """Seconds that a `Retry-After` asks for: a number, or a date (RFC 9110, section 10.2.3). 0 for what is neither.

    A number may have decimals: Microsoft's pages show `2.128`.
    """
    try:
        seconds = float(retry_after)
    except ValueError:
        seconds = _until(retry_after, clock)
    return max(0.0, seconds) if isfinite(seconds) else 0.0


def pause(attempt: int, retry_after: str, clock: Clock) -> float | None:
    """Seconds before the next attempt, counted from 0: what was asked for, and exponential with full jitter. None when too much is asked for."""
    wanted = asked(retry_after, clock)
    return None if wanted > LONGEST_ASKED else wanted + clock.dice() * min(LONGEST_PAUSE, 2.0**attempt)


def _until(date: str, clock: Clock) -> float:
    try:
        moment = parsedate_to_datetime(date)
        if moment.tzinfo is None:  # `-0000`: UTC, of a place that is not told
            moment = moment.replace(tzinfo=UTC)
        return (moment - clock.today()).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0.0
