"""The folder that a run is built in, and one that a killed collection left, to be taken up again.

`run` in it becomes the run: when that is gone, the run is in its place and what is left is of no use. `chapters` holds the chapters that
are done, `spools` their resources where they are many. A process locks the folder as long as it has it; the system lets go of the lock of one that was killed.
"""

import fcntl
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from audit.runs import chain
from audit.runs.manifest import canonical
from audit.runs.place import PARTIAL, Place

_BEGUN, _LOCK, _RUN, _CHAPTERS, _SPOOLS = "begun.json", "lock", "run", "chapters", "spools"


@dataclass(frozen=True, slots=True)
class Begun:
    """What was asked, as a key that is equal for the same question, and when its first facts were read."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A locked folder with a run in the making."""

    folder: Path
    begun: Begun
    lock: BinaryIO

    @property
    def run(self) -> Path:
        """The folder that becomes the run."""
        return self.folder / _RUN

    @property
    def chapters(self) -> Path:
        """The folder with a file for each chapter."""
        return self.folder / _CHAPTERS

    @property
    def spools(self) -> Path:
        """The folder with files of resources, named as their chapters."""
        return self.folder / _SPOOLS

    def done(self) -> tuple[str, ...]:
        """The files of the chapters that are done, sorted."""
        return tuple(sorted(each.name for each in self.chapters.iterdir() if not each.name.startswith(PARTIAL)))

    def leave(self, *, keep: bool) -> None:
        """Lets go of the folder, and removes it unless it is kept for another collection."""
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.close()


def begin(place: Place, run: str, begun: Begun) -> Unfinished:
    """A new folder to build a run in."""
    folder = place.workshop(run)
    lock = _locked(folder)
    assert lock is not None
    (folder / _RUN).mkdir()
    (folder / _CHAPTERS).mkdir()
    (folder / _SPOOLS).mkdir()
    (folder / _BEGUN).write_bytes(canonical(begun))
    return Unfinished(folder, begun, lock)


def take_up(place: Place, key: str) -> Unfinished | None:
    """The newest folder with chapters that a killed collection of this key left in a local place, if it began after the last whole run."""
    last = max(chain.runs(place), default="")
    for folder, begun in _left(place):
        if begun.key != key or chain.name(begun.at) <= last or (lock := _locked(folder)) is None:
            continue
        found = Unfinished(folder, begun, lock)
        if found.run.is_dir() and found.done():
            _clear(found)
            return found
        lock.close()
    return None


def _left(place: Place) -> Iterator[tuple[Path, Begun]]:
    """The folders that say when they were begun, newest first."""
    for name in sorted((name for name in place.names() if name.startswith(PARTIAL)), key=place.touched, reverse=True):
        folder = Path(place.path(name))
        try:
            yield folder, msgspec.json.decode((folder / _BEGUN).read_bytes(), type=Begun)
        except (OSError, msgspec.MsgspecError):
            continue  # killed before it had begun, another kind of leftover, or gone by now


def _locked(folder: Path) -> BinaryIO | None:
    """The folder's lock, None while another process has it or when the folder is gone."""
    try:
        lock = (folder / _LOCK).open("ab")
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _clear(found: Unfinished) -> None:
    """Removes all that is not done."""
    for each in found.folder.iterdir():
        if each.is_dir() and each not in {found.run, found.chapters, found.spools}:
            shutil.rmtree(each)
    done = set(found.done())
    for each in (*found.chapters.iterdir(), *found.spools.iterdir()):
        if each.name not in done:
            each.unlink()
    for each in found.run.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
