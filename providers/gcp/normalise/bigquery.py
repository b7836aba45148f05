"""Datasets, tables, row access policies and policy tags → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.gcp import kinds
from providers.gcp.collect.bigquery import VIEWS, tags_of
from providers.gcp.collect.raw import Raw
from providers.gcp.kinds import AttachmentKind, ResourceKind
from providers.gcp.normalise.context import Context, flag, measures, resource
from providers.gcp.normalise.documents import allow_policy, attach
from providers.google_api.names import bigquery as bigquery_uri

_FINE_GRAINED = "FINE_GRAINED_ACCESS_CONTROL"


def dataset(raw: Raw, context: Context) -> Iterator[Fact]:
    """A dataset with its entries: grants, and the views, routines and datasets that read it. One that was not read has none."""
    body = raw.body
    name = str(body["datasetReference"]["datasetId"])
    uri = bigquery_uri(raw.place.id, name)
    known = {"location": str(body.get("location", "")), "type": str(body.get("type", ""))}
    known |= context.key(body.get("defaultEncryptionConfiguration", {}).get("kmsKeyName"))
    was_read, tables = "dataset" in raw.answers, raw.answers.get("tables")
    known |= measures(
        encryption_at_rest=True,
        access_logging=True,  # BigQuery's Data Access logs can't be switched off (page "Enable Data Access audit logs")
        table_expiration=True if body.get("defaultTableExpirationMs") else bool(tables["expire"]) if was_read and tables else None,
    )
    yield resource(uri, ResourceKind.DATASET, name, raw.place.uri, labels=body.get("labels"), attributes=known)
    if was_read:
        yield from attach(uri, AttachmentKind.DATASET_ACCESS, {"access": body.get("access", [])})


def table(raw: Raw, context: Context) -> Iterator[Fact]:
    """A table or view with its policy, and which tags its columns carry."""
    reference = raw.body["tableReference"]
    uri = bigquery_uri(raw.place.id, reference["datasetId"], reference["tableId"])
    body = {**raw.body, **raw.answers.get("table", {})}
    tags = sorted(context.projects.uri(f"//datacatalog.googleapis.com/{tag}") for tag in tags_of(raw))
    sources = body.get("externalDataConfiguration", {}).get("sourceUris", ())
    known = {
        kinds.TYPE: str(body.get("type", "")),
        kinds.POLICY_TAGS: " ".join(tags),
        kinds.SOURCES: " ".join(source for source in sources if source.startswith("gs://")),
    }
    known |= context.key(body.get("encryptionConfiguration", {}).get("kmsKeyName"))
    ends = None if body.get("type") in VIEWS else bool(body.get("expirationTime"))
    known |= measures(encryption_at_rest=True, access_logging=True, table_expiration=ends)
    parent = bigquery_uri(raw.place.id, reference["datasetId"])
    yield resource(uri, ResourceKind.TABLE, str(reference["tableId"]), parent, labels=body.get("labels"), attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))


def row_access_policy(raw: Raw, _: Context) -> Iterator[Fact]:
    """Which rows of a table some see; the others see none."""
    reference = raw.body["rowAccessPolicyReference"]
    uri = bigquery_uri(raw.place.id, reference["datasetId"], reference["tableId"])
    body = {"filterPredicate": raw.body.get("filterPredicate", ""), "bindings": raw.answers["policy"].get("bindings", [])}
    yield from attach(uri, AttachmentKind.ROW_ACCESS_POLICY, body, str(reference["policyId"]))


def taxonomy(raw: Raw, context: Context) -> Iterator[Fact]:
    """A taxonomy with its policy: its tags guard columns only when it is told to."""
    uri = context.projects.uri(f"//datacatalog.googleapis.com/{raw.body['name']}")
    known = {kinds.FINE_GRAINED: flag(_FINE_GRAINED in raw.body.get("activatedPolicyTypes", ()))}
    yield resource(uri, ResourceKind.TAXONOMY, str(raw.body.get("displayName", "")), raw.place.uri, attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))


def policy_tag(raw: Raw, context: Context) -> Iterator[Fact]:
    """A policy tag with its policy; its parent is the tag above, or the taxonomy."""
    uri = context.projects.uri(f"//datacatalog.googleapis.com/{raw.body['name']}")
    above = raw.body.get("parentPolicyTag")
    parent = context.projects.uri(f"//datacatalog.googleapis.com/{above}") if above else uri.partition("/policyTags/")[0]
    yield resource(uri, ResourceKind.POLICY_TAG, str(raw.body.get("displayName", "")), parent)
    yield from allow_policy(uri, raw.answers.get("policy"))
