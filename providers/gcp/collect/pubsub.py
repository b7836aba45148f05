"""Pub/Sub: topics, and the subscriptions by which their messages leave."""

from collections.abc import Iterator

from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Place, Raw
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader

_API = "pubsub.v1"


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The topics and subscriptions of a project."""
    for kind in ("topic", "subscription"):
        calls = f"projects.{kind}s"
        for thing in reader.items(_API, f"{calls}.list", f"{kind}s", none=place.unused, project=f"projects/{place.id}", pageSize=1000):
            uri = resource_uri(f"//pubsub.googleapis.com/{thing['name']}")
            answers = policies.ask(
                reader, place, uri, _API, f"{calls}.getIamPolicy", resource=thing["name"], options_requestedPolicyVersion=3
            )
            yield Raw(kind, place, thing, answers)
