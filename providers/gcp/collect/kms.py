"""Cloud KMS: key rings and keys, in every location that Google has for them."""

from collections.abc import Iterator

from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Answer, Place, Raw
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader

_API = "cloudkms.v1"
_CALLS = "projects.locations.keyRings"


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The key rings and keys of a project. No call lists them over all locations."""
    locations = reader.items(_API, "projects.locations.list", "locations", none=place.unused, name=f"projects/{place.id}", pageSize=1000)
    for location in sorted(location["locationId"] for location in locations):
        parent = f"projects/{place.id}/locations/{location}"
        for ring in reader.items(_API, f"{_CALLS}.list", "keyRings", none=place.unused, parent=parent, pageSize=1000):
            yield _raw(reader, place, policies, ring, kind="kms-key-ring", calls=_CALLS)
            about = resource_uri(f"//cloudkms.googleapis.com/{ring['name']}")
            for key in reader.items(_API, f"{_CALLS}.cryptoKeys.list", "cryptoKeys", about=about, parent=ring["name"], pageSize=1000):
                yield _raw(reader, place, policies, key, kind="kms-key", calls=f"{_CALLS}.cryptoKeys")


def _raw(reader: Reader, place: Place, policies: Policies, thing: Answer, *, kind: str, calls: str) -> Raw:
    uri = resource_uri(f"//cloudkms.googleapis.com/{thing['name']}")
    answers = policies.ask(reader, place, uri, _API, f"{calls}.getIamPolicy", resource=thing["name"], options_requestedPolicyVersion=3)
    return Raw(kind, place, thing, answers)
