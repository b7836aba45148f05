"""Secrets, topics, subscriptions and keys → facts; and policies of what is not read otherwise."""

import re
from collections.abc import Iterator

from audit.model.facts import Fact, Gap
from providers.gcp import kinds
from providers.gcp.collect.raw import Raw, name, yes
from providers.gcp.kinds import PROVIDER, ResourceKind
from providers.gcp.normalise.context import Context, measures, objects, resource
from providers.gcp.normalise.documents import allow_policy
from providers.gcp.operations import BIGQUERY
from providers.google_api.names import bigquery as bigquery_uri
from providers.google_api.names import bucket as bucket_uri
from providers.google_api.names import project as place_uri
from providers.google_api.names import resource as resource_uri
from providers.values import Answer, part, text, told

_DATASET = re.compile(r"bigquery://[^/]+/[^/]+")
_REGIONAL_SECRET = "google://secretmanager.googleapis.com/projects/"  # noqa: S105 - the beginning of a name


def secret(raw: Raw, context: Context) -> Iterator[Fact]:
    """A secret with its policy."""
    named = name(raw.body, "name").rpartition("/")[2]
    uri = resource_uri(f"//secretmanager.googleapis.com/projects/{raw.place.id}/secrets/{named}")
    known = context.key(next(_secret_keys(raw.body), ""))
    known |= measures(encryption_at_rest=True, access_logging=context.logs_reading(raw.place, "secretmanager.googleapis.com"))
    yield resource(uri, ResourceKind.SECRET, named, raw.place.uri, labels=raw.body.get("labels"), attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))


def topic(raw: Raw, context: Context) -> Iterator[Fact]:
    """A topic with its policy."""
    uri = context.projects.uri(f"//pubsub.googleapis.com/{name(raw.body, 'name')}")
    known = context.key(raw.body.get("kmsKeyName")) | measures(encryption_at_rest=True)
    yield resource(uri, ResourceKind.TOPIC, uri.rpartition("/")[2], raw.place.uri, labels=raw.body.get("labels"), attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))


def subscription(raw: Raw, context: Context) -> Iterator[Fact]:
    """A subscription with its policy, and where the messages go."""
    body = raw.body
    uri = context.projects.uri(f"//pubsub.googleapis.com/{name(body, 'name')}")
    push, source = part(body, "pushConfig"), text(body, "topic")
    stored = text(part(body, "cloudStorageConfig"), "bucket")
    known = {
        kinds.TOPIC: context.projects.uri(f"//pubsub.googleapis.com/{source}") if source.startswith("projects/") else source,
        kinds.PUSH_ENDPOINT: text(push, "pushEndpoint"),
        "push_service_account": text(part(push, "oidcToken"), "serviceAccountEmail"),
        "bigquery_table": _table(text(part(body, "bigqueryConfig"), "table")),
        "bucket": bucket_uri(stored) if stored else "",
        "detached": "true" if yes(body.get("detached")) else "",
    }
    yield resource(uri, ResourceKind.SUBSCRIPTION, uri.rpartition("/")[2], raw.place.uri, labels=body.get("labels"), attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))
    told(body, "topic")


def key_ring(raw: Raw, context: Context) -> Iterator[Fact]:
    """A key ring with its policy."""
    uri = context.projects.uri(f"//cloudkms.googleapis.com/{name(raw.body, 'name')}")
    yield resource(uri, ResourceKind.KEY_RING, uri.rpartition("/")[2], raw.place.uri)
    yield from allow_policy(uri, raw.answers.get("policy"))


def key(raw: Raw, context: Context) -> Iterator[Fact]:
    """A key with its policy; its parent is the key ring."""
    uri = context.projects.uri(f"//cloudkms.googleapis.com/{name(raw.body, 'name')}")
    ring, _, named = uri.partition("/cryptoKeys/")
    known = {"purpose": text(raw.body, "purpose")}
    if raw.body.get("purpose") == "ENCRYPT_DECRYPT":  # other keys can't be rotated by KMS (page "Key rotation")
        known |= measures(key_rotation=bool(text(raw.body, "rotationPeriod")))
    yield resource(uri, ResourceKind.KEY, named, ring, labels=raw.body.get("labels"), attributes=known)
    yield from allow_policy(uri, raw.answers.get("policy"))


def other(raw: Raw, _: Context) -> Iterator[Fact]:
    """The allow policy of something that only Cloud Asset Inventory spoke of: a regional secret, say, or a dataset that BigQuery did not list.

    BigQuery lists what the audit may see and says nothing of the others (page "Method: datasets.list").
    """
    uri = str(raw.body["uri"])
    if _DATASET.fullmatch(uri):
        project, named = uri.removeprefix("bigquery://").split("/")
        yield resource(uri, ResourceKind.DATASET, named, place_uri(project))
        reason = "Cloud Asset Inventory knows it, and BigQuery does not show it"
        yield Gap(PROVIDER, BIGQUERY, uri, "bigquery.v2:datasets.list", reason, "bigquery.datasets.get")
    if uri.startswith(_REGIONAL_SECRET) and "/locations/" in uri and "/secrets/" in uri:
        yield resource(uri, ResourceKind.SECRET, uri.rpartition("/")[2], raw.place.uri, attributes=measures(encryption_at_rest=True))
    yield from allow_policy(uri, raw.answers.get("policy"))


def _secret_keys(body: Answer) -> Iterator[str]:
    replication = part(body, "replication")
    holders = [body, part(replication, "automatic"), *objects(part(replication, "userManaged"), "replicas")]
    yield from filter(None, (text(part(holder, "customerManagedEncryption"), "kmsKeyName") for holder in holders))


def _table(written: str) -> str:
    """A table as Pub/Sub writes it, `project.dataset.table`; a project's id may have dots in its domain."""
    parts = written.rsplit(".", 2)
    return bigquery_uri(*parts) if len(parts) == 3 else ""
