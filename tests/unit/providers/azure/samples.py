"""What the normalisers make of single answers of Azure."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from audit.model.facts import Attachment, Document, Gap, Resource
from providers.azure.collect.raw import Place, Raw
from providers.azure.normalise import normalise
from providers.azure.normalise.context import Context

SUB = "/subscriptions/00000000-0000-0000-0000-0000000000a1"
PLACE = Place(SUB, {"displayName": "shop", "subscriptionId": "00000000-0000-0000-0000-0000000000a1", "tenantId": "t", "state": "Enabled"})
MG = "/providers/Microsoft.Management/managementGroups/Shop"
RG = f"{SUB}/resourceGroups/Rg/providers"


class Made:
    """The facts of one answer."""

    def __init__(
        self,
        kind: str,
        body: Mapping[str, Any],
        answers: Mapping[str, Any] | None = None,
        *,
        place: Place = PLACE,
        grounds: Iterable[Raw] = (),
    ):
        self.facts = list(normalise([Raw(kind, place, body, answers or {})], Context.of(grounds)))

    @property
    def resource(self) -> Resource:
        (found,) = (fact for fact in self.facts if isinstance(fact, Resource))
        return found

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
