"""Cloud KMS: key rings and keys, in every location that Google has for them."""

from collections.abc import Iterator

from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Place, Raw, name
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader
from providers.parts import streamed
from providers.values import Answer

_API = "cloudkms.v1"
_CALLS = "projects.locations.keyRings"


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The key rings and keys of a project. No call lists them over all locations."""
    locations = reader.items(_API, "projects.locations.list", "locations", none=place.unused, name=f"projects/{place.id}", pageSize=1000)
    for location in sorted(streamed(reader, locations, lambda location: [name(location, "locationId")])):
        parent = f"projects/{place.id}/locations/{location}"
        rings = reader.items(_API, f"{_CALLS}.list", "keyRings", none=place.unused, parent=parent, pageSize=1000)
        yield from streamed(reader, rings, lambda ring: _ring(reader, place, policies, ring))


def _ring(reader: Reader, place: Place, policies: Policies, ring: Answer) -> Iterator[Raw]:
    named = name(ring, "name")
    about = resource_uri(f"//cloudkms.googleapis.com/{named}")
    yield from _raw(reader, place, policies, ring, kind="kms-key-ring", calls=_CALLS)
    keys = reader.items(_API, f"{_CALLS}.cryptoKeys.list", "cryptoKeys", about=about, parent=named, pageSize=1000)
    calls = f"{_CALLS}.cryptoKeys"
    yield from streamed(reader, keys, lambda key: _raw(reader, place, policies, key, kind="kms-key", calls=calls), about=about)


def _raw(reader: Reader, place: Place, policies: Policies, thing: Answer, *, kind: str, calls: str) -> Iterator[Raw]:
    named = name(thing, "name")
    uri = resource_uri(f"//cloudkms.googleapis.com/{named}")
    answers = policies.ask(reader, place, uri, _API, f"{calls}.getIamPolicy", resource=named, options_requestedPolicyVersion=3)
    yield Raw(kind, place, thing, answers)
