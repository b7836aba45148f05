"""What the normalisers make of single answers of Azure."""

from collections.abc import Iterable, Mapping
from typing import Any

from providers.azure.collect.raw import Place, Raw
from providers.azure.normalise import normalise
from providers.azure.normalise.context import Context
from tests.unit.providers.normalised import Normalised

SUB = "/subscriptions/00000000-0000-0000-0000-0000000000a1"
PLACE = Place(SUB, {"displayName": "shop", "subscriptionId": "00000000-0000-0000-0000-0000000000a1", "tenantId": "t", "state": "Enabled"})
MG = "/providers/Microsoft.Management/managementGroups/Shop"
RG = f"{SUB}/resourceGroups/Rg/providers"


class Made(Normalised):
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
        super().__init__(normalise([Raw(kind, place, body, answers or {})], Context.of(grounds)))
