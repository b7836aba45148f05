"""Files that are read night after night: what a reading found, and what was done in between."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Protocol, TypeVar

from audit.model.facts import Grant
from audit.ports import Facts
from policies.levels import Level
from providers.sandbox.google.world import World as GoogleWorld
from providers.sandbox.microsoft.world import World as MicrosoftWorld


class Office(Protocol):
    """A company with its files."""

    world: GoogleWorld | MicrosoftWorld


Of = TypeVar("Of", bound=Office)


def told(facts: Facts) -> dict[str, frozenset[object]]:
    """All that was found, cursors aside."""
    tables = ("principals", "memberships", "resources", "gaps", "coverage")
    found = {name: frozenset(getattr(facts, name)()) for name in tables}
    return found | {"acls": frozenset((acl.id, frozenset(acl.grants)) for acl in facts.acls())}


def united(grants: Iterable[Grant]) -> dict[str, Level]:
    """The levels of each principal, all its grants together."""
    levels: dict[str, Level] = {}
    for grant in grants:
        levels[grant.principal] = levels.get(grant.principal, Level.NONE) | grant.levels
    return levels


def nights(found: Of, dice: Random, act: Callable[[Of, Random], object], at: datetime) -> Iterator[datetime]:
    """One to three nights after the first, on each of which some more was done."""
    for _ in range(dice.randint(1, 3)):
        for _ in range(dice.randint(0, 12)):
            act(found, dice)
        at += timedelta(days=1)
        found.world.now = at.isoformat().replace("+00:00", "Z")
        found.world.touch()
        yield at
