"""Answers that go wrong on demand, of whatever server: which calls are struck, how often, and what becomes of the answer on its way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Generic, TypeVar


@dataclass(slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong. Empty fields match everything.

    kind: what does. "reset", "cut" and "slow" befall an answer on its way; each server has more kinds of its own.
    times: how often it goes wrong; 0: for ever. after: so many calls go well before. page: on that page of a list alone, from 1.
    match: values of the call, all of which must be so: `{"id": "…"}`.
    """

    kind: str
    seconds: float = 0.0  # how late a slow answer comes
    times: int = 0
    after: int = 0
    page: int = 0
    match: Mapping[str, Any] = field(default_factory=dict)
    met: int = 0  # how many calls it was held against and fitted

    def matches(self, values: Mapping[str, Any], page: int) -> bool:
        """Whether it is about calls with such values, on that page."""
        return self.page in (0, page) and all(values.get(name) == value for name, value in self.match.items())

    def strikes(self) -> bool:
        """Whether a call that it is about goes wrong; the call is counted."""
        self.met += 1
        return self.met > self.after and (not self.times or self.met <= self.after + self.times)


Its = TypeVar("Its", bound=Fault)


class Faults(Generic[Its]):
    """The faults that are set. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._faults: list[Its] = []

    def add(self, fault: Its) -> None:
        """Sets one more."""
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """Takes all back."""
        with self._lock:
            self._faults.clear()

    def first(self, fits: Callable[[Its], bool]) -> Its | None:
        """The first fault that strikes a call, of those that are about it; the call is counted."""
        with self._lock:
            return next((fault for fault in self._faults if fits(fault) and fault.strikes()), None)
