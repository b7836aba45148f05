"""What was worked out, kept for the next who asks: the last few, each worked out once however many ask at the same time."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Gives the value of a key; `make` works it out where it is not among the `most` that were asked for last.

    Shelves that share `work` make one thing at a time: two runs in memory at once are enough. What `make` raises is raised, and not kept.
    """

    def __init__(self, make: Callable[[K], V], most: int, work: RLock) -> None:
        self._make = make
        self._most = most
        self._work = work
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._looking = Lock()

    def __call__(self, key: K) -> V:
        """The value of the key."""
        found = self._find(key)
        if found is None:
            with self._work:
                found = self._find(key) or (self._keep(key, self._make(key)),)
        return found[0]

    def _find(self, key: K) -> tuple[V] | None:
        with self._looking:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return (self._kept[key],)

    def _keep(self, key: K, value: V) -> V:
        with self._looking:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
