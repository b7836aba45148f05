"""Time that passes only when somebody waits."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

AT = datetime(2026, 11, 23, 2, tzinfo=UTC)


@dataclass
class Clock:
    """`throw` is what the dice show."""

    seconds: float = 1000.0
    waits: list[float] = field(default_factory=list)
    throw: float = 0.5
    _lock: Lock = field(default_factory=Lock)

    def now(self) -> float:
        return self.seconds

    def today(self) -> datetime:
        return AT + timedelta(seconds=self.seconds - 1000)

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.waits.append(seconds)
            self.seconds += seconds

    def dice(self) -> float:
        return self.throw
