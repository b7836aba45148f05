"""Firestore: databases. Access is granted in the project; what apps may do is in security rules, which have another API."""

from collections.abc import Iterator

from providers.gcp.collect.listing import listed
from providers.gcp.collect.policies import Policies
from providers.gcp.collect.raw import Place, Raw
from providers.google_api.reader import Reader


def collect(reader: Reader, place: Place, _: Policies) -> Iterator[Raw]:
    """The databases of a project."""
    parent = f"projects/{place.id}"
    for database in listed(reader, "firestore.v1", "projects.databases.list", "databases", none=place.unused, parent=parent):
        yield Raw("firestore-database", place, database)
