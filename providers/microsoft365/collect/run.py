"""One collection under way: whom to ask, where facts go, and what is known so far of what could not be read."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from audit.counting import counted
from audit.model.facts import Gap
from audit.ports import Scope, Sink
from providers.microsoft365.collect.sources import Sources
from providers.microsoft365.kinds import PROVIDER, TENANT, Surface
from providers.parts import Part, Tally, in_order

T = TypeVar("T")

_WHO = (Surface.USERS, Surface.GROUPS)  # surfaces that say who there is
_AHEAD = 4  # tasks a worker may be ahead of the slowest one


class Run:
    """What the steps of one collection share. Facts go to the sink as they come."""

    def __init__(self, sources: Sources, scope: Scope, sink: Sink, pool: ThreadPoolExecutor) -> None:
        self.sources, self.scope, self.sink, self.pool = sources, scope, sink, pool
        self.roles: frozenset[str] = frozenset()  # what the audit itself was given at Microsoft Graph
        self.tally = Tally(PROVIDER, TENANT)
        self._unread: list[Gap] = []

    @property
    def unread(self) -> tuple[Gap, ...]:
        """What keeps users, groups or members of groups from being all known."""
        return tuple(self._unread)

    def take(self, *parts: Part) -> None:
        """Writes what was read."""
        for read in parts:
            self.sink.add(*read.facts)
            self._unread += [fact for fact in read.facts if isinstance(fact, Gap) and fact.surface in _WHO]
            self.tally.add(*read.read)

    def each(self, task: Callable[[T], Part], items: Sequence[T]) -> None:
        """Does a task for each, several at once, and writes what they read in the order of the items."""
        found = in_order(self.pool, task, items, self.sources.settings.workers * _AHEAD)
        for read in counted(found, len(items), self.scope.counted):
            self.take(read)

    def progress(self, text: str) -> None:
        """Tells who waits how far it is."""
        self.scope.progress(f"{PROVIDER}: {text}")
