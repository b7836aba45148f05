"""A policy's `where:` in Google Cloud's own notation, as a pattern of resource URIs.

Forms of names after the Cloud Asset Inventory documentation, "Asset names" ("Full resource names" in IAM's), and each service's own: a BigQuery
table is `project.dataset.table`, a Cloud SQL instance `project:region:instance` as its connection name is written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from policies.language import Where
from policies.locations import Location, narrow
from providers.gcp.kinds import SYSTEM, ResourceKind

_K = ResourceKind
KINDS = {
    "bucket": frozenset({_K.BUCKET, _K.MANAGED_FOLDER}),
    "bigquery": frozenset({_K.DATASET, _K.TABLE}),
    "cloud-sql": frozenset({_K.SQL_INSTANCE}),
    "secret": frozenset({_K.SECRET}),
    "pubsub": frozenset({_K.TOPIC, _K.SUBSCRIPTION}),
    "firestore": frozenset({_K.FIRESTORE}),
    "spanner": frozenset({_K.SPANNER}),
    "kms": frozenset({_K.KEY}),
}
_ALIASES = {
    "gcs": "bucket",  # the word that a gs:// address without a kind is read with
    "dataset": "bigquery",
    "table": "bigquery",
    "sql-instance": "cloud-sql",
    "topic": "pubsub",
    "subscription": "pubsub",
    "firestore-database": "firestore",
    "spanner-database": "spanner",
    "kms-key": "kms",
}  # kinds of resource, by which they may be named too
_EVERYTHING = {"bucket": "gs://*/*", "bigquery": "bigquery://*/*/*"}


@dataclass(frozen=True, slots=True)
class _Form:
    """How the resources of a kind are named: the services in a full resource name, the rest of it, and an example."""

    services: tuple[str, ...]
    path: str
    example: str


_PIECE = r"[^/]+"
_FORMS = {
    "cloud-sql": _Form(
        ("cloudsql.googleapis.com", "sqladmin.googleapis.com"), rf"projects/{_PIECE}/instances/{_PIECE}", "project:region:instance"
    ),
    "secret": _Form(
        ("secretmanager.googleapis.com",),
        rf"projects/{_PIECE}(/locations/{_PIECE})?/secrets/{_PIECE}",
        "projects/project/secrets/name",
    ),
    "pubsub": _Form(
        ("pubsub.googleapis.com",),
        rf"projects/{_PIECE}/(topics|subscriptions)/{_PIECE}",
        "projects/project/topics/name",
    ),
    "firestore": _Form(
        ("firestore.googleapis.com", "datastore.googleapis.com"),
        rf"projects/{_PIECE}/databases/{_PIECE}",
        "projects/project/databases/(default)",
    ),
    "spanner": _Form(
        ("spanner.googleapis.com",),
        rf"projects/{_PIECE}/instances/{_PIECE}/databases/{_PIECE}",
        "projects/project/instances/instance/databases/name",
    ),
    "kms": _Form(
        ("cloudkms.googleapis.com",),
        rf"projects/{_PIECE}/locations/{_PIECE}/keyRings/{_PIECE}/cryptoKeys/{_PIECE}",
        "projects/project/locations/location/keyRings/ring/cryptoKeys/key",
    ),
}
_FULL = re.compile(r"(?:google:)?//([a-z]+\.googleapis\.com)/(.+)")


def locate(where: Where, part: str = "") -> Location:
    """The location that a `where:` of system `google` names, narrowed to `part`.

    A bucket without a prefix is the bucket and everything in it, a dataset without a table all its tables. A part is a folder in a bucket or
    a table of a dataset. Raises ValueError, with what is wrong and what is expected, for what is no resource of Google Cloud (a drive, a mailbox).
    """
    kind = _ALIASES.get(where.kind, where.kind) or _kind_of(where.ref)
    if where.label or (kind and kind not in KINDS):
        named = f"kind {where.kind}" if where.kind else f"the label {where.label}"
        raise ValueError(f"{named} is not known in Google Cloud: write one of {', '.join(KINDS)}, or tags")
    if not (kind or where.tags):
        raise ValueError(f"{where.ref or 'it'} names nothing that is read in Google Cloud: {_expected()}")
    pattern = _pattern(kind, where.ref) if where.ref else _EVERYTHING.get(kind, "*")
    return Location(SYSTEM, kind, _narrowed(kind, pattern, part) if part else pattern, (), tuple(sorted(where.tags)))


def _kind_of(ref: str) -> str:
    """The word for what an address names; empty for what is none."""
    if ref.startswith(("gs://", "//storage.googleapis.com/")):
        return "bucket"
    if ref.startswith(("bigquery://", "//bigquery.googleapis.com/")):
        return "bigquery"
    full = _FULL.fullmatch(ref)
    matching = [kind for kind, form in _FORMS.items() if full and full[1] in form.services and re.fullmatch(form.path, full[2])]
    return matching[0] if matching else ""


def _pattern(kind: str, ref: str) -> str:
    readers: dict[str, Callable[[str], str]] = {"bucket": _bucket, "bigquery": _bigquery}
    return readers[kind](ref) if kind in readers else _named(kind, ref)


def _bucket(ref: str) -> str:
    """`gs://bucket/prefix`, or the full name of a bucket, perhaps of objects in it."""
    address = ref.removeprefix("gs://").removeprefix("//storage.googleapis.com/")
    address = re.sub(r"^projects/[^/]+/buckets/", "", address)
    name, _, key = address.partition("/")
    key = key.removeprefix("objects/") if not ref.startswith("gs://") else key
    if not name or "://" in ref.removeprefix("gs://") or re.search(r"[^a-z0-9._*?-]", name):
        raise ValueError(f"{ref} names no bucket: write it as gs://bucket or gs://bucket/2026/**")
    return f"gs://{name}/{key}*" if not key or key.endswith("/") else f"gs://{name}/{key}"


def _bigquery(ref: str) -> str:
    """`project.dataset[.table]`, the old `project:dataset[.table]`, `bigquery://project/dataset[/table]` or a full resource name.

    A project of a domain has a colon of its own (`example.com:project`).
    """
    expected = "write it as project.dataset or project.dataset.table"
    if ref.startswith("bigquery://"):
        parts = ref.removeprefix("bigquery://").rstrip("/").split("/")
    elif found := re.fullmatch(r"(?://bigquery\.googleapis\.com/)?projects/([^/]+)/datasets/([^/]+)(?:/tables/([^/]+))?", ref):
        parts = [piece for piece in found.groups() if piece]
    else:
        found = re.fullmatch(r"((?:[\w-]+(?:\.[\w-]+)+:)?[\w*?-]+)[.:]([\w*?$]+)(?:\.([\w*?$ -]+))?", ref)
        parts = [piece for piece in found.groups() if piece] if found else []
    if len(parts) not in (2, 3) or not all(parts) or "://" in ref.removeprefix("bigquery://"):
        raise ValueError(f"{ref} names no dataset or table: {expected}")
    return f"bigquery://{'/'.join(parts)}" + ("/*" if len(parts) == 2 else "")


def _named(kind: str, ref: str) -> str:
    form = _FORMS[kind]
    full = _FULL.fullmatch(ref)
    service, path = (full[1], full[2]) if full else (form.services[0], ref)
    if kind == "cloud-sql" and (connection := re.fullmatch(r"((?:[\w-]+(?:\.[\w-]+)+:)?[\w*?-]+):[\w*?-]+:([\w*?-]+)", ref)):
        path = f"projects/{connection[1]}/instances/{connection[2]}"
    if service not in form.services or not re.fullmatch(form.path, path):
        raise ValueError(f"{ref} is no {kind}: write it as {form.example} or //{form.services[0]}/…")
    return f"google://{form.services[0]}/{path}"


def _narrowed(kind: str, pattern: str, part: str) -> str:
    if kind == "bucket":
        return narrow(pattern, part)
    if kind == "bigquery" and pattern.endswith("/*"):
        return narrow(pattern, part.strip("/"))
    raise ValueError(f"a part is a folder in a bucket or a table of a dataset, and {pattern} has neither")


def _expected() -> str:
    return (
        "write gs://bucket/prefix/**, project.dataset.table with kind bigquery, or a full resource name (//secretmanager.googleapis.com/…)"
    )
