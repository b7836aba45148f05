"""What every world of the sandbox has: a revision, and what a server works out of the world, until it changes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

Derived = TypeVar("Derived")


@dataclass(slots=True, kw_only=True)
class Changing:
    """A world that changes."""

    revision: int = 0
    _derived: dict[Any, tuple[int, Any]] = field(default_factory=dict, repr=False, compare=False)

    def derive(self, name: Any, make: Callable[[Self], Derived]) -> Derived:
        """Something worked out of the world, kept until it changes."""
        known = self._derived.get(name)
        if known is None or known[0] != self.revision:
            known = (self.revision, make(self))
            self._derived[name] = known
        return known[1]

    def touch(self) -> None:
        """Says that something has changed, so that what the server has worked out is worked out anew."""
        self.revision += 1
