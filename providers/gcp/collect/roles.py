"""Roles: what those permit that some policy names. There are thousands, a company uses dozens."""

from collections.abc import Iterator

from providers.gcp.collect.listing import described
from providers.gcp.collect.raw import Place, Raw
from providers.google_api.reader import Reader

BASIC = ("roles/owner", "roles/editor", "roles/viewer")
OF_BUCKETS = tuple(f"roles/storage.legacy{name}" for name in ("BucketReader", "BucketWriter", "BucketOwner", "ObjectReader", "ObjectOwner"))
OF_DATASETS = tuple(f"roles/bigquery.{name}" for name in ("dataViewer", "dataEditor", "dataOwner", "filteredDataViewer"))
_METHODS = {"roles": "roles.get", "organizations": "organizations.roles.get", "projects": "projects.roles.get"}


def collect(reader: Reader, name: str) -> Iterator[Raw]:
    """The role of this name; a gap when it can't be read, and when there is none."""
    method = _METHODS.get(name.partition("/")[0], "")
    if not method:
        reader.gap("read roles", f"{name} is no role's name")
        return
    told = described(reader, reader.ask("iam.v1", method, name=name), f"iam.v1:{method}")
    if told:
        yield Raw("role", Place(name), told)
