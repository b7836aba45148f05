"""A small organisation as Google Cloud's APIs describe it, and what the normalisers make of single answers."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from audit.model.facts import Attachment, Document, Gap, Principal, Resource
from providers.gcp.collect.raw import Place, Raw
from providers.gcp.normalise import normalise
from providers.gcp.normalise.context import Context

ORGANIZATION = Place("organizations/1", body={"name": "organizations/1", "displayName": "kanaal.example", "directoryCustomerId": "C01"})
FOLDER = Place("folders/2", "organizations/1", body={"name": "folders/2", "displayName": "Production", "parent": "organizations/1"})
SHOP = Place(
    "projects/shop-prod", "folders/2", "300", {"name": "projects/300", "projectId": "shop-prod", "parent": "folders/2", "state": "ACTIVE"}
)
PLACES = (ORGANIZATION, FOLDER, SHOP)
CRM = "google://cloudresourcemanager.googleapis.com/"
READER = {"version": 3, "etag": "BwX", "bindings": [{"role": "roles/viewer", "members": ["user:an@kanaal.example"]}]}
KEY = "projects/shop-prod/locations/eu/keyRings/r/cryptoKeys/k"


def context(*grounds: Raw) -> Context:
    return Context.of(PLACES, grounds, date(2026, 11, 23))


class Made:
    """The facts of one answer."""

    def __init__(self, kind: str, body: Mapping[str, Any], answers: Mapping[str, Any] | None = None, *, place: Place = SHOP, grounds=()):
        self.facts = list(normalise([Raw(kind, place, body, answers or {})], context(*grounds)))

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
