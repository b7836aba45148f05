"""A small organisation as Google Cloud's APIs describe it, and what the normalisers make of single answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from providers.gcp.collect.raw import Place, Raw
from providers.gcp.normalise import normalise
from providers.gcp.normalise.context import Context
from tests.unit.providers.normalised import Normalised

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


class Made(Normalised):
    """The facts of one answer."""

    def __init__(self, kind: str, body: Mapping[str, Any], answers: Mapping[str, Any] | None = None, *, place: Place = SHOP, grounds=()):
        super().__init__(normalise([Raw(kind, place, body, answers or {})], context(*grounds)))
