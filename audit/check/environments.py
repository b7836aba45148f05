"""In which environment a resource is: production unless something says that it is for tests or development.

Said by its own labels, else by those of what it lies in (a project, an account, a subscription) or by the name of one, else by the inventory.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.engine.candidates import Sought, candidates
from audit.model.facts import Resource
from audit.ports import Facts

PLACES = frozenset(
    {"account", "ou", "project", "gcp-folder", "azure-subscription", "management-group"}
)  # kinds of what other things lie in
NOT_PRODUCTION = frozenset({"test", "development"})
_LABELS = ("environment", "env", "stage")
_WORDS = {"dev": "development", "develop": "development", "tst": "test", "tests": "test", "testing": "test", "qa": "test"}
_MOST_PLACES = 32  # more are not above each other anywhere


@dataclass(frozen=True, slots=True)
class Environments:
    """The environments of the places that things lie in, by their ids."""

    places: Mapping[str, Resource]

    @classmethod
    def of(cls, resources: Iterable[Resource]) -> "Environments":
        """Looks at places once; other resources are passed over."""
        return cls({each.id: each for each in resources if each.kind in PLACES})

    def said_by(self, resource: Resource) -> str:
        """The environment as labels and names of places say it; empty when none does."""
        if own := _labelled(resource):
            return own
        above, left = self.places.get(resource.parent) or self._holder(resource), _MOST_PLACES
        while above is not None and left:
            if found := _labelled(above) or _named(above):
                return found
            above, left = self.places.get(above.parent), left - 1
        return ""

    def _holder(self, resource: Resource) -> Resource | None:
        """The place that a resource's own id or its parent's begins with: what lies in something that lies there."""
        starts = (place for name in (resource.parent, resource.id) for place in _starts(name))
        return next((self.places[place] for place in starts if place in self.places), None)


def places_in(facts: Facts) -> Environments:
    """The places of a run. Raises RunError for a run that can't be read."""
    return Environments.of(candidates(facts, Sought(kinds=PLACES)))


def normal(word: str) -> str:
    """An environment by its one name: `tst` is `test`."""
    lowered = word.strip().lower()
    return _WORDS.get(lowered, lowered)


def _labelled(resource: Resource) -> str:
    return next((normal(resource.label(key)) for key in _LABELS if resource.label(key)), "")


def _named(place: Resource) -> str:
    """A place whose name has the word for it: `shop-test`, `Development`; never a part of a word, as in `latest`."""
    words = (normal(word) for word in re.split(r"[^a-z]+", place.name.lower()))
    return next((word for word in words if word in NOT_PRODUCTION), "")


def _starts(name: str) -> Iterable[str]:
    """What an id may lie in: itself without its last steps, longest first."""
    while name.count("/") > 2:
        name = name.rpartition("/")[0]
        yield name
