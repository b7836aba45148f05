"""Groups of object ids, closed over nesting.

"What is Azure role-based access control" (groups): assignments to a group hold for the members of the groups in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Groups:
    """Which groups hold which principals directly. `described` are those whose members are all known."""

    holders: Mapping[str, frozenset[str]] = field(default_factory=dict)
    described: frozenset[str] = frozenset()

    def around(self, one: str) -> frozenset[str]:
        """Every group that a principal is in; cycles end."""
        found: set[str] = set()
        left = [one]
        while left:
            for holder in self.holders.get(left.pop(), ()):
                if holder not in found:
                    found.add(holder)
                    left.append(holder)
        return frozenset(found - {one})


def gathered(members: Mapping[str, Iterable[str]]) -> Groups:
    """Groups from what each of them holds."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for holder, held in members.items():
        for one in held:
            holders[one].add(holder)
    return Groups({one: frozenset(those) for one, those in holders.items()}, frozenset(members))
