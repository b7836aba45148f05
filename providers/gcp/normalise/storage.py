"""Buckets, managed folders and objects → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.gcp import kinds
from providers.gcp.collect.raw import Answer, Raw
from providers.gcp.collect.storage import is_uniform
from providers.gcp.kinds import AttachmentKind, ResourceKind
from providers.gcp.normalise.context import Context, flag, measures, resource
from providers.gcp.normalise.documents import allow_policy, attach, only
from providers.google_api.names import bucket as bucket_uri

_ENTRY = ("entity", "role", "email", "domain", "projectTeam")


def bucket(raw: Raw, context: Context) -> Iterator[Fact]:
    """A bucket with its policy, and its access control lists where those count."""
    body, answers, name = raw.body, raw.answers, str(raw.body["name"])
    uri = bucket_uri(name)
    settings = body.get("iamConfiguration", {})
    known = {
        kinds.UNIFORM_ACCESS: flag(is_uniform(body)),
        kinds.PUBLIC_ACCESS_PREVENTION: str(settings.get("publicAccessPrevention", "")),
        kinds.OBJECT_ACLS: "read" if "objects" in answers else "",
        "location": str(body.get("location", "")),
        "versioning": flag(body.get("versioning", {}).get("enabled")),
        "soft_delete_seconds": str(body.get("softDeletePolicy", {}).get("retentionDurationSeconds", "")),
        "retention_seconds": str(body.get("retentionPolicy", {}).get("retentionPeriod", "")),
    }
    known |= context.key(body.get("encryption", {}).get("defaultKmsKeyName")) | _measures(raw, context)
    yield resource(uri, ResourceKind.BUCKET, name, raw.place.uri, labels=body.get("labels"), attributes=known)
    yield from allow_policy(uri, answers.get("policy"))
    for kind, answer in ((AttachmentKind.BUCKET_ACL, "acl"), (AttachmentKind.DEFAULT_OBJECT_ACL, "default-acl")):
        if answer in answers:
            yield from attach(uri, kind, _list(answers[answer].get("items", ())))


def managed_folder(raw: Raw, _: Context) -> Iterator[Fact]:
    """A folder with a policy of its own; its id ends with a slash, as a prefix of objects does."""
    bucket, name = str(raw.body["bucket"]), str(raw.body["name"])
    uri = bucket_uri(bucket, name if name.endswith("/") else f"{name}/")
    yield resource(uri, ResourceKind.MANAGED_FOLDER, name, bucket_uri(bucket))
    yield from allow_policy(uri, raw.answers.get("policy"))


def stored_object(raw: Raw, _: Context) -> Iterator[Fact]:
    """The access control list of an object, which needs no resource of its own."""
    yield from attach(bucket_uri(raw.body["bucket"], raw.body["name"]), AttachmentKind.OBJECT_ACL, _list(raw.body["acl"]))


def _list(entries: list[Answer]) -> dict[str, object]:
    return {"items": [only(entry, *_ENTRY) for entry in entries]}


def _measures(raw: Raw, context: Context) -> dict[str, str]:
    body = raw.body
    prevented = (
        True if body.get("iamConfiguration", {}).get("publicAccessPrevention") == "enforced" else context.prevention.get(raw.place.name)
    )
    logged = True if body.get("logging", {}).get("logBucket") else context.logs_reading(raw.place, "storage.googleapis.com")
    rules = body.get("lifecycle", {}).get("rule", ())
    return measures(
        encryption_at_rest=True,  # always (page "Default encryption at rest")
        block_public_access=prevented,
        lifecycle_rule=any(rule.get("action", {}).get("type") == "Delete" for rule in rules),
        access_logging=logged,
        versioning=bool(body.get("versioning", {}).get("enabled")),
    )
