"""Buckets and access points → facts."""

from collections.abc import Callable, Iterator, Mapping

from audit.model.facts import Fact
from providers.aws import kinds
from providers.aws.collect.raw import Answer, Raw
from providers.aws.identifiers import account_uri, uri
from providers.aws.kinds import AttachmentKind, ResourceKind
from providers.aws.normalise.context import FLAGS, Context, measures, resource
from providers.aws.normalise.documents import attach


def bucket(raw: Raw, context: Context) -> Iterator[Fact]:
    """A bucket with its policy, ACL, block of public access and ownership."""
    name, answers = raw.body["Name"], raw.answers
    here = f"s3://{name}"
    labels = answers.get("GetBucketTagging", {}).get("TagSet", ())
    rule = _default_encryption(answers.get("GetBucketEncryption", {}))
    key = rule.get("KMSMasterKeyID", "")
    known = _measures(raw, context) | _keeps(answers) | ({kinds.KMS_KEY: context.key(raw, key)} if key else {})
    yield resource(raw, ResourceKind.BUCKET, raw.body.get("BucketArn") or f"arn:aws:s3:::{name}", name, labels=labels, attributes=known)
    if answers.get("GetBucketPolicy"):
        yield from attach(here, AttachmentKind.RESOURCE, answers["GetBucketPolicy"].get("Policy"), surface="s3")
    if answers.get("GetBucketAcl"):
        yield from attach(here, AttachmentKind.BUCKET_ACL, answers["GetBucketAcl"])
    if answers.get("GetBucketOwnershipControls"):
        yield from attach(here, AttachmentKind.OWNERSHIP, answers["GetBucketOwnershipControls"])
    yield from _block(here, answers.get("GetPublicAccessBlock"))


def account_block(raw: Raw, _: Context) -> Iterator[Fact]:
    """The account's own block of public access."""
    yield from _block(account_uri(raw.account), raw.body)


def access_point(raw: Raw, _: Context) -> Iterator[Fact]:
    """An access point with its policy and block; its parent is the bucket."""
    arn, told = raw.body["AccessPointArn"], raw.answers.get("GetAccessPoint", {})
    network = told.get("NetworkOrigin", raw.body.get("NetworkOrigin", ""))
    known = {kinds.NETWORK_ORIGIN: network, kinds.ALIAS: told.get("Alias", raw.body.get("Alias", ""))}
    yield resource(raw, ResourceKind.ACCESS_POINT, arn, raw.body["Name"], attributes=known, parent=f"s3://{raw.body['Bucket']}")
    policy = raw.answers.get("GetAccessPointPolicy", {}).get("Policy")
    if policy is not None:
        yield from attach(uri(arn), AttachmentKind.RESOURCE, policy, surface="s3-access-points")
    yield from _block(uri(arn), told)


def _block(holder: str, told: Answer | None) -> Iterator[Fact]:
    if told and "PublicAccessBlockConfiguration" in told:
        yield from attach(holder, AttachmentKind.PUBLIC_ACCESS_BLOCK, told["PublicAccessBlockConfiguration"])


def _measures(raw: Raw, context: Context) -> dict[str, str]:
    answers = raw.answers
    return measures(
        encryption_at_rest=_known(answers.get("GetBucketEncryption"), lambda told: bool(_default_encryption(told))),
        block_public_access=_blocked(raw, context),
        lifecycle_rule=_known(answers.get("GetBucketLifecycleConfiguration"), _expires),
        access_logging=_known(answers.get("GetBucketLogging"), lambda told: "LoggingEnabled" in told),
        versioning=_known(answers.get("GetBucketVersioning"), lambda told: told.get("Status") == "Enabled"),
    )


def _known(told: Answer | None, is_on: Callable[[Answer], bool]) -> bool | None:
    return None if told is None else is_on(told)


def _default_encryption(told: Answer) -> Mapping[str, str]:
    rules = told.get("ServerSideEncryptionConfiguration", {}).get("Rules", ())
    return next((rule.get("ApplyServerSideEncryptionByDefault", {}) for rule in rules), {})


def _expires(told: Answer) -> bool:
    """Whether a rule that is on removes objects after a while."""
    return any(rule.get("Status") == "Enabled" and "Expiration" in rule for rule in told.get("Rules", ()))


def _keeps(answers: Mapping[str, Answer]) -> dict[str, str]:
    """After how many days objects go, by the earliest rule that is on and for the whole bucket, and whether their old versions stay.

    In a versioned bucket an object that expires only gets a marker (S3 User Guide, "Expiring objects").
    """
    if "GetBucketLifecycleConfiguration" not in answers:
        return {}
    rules = [rule for rule in answers["GetBucketLifecycleConfiguration"].get("Rules", ()) if rule.get("Status") == "Enabled"]
    days = [rule["Expiration"]["Days"] for rule in rules if _is_whole(rule) and "Days" in rule.get("Expiration", {})]
    versioned = answers.get("GetBucketVersioning", {}).get("Status") in ("Enabled", "Suspended")
    old = versioned and not any("NoncurrentVersionExpiration" in rule for rule in rules)
    return {kinds.KEEPS_DAYS: str(min(days)) if days else "", kinds.OLD_VERSIONS: "kept" if old else ""}


def _is_whole(rule: Answer) -> bool:
    """Whether a rule is about every object: without a prefix, tags or sizes (Amazon S3 API Reference, "LifecycleRule")."""
    chosen = rule.get("Filter", {})
    return not rule.get("Prefix") and all(key == "Prefix" and not value for key, value in chosen.items())


def _blocked(raw: Raw, context: Context) -> bool | None:
    """Whether all four flags hold, at the bucket or at its account; unknown when one that could say so was not read."""
    accounts = [block.body for block in context.all("account-public-access-block") if block.account == raw.account]
    told = [raw.answers.get("GetPublicAccessBlock"), accounts[0] if accounts else None]
    read = [one.get("PublicAccessBlockConfiguration", {}) for one in told if one is not None]
    if all(any(flags.get(name) for flags in read) for name in FLAGS):
        return True
    return False if len(read) == len(told) else None
