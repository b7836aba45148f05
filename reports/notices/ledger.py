"""What was told to whom on which night: kept beside the runs, so that nothing is sent twice and nothing is lost.

One file for each night, in the store's folder `notices`. It is written before and after each delivery: what was begun and has no end is sent again.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from audit.errors import RunError
from audit.runs.failures import saying
from audit.runs.manifest import canonical
from audit.runs.place import Place

FOLDER = "notices"
_LOCK, _ENDING = "lock", ".json"


class Mark(StrEnum):
    """How far a delivery came."""

    BEGUN = "begun"
    SENT = "sent"
    NOTHING = "nothing"  # there was nothing to tell: the reader knows all until that night
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `sent` is the last night, this or an earlier one, of which something went out to the reader."""

    mark: Mark
    at: datetime
    sent: str = ""


@dataclass(slots=True)
class Ledger:
    """The ledger of a store. Raises RunError where it can't be read or written."""

    place: Place
    _read: dict[str, dict[str, Entry]] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def of(cls, store: str, *, writing: bool) -> Iterator["Ledger"]:
        """The ledger of a store, nobody else writing to it. A bucket has no locks: there whoever starts the command sees to that."""
        ledger = cls(Place.of(store).within(FOLDER))
        if not (writing and ledger.place.local):
            yield ledger
            return
        with saying(f"the ledger of notices in {store} can't be written"):
            folder = Path(ledger.place.path(""))
            folder.mkdir(parents=True, exist_ok=True)
            lock = (folder / _LOCK).open("ab")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise RunError("another `toegang notify` is at work on this store", "wait until it is done") from error
            yield ledger

    def entry(self, run: str, target: str) -> Entry | None:
        """What is known of a reader and a night."""
        return self._night(run).get(target)

    def last(self, target: str, before: str) -> tuple[str, str]:
        """The last night before a run that a reader was told of, and the last of which something went out; empty where there is none."""
        for run in sorted(self._nights(), reverse=True):
            if run < before and (found := self._night(run).get(target)) and found.mark in (Mark.SENT, Mark.NOTHING):
                return run, found.sent
        return "", ""

    def write(self, run: str, target: str, mark: Mark) -> None:
        """Notes how far a delivery came; on the disk when this returns."""
        sent = run if mark is Mark.SENT else self.last(target, run)[1]
        night = {**self._night(run), target: Entry(mark, datetime.now(UTC).replace(microsecond=0), sent)}
        with saying(f"the ledger of notices of run {run} can't be written"):
            self.place.write(f"{run}{_ENDING}", canonical(night))
        self._read[run] = night

    def forget(self, before: str) -> None:
        """Removes the nights before a run: the ledger is kept no longer than the runs."""
        with saying("the ledger of notices can't be written"):
            for run in self._nights():
                if run < before:
                    self.place.fs.rm_file(self.place.path(f"{run}{_ENDING}"))
                    self._read.pop(run, None)

    def _nights(self) -> list[str]:
        with saying("the ledger of notices can't be read"):
            return [name.removesuffix(_ENDING) for name in self.place.names() if name.endswith(_ENDING) and not name.startswith(".")]

    def _night(self, run: str) -> dict[str, Entry]:
        if run not in self._read:
            name = f"{run}{_ENDING}"
            with saying(
                f"the ledger of notices of run {run} can't be read", f"restore {FOLDER}/{name} of the store from a copy, or remove it"
            ):
                there = self.place.exists(name)
                self._read[run] = msgspec.json.decode(self.place.read(name), type=dict[str, Entry]) if there else {}
        return self._read[run]
