"""Spanner: instances and their databases."""

from collections.abc import Iterator

from providers.gcp.collect.listing import listed
from providers.gcp.collect.policies import VERSION_3, Policies
from providers.gcp.collect.raw import Place, Raw, name
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader
from providers.parts import streamed
from providers.values import Answer

_API = "spanner.v1"
_CALLS = "projects.instances"


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The instances and databases of a project."""
    instances = listed(reader, _API, f"{_CALLS}.list", "instances", none=place.unused, parent=f"projects/{place.id}", pageSize=1000)
    yield from streamed(reader, instances, lambda instance: _instance(reader, place, policies, instance))


def _instance(reader: Reader, place: Place, policies: Policies, instance: Answer) -> Iterator[Raw]:
    named, calls = name(instance, "name"), f"{_CALLS}.databases"
    about = resource_uri(f"//spanner.googleapis.com/{named}")
    yield from _raw(reader, place, policies, instance, kind="spanner-instance", calls=_CALLS)
    databases = reader.items(_API, f"{calls}.list", "databases", about=about, parent=named, pageSize=1000)
    yield from streamed(
        reader, databases, lambda one: _raw(reader, place, policies, one, kind="spanner-database", calls=calls), about=about
    )


def _raw(reader: Reader, place: Place, policies: Policies, thing: Answer, *, kind: str, calls: str) -> Iterator[Raw]:
    named = name(thing, "name")
    uri = resource_uri(f"//spanner.googleapis.com/{named}")
    yield Raw(kind, place, thing, policies.ask(reader, place, uri, _API, f"{calls}.getIamPolicy", resource=named, body=VERSION_3))
