"""Keys, secrets, queues, topics, functions and repositories → facts."""

from collections.abc import Iterator

from audit.model.facts import Fact
from providers.aws import kinds
from providers.aws.collect.raw import Raw
from providers.aws.identifiers import uri
from providers.aws.kinds import AttachmentKind, ResourceKind
from providers.aws.normalise.context import Context, measures, resource
from providers.aws.normalise.documents import attach
from providers.aws.normalise.stores import policy


def key(raw: Raw, context: Context) -> Iterator[Fact]:
    """A KMS key with its policy and each of its grants; its name is an alias where it has one."""
    answers, here = raw.answers, uri(raw.body["KeyArn"])
    about = answers.get("DescribeKey", {}).get("KeyMetadata", {})
    names = sorted(alias for (_, _, alias), target in context.aliases.items() if target == here)
    rotates = answers.get("GetKeyRotationStatus", {}).get("KeyRotationEnabled")
    known = measures(key_rotation=rotates) | {kinds.KEY_MANAGER: about.get("KeyManager", "")}
    labels = {tag["TagKey"]: tag["TagValue"] for tag in answers.get("ListResourceTags", {}).get("Tags", ())}
    yield resource(raw, ResourceKind.KEY, raw.body["KeyArn"], next(iter(names), raw.body["KeyId"]), labels=labels, attributes=known)
    yield from policy(here, answers.get("GetKeyPolicy", {}).get("Policy"), "kms")
    for grant in answers.get("ListGrants", {}).get("Grants", ()):
        yield from attach(here, AttachmentKind.KMS_GRANT, grant, grant["GrantId"])


def secret(raw: Raw, context: Context) -> Iterator[Fact]:
    """A secret: who reads it reads what it opens."""
    body = raw.body
    named = body.get("KmsKeyId")
    known = measures(rotation=body.get("RotationEnabled", False)) | ({kinds.KMS_KEY: context.key(raw, named)} if named else {})
    yield resource(raw, ResourceKind.SECRET, body["ARN"], body["Name"], labels=body.get("Tags"), attributes=known)
    yield from policy(uri(body["ARN"]), raw.answers.get("GetResourcePolicy", {}).get("ResourcePolicy"), "secretsmanager")


def queue(raw: Raw, context: Context) -> Iterator[Fact]:
    """An SQS queue."""
    name = raw.body["Name"]
    told = raw.answers.get("GetQueueAttributes")
    about = (told or {}).get("Attributes", {})
    arn = about.get("QueueArn") or f"arn:aws:sqs:{raw.region}:{raw.body['Account']}:{name}"
    named = about.get("KmsMasterKeyId")
    encrypted = None if told is None else bool(named) or about.get("SqsManagedSseEnabled") == "true"
    known = measures(encryption_at_rest=encrypted) | ({kinds.KMS_KEY: context.key(raw, named)} if named else {})
    yield resource(raw, ResourceKind.QUEUE, arn, name, labels=raw.answers.get("ListQueueTags", {}).get("Tags"), attributes=known)
    yield from policy(uri(arn), about.get("Policy"), "sqs")


def topic(raw: Raw, context: Context) -> Iterator[Fact]:
    """An SNS topic."""
    arn = raw.body["TopicArn"]
    told = raw.answers.get("GetTopicAttributes")
    about = (told or {}).get("Attributes", {})
    named = about.get("KmsMasterKeyId")
    known = measures(encryption_at_rest=None if told is None else bool(named)) | ({kinds.KMS_KEY: context.key(raw, named)} if named else {})
    labels = raw.answers.get("ListTagsForResource", {}).get("Tags")
    yield resource(raw, ResourceKind.TOPIC, arn, arn.rpartition(":")[2], labels=labels, attributes=known)
    yield from policy(uri(arn), about.get("Policy"), "sns")


def function(raw: Raw, _: Context) -> Iterator[Fact]:
    """A Lambda function: who changes its code acts as its role."""
    body = raw.body
    known = {kinds.EXECUTION_ROLE: uri(body["Role"]) if body.get("Role") else ""}
    labels = raw.answers.get("ListTags", {}).get("Tags")
    yield resource(raw, ResourceKind.FUNCTION, body["FunctionArn"], body["FunctionName"], labels=labels, attributes=known)
    yield from policy(uri(body["FunctionArn"]), raw.answers.get("GetPolicy", {}).get("Policy"), "lambda")


def repository(raw: Raw, context: Context) -> Iterator[Fact]:
    """An ECR repository."""
    body = raw.body
    named = body.get("encryptionConfiguration", {}).get("kmsKey")
    known = {kinds.KMS_KEY: context.key(raw, named)} if named else {}
    labels = raw.answers.get("ListTagsForResource", {}).get("tags")
    yield resource(raw, ResourceKind.REPOSITORY, body["repositoryArn"], body["repositoryName"], labels=labels, attributes=known)
    yield from policy(uri(body["repositoryArn"]), raw.answers.get("GetRepositoryPolicy", {}).get("policyText"), "ecr")
