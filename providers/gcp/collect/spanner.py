"""Spanner: instances and their databases."""

from collections.abc import Iterator

from providers.gcp.collect.listing import listed
from providers.gcp.collect.policies import VERSION_3, Policies
from providers.gcp.collect.raw import Answer, Place, Raw
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader

_API = "spanner.v1"


def collect(reader: Reader, place: Place, policies: Policies) -> Iterator[Raw]:
    """The instances and databases of a project."""
    calls = "projects.instances"
    for instance in listed(reader, _API, f"{calls}.list", "instances", none=place.unused, parent=f"projects/{place.id}", pageSize=1000):
        yield _raw(reader, place, policies, instance, kind="spanner-instance", calls=calls)
        about = resource_uri(f"//spanner.googleapis.com/{instance['name']}")
        for database in reader.items(_API, f"{calls}.databases.list", "databases", about=about, parent=instance["name"], pageSize=1000):
            yield _raw(reader, place, policies, database, kind="spanner-database", calls=f"{calls}.databases")


def _raw(reader: Reader, place: Place, policies: Policies, thing: Answer, *, kind: str, calls: str) -> Raw:
    uri = resource_uri(f"//spanner.googleapis.com/{thing['name']}")
    return Raw(kind, place, thing, policies.ask(reader, place, uri, _API, f"{calls}.getIamPolicy", resource=thing["name"], body=VERSION_3))
