"""What a cloud's normalisers make of an answer."""

import json
from collections.abc import Iterable
from typing import Any

from audit.model.facts import Attachment, Document, Fact, Gap, Principal, Resource


class Normalised:
    """Facts, by what they are."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = list(facts)

    @property
    def resource(self) -> Resource:
        (found,) = (fact for fact in self.facts if isinstance(fact, Resource))
        return found

    @property
    def principals(self) -> list[Principal]:
        return [fact for fact in self.facts if isinstance(fact, Principal)]

    @property
    def gaps(self) -> list[Gap]:
        return [fact for fact in self.facts if isinstance(fact, Gap)]

    @property
    def documents(self) -> list[tuple[str, str, str, Any]]:
        """Holder, kind, name and body of each attachment."""
        bodies = {fact.id: json.loads(fact.body) for fact in self.facts if isinstance(fact, Document)}
        return [(fact.holder, fact.kind, fact.name, bodies[fact.document]) for fact in self.facts if isinstance(fact, Attachment)]

    @property
    def measures(self) -> dict[str, str]:
        return {name.removeprefix("measure:"): value for name, value in self.resource.attributes if name.startswith("measure:")}
