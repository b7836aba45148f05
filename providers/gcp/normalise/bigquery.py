"""Datasets, tables, row access policies and policy tags → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.gcp import kinds
from providers.gcp.collect.bigquery import VIEWS, columns_shown, tags_of, tags_shown
from providers.gcp.collect.raw import Raw, name
from providers.gcp.kinds import AttachmentKind, ResourceKind
from providers.gcp.normalise.context import Context, flag, measures, resource
from providers.gcp.normalise.documents import allow_policy, attach
from providers.google_api.names import bigquery as bigquery_uri
from providers.values import entries, part, text, told

_A_DAY = 24 * 60 * 60 * 1000
_FINE_GRAINED = "FINE_GRAINED_ACCESS_CONTROL"


def dataset(raw: Raw, context: Context) -> Iterator[Fact]:
    """A dataset with its entries: grants, and the views, routines and datasets that read it. One that was not read has none."""
    body = raw.body
    named = name(body["datasetReference"], "datasetId")
    uri = bigquery_uri(raw.place.id, named)
    known = {"location": text(body, "location"), "type": text(body, "type")}
    known |= context.key(part(body, "defaultEncryptionConfiguration").get("kmsKeyName"))
    was_read, tables = "dataset" in raw.answers, raw.answers.get("tables")
    known |= {kinds.KEEPS_DAYS: _days(text(body, "defaultTableExpirationMs"))}
    known |= measures(
        encryption_at_rest=True,
        access_logging=True,  # BigQuery's Data Access logs can't be switched off (page "Enable Data Access audit logs")
        table_expiration=True if body.get("defaultTableExpirationMs") else bool(tables["expire"]) if was_read and tables else None,
    )
    yield resource(uri, ResourceKind.DATASET, named, raw.place.uri, labels=body.get("labels"), attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))  # of Cloud Asset Inventory, where the list is not shown
    if was_read:
        yield from attach(uri, AttachmentKind.DATASET_ACCESS, {"access": entries(body, "access")})


def table(raw: Raw, context: Context) -> Iterator[Fact]:
    """A table or view with its policy, and which tags its columns carry."""
    reference = raw.body["tableReference"]
    uri = bigquery_uri(raw.place.id, name(reference, "datasetId"), name(reference, "tableId"))
    body = {**raw.body, **raw.answers.get("table", {})}
    tags = sorted(context.projects.uri(f"//datacatalog.googleapis.com/{tag}") for tag in tags_shown(raw))
    sources = part(body, "externalDataConfiguration").get("sourceUris")
    known = {
        kinds.TYPE: text(body, "type"),
        kinds.POLICY_TAGS: " ".join(tags),
        kinds.COLUMNS: ", ".join(columns_shown(raw)),
        kinds.SOURCES: " ".join(str(source) for source in sources if str(source).startswith("gs://")) if isinstance(sources, list) else "",
    }
    known |= context.key(part(body, "encryptionConfiguration").get("kmsKeyName"))
    ends = None if body.get("type") in VIEWS else bool(body.get("expirationTime"))
    known |= measures(encryption_at_rest=True, access_logging=True, table_expiration=ends)
    parent = bigquery_uri(raw.place.id, reference["datasetId"])
    yield resource(uri, ResourceKind.TABLE, str(reference["tableId"]), parent, labels=body.get("labels"), attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))
    tags_of(raw)  # an error of this is a gap of the table


def _days(milliseconds: str) -> str:
    """A span in whole days; empty for one that is not given."""
    return str(int(milliseconds) // _A_DAY) if milliseconds.isdigit() else ""


def row_access_policy(raw: Raw, _: Context) -> Iterator[Fact]:
    """Which rows of a table some see; the others see none."""
    reference = raw.body["rowAccessPolicyReference"]
    uri = bigquery_uri(raw.place.id, name(reference, "datasetId"), name(reference, "tableId"))
    bindings = raw.answers["policy"].get("bindings")
    body = {"filterPredicate": text(raw.body, "filterPredicate"), "bindings": [] if bindings is None else bindings}
    yield from attach(uri, AttachmentKind.ROW_ACCESS_POLICY, body, name(reference, "policyId"))


def taxonomy(raw: Raw, context: Context) -> Iterator[Fact]:
    """A taxonomy with its policy: its tags guard columns only when it is told to."""
    uri = context.projects.uri(f"//datacatalog.googleapis.com/{name(raw.body, 'name')}")
    known = {kinds.FINE_GRAINED: flag(_FINE_GRAINED in (raw.body.get("activatedPolicyTypes") or ()))}
    yield resource(uri, ResourceKind.TAXONOMY, text(raw.body, "displayName"), raw.place.uri, attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))


def policy_tag(raw: Raw, context: Context) -> Iterator[Fact]:
    """A policy tag with its policy; its parent is the tag above, or the taxonomy."""
    uri = context.projects.uri(f"//datacatalog.googleapis.com/{name(raw.body, 'name')}")
    above = text(raw.body, "parentPolicyTag")
    parent = context.projects.uri(f"//datacatalog.googleapis.com/{above}") if above else uri.partition("/policyTags/")[0]
    yield resource(uri, ResourceKind.POLICY_TAG, text(raw.body, "displayName"), parent)
    yield from allow_policy(uri, raw.answers.get("policy"))
    told(raw.body, "parentPolicyTag")
