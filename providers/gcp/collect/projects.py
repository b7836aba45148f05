"""Projects by number: Google names a project by its id or by its number, as each API pleases; facts name it by its id alone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from providers.gcp.collect.raw import Place
from providers.google_api.names import resource as resource_uri

_NUMBER = re.compile(r"(?<![^/])projects/([0-9]+)(?![^/])")


@dataclass(frozen=True, slots=True)
class Projects:
    """The ids of the projects that were found, by number."""

    ids: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, places: Iterable[Place]) -> "Projects":
        """Those among some places."""
        return cls({place.number: place.id for place in places if place.number})

    def named(self, name: str) -> str:
        """A resource name, full or relative, with the project's id; unchanged for a project that was not found."""
        return _NUMBER.sub(lambda found: f"projects/{self.ids.get(found[1], found[1])}", name, count=1)

    def uri(self, full_name: str) -> str:
        """The id of the resource that a full resource name stands for."""
        return resource_uri(self.named(full_name))
