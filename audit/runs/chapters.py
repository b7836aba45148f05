"""Which chapters of a run are done, and that each is written once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import Lock


def file_name(name: str) -> str:
    """The name of a chapter as that of a file, whatever characters it has."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Chapters:
    """The chapters by their files' names. Safe to call from several threads."""

    def __init__(self, done: Iterable[str] = ()) -> None:
        self._lock = Lock()
        self._done = set(done)
        self._open: set[str] = set()

    def has(self, name: str) -> bool:
        """Whether a chapter is done."""
        with self._lock:
            return file_name(name) in self._done

    @contextmanager
    def opened(self, name: str) -> Iterator[str]:
        """Gives the name of the chapter's file; done when the block is left, unless by an exception. Raises ValueError if it is open or done."""
        key = file_name(name)
        with self._lock:
            if key in self._open | self._done:
                raise ValueError(f"the chapter {name} is open or done: ask `has` before it is read, and read it once")
            self._open.add(key)
        try:
            yield key
            with self._lock:
                self._done.add(key)
        finally:
            with self._lock:
                self._open.remove(key)

    def __len__(self) -> int:
        with self._lock:
            return len(self._done)
