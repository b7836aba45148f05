"""Cloud SQL: databases, from where they can be reached, and who signs in to them."""

from collections.abc import Iterator

from providers.gcp.collect.listing import listed
from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Place, Raw, name
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader
from providers.parts import streamed
from providers.values import Answer

_API = "sqladmin.v1"


def collect(reader: Reader, place: Place, _: Policies) -> Iterator[Raw]:
    """The instances of a project. They have no policies: access is granted in the project, and inside the database."""
    found = listed(reader, _API, "instances.list", "items", none=place.unused, project=place.id, maxResults=1000)
    yield from streamed(reader, found, lambda instance: _instance(reader, place, instance))


def _instance(reader: Reader, place: Place, instance: Answer) -> Iterator[Raw]:
    named = name(instance, "name")
    about = resource_uri(f"//cloudsql.googleapis.com/projects/{place.id}/instances/{named}")
    users = reader.ask(_API, "users.list", about=about, project=place.id, instance=named)
    yield Raw("sql-instance", place, instance, {} if users is None else {"users": users})
