"""Buckets, managed folders and objects → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.gcp import kinds
from providers.gcp.collect.raw import Raw, name, yes
from providers.gcp.collect.storage import is_uniform
from providers.gcp.kinds import AttachmentKind, ResourceKind
from providers.gcp.normalise.context import Context, flag, measures, objects, resource
from providers.gcp.normalise.documents import allow_policy, attach, rows
from providers.google_api.names import bucket as bucket_uri
from providers.values import entries, part, text

_ENTRY = ("entity", "role", "email", "domain", "projectTeam")


def bucket(raw: Raw, context: Context) -> Iterator[Fact]:
    """A bucket with its policy, and its access control lists where those count."""
    body, answers, named = raw.body, raw.answers, name(raw.body, "name")
    uri = bucket_uri(named)
    known = {
        kinds.UNIFORM_ACCESS: flag(is_uniform(body)),
        kinds.PUBLIC_ACCESS_PREVENTION: text(part(body, "iamConfiguration"), "publicAccessPrevention"),
        kinds.OBJECT_ACLS: "read" if "objects" in answers else "",
        "location": text(body, "location"),
        "versioning": flag(yes(part(body, "versioning").get("enabled"))),
        "soft_delete_seconds": text(part(body, "softDeletePolicy"), "retentionDurationSeconds"),
        "retention_seconds": text(part(body, "retentionPolicy"), "retentionPeriod"),
    }
    known |= {kinds.KEEPS_DAYS: _keeps(raw)}
    known |= context.key(part(body, "encryption").get("defaultKmsKeyName")) | _measures(raw, context)
    yield resource(uri, ResourceKind.BUCKET, named, raw.place.uri, labels=body.get("labels"), attributes=known)
    yield from allow_policy(uri, answers.get("policy"))
    for kind, answer in ((AttachmentKind.BUCKET_ACL, "acl"), (AttachmentKind.DEFAULT_OBJECT_ACL, "default-acl")):
        if answer in answers:
            yield from attach(uri, kind, {"items": rows(entries(answers[answer], "items"), *_ENTRY)})


def managed_folder(raw: Raw, _: Context) -> Iterator[Fact]:
    """A folder with a policy of its own; its id ends with a slash, as a prefix of objects does."""
    bucket, named = name(raw.body, "bucket"), name(raw.body, "name")
    uri = bucket_uri(bucket, named if named.endswith("/") else f"{named}/")
    yield resource(uri, ResourceKind.MANAGED_FOLDER, named, bucket_uri(bucket))
    yield from allow_policy(uri, raw.answers.get("policy"))


def stored_object(raw: Raw, _: Context) -> Iterator[Fact]:
    """The access control list of an object, which needs no resource of its own."""
    uri = bucket_uri(name(raw.body, "bucket"), name(raw.body, "name"))
    yield from attach(uri, AttachmentKind.OBJECT_ACL, {"items": rows(entries(raw.body, "acl"), *_ENTRY)})


def _keeps(raw: Raw) -> str:
    """After how many days a rule deletes every object: one whose only condition is an age (page "Object Lifecycle Management")."""
    rules = [rule for rule in objects(part(raw.body, "lifecycle"), "rule") if part(rule, "action").get("type") == "Delete"]
    ages = [conditions["age"] for rule in rules if set(conditions := part(rule, "condition")) == {"age"}]
    return str(min(ages)) if ages and all(isinstance(age, int) for age in ages) else ""


def _measures(raw: Raw, context: Context) -> dict[str, str]:
    body = raw.body
    prevented = part(body, "iamConfiguration").get("publicAccessPrevention") == "enforced"
    logged = True if part(body, "logging").get("logBucket") else context.logs_reading(raw.place, "storage.googleapis.com")
    rules = objects(part(body, "lifecycle"), "rule")
    return measures(
        encryption_at_rest=True,  # always (page "Default encryption at rest")
        block_public_access=prevented or context.prevention.get(raw.place.name),
        lifecycle_rule=any(part(rule, "action").get("type") == "Delete" for rule in rules),
        access_logging=logged,
        versioning=yes(part(body, "versioning").get("enabled")),
    )
