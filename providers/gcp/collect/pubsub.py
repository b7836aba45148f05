"""Pub/Sub: topics, and the subscriptions by which their messages leave."""

from collections.abc import Iterator
from functools import partial

from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Place, Raw, name
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader
from providers.parts import streamed
from providers.values import Answer

_API = "pubsub.v1"


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The topics and subscriptions of a project."""
    for kind in ("topic", "subscription"):
        found = reader.items(_API, f"projects.{kind}s.list", f"{kind}s", none=place.unused, project=f"projects/{place.id}", pageSize=1000)
        yield from streamed(reader, found, partial(_raw, reader, place, policies, kind))


def _raw(reader: Reader, place: Place, policies: Policies, kind: str, thing: Answer) -> Iterator[Raw]:
    named = name(thing, "name")
    uri = resource_uri(f"//pubsub.googleapis.com/{named}")
    call = f"projects.{kind}s.getIamPolicy"
    yield Raw(kind, place, thing, policies.ask(reader, place, uri, _API, call, resource=named, options_requestedPolicyVersion=3))
