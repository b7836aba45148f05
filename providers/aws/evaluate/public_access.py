"""S3's block of public access: what of a bucket's policy and lists it cuts off (S3 User Guide, "Blocking public access to your Amazon S3 storage")."""

from functools import lru_cache

from providers.aws.evaluate.condition import Condition
from providers.aws.evaluate.statement import Statement
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.world import World
from providers.aws.identifiers import account_uri
from providers.aws.kinds import AttachmentKind, ResourceKind

# A statement for everybody is not public when it holds one of these keys against fixed values (there, "The meaning of public").
_NARROWING = frozenset(
    {
        *("aws:sourceip", "aws:sourcearn", "aws:sourcevpc", "aws:sourcevpce", "aws:sourceowner", "aws:sourceaccount", "aws:userid"),
        *("aws:principalorgid", "aws:principalorgpaths", "aws:principalarn", "aws:principalaccount"),
        *("s3:x-amz-server-side-encryption-aws-kms-key-id", "s3:dataaccesspointaccount", "s3:dataaccesspointarn"),
    }
)
_FIXED = frozenset({"stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"})


def is_set(world: World, target: Target, flag: str) -> bool:
    """Whether a flag is on, at the bucket or access point itself or at its account: the stricter counts."""
    holders = (target.id, account_uri(target.account))
    return any(
        told.get("PublicAccessBlockConfiguration", told).get(flag) is True
        for holder in holders
        for told in world.settings(holder, AttachmentKind.PUBLIC_ACCESS_BLOCK)
    )


@lru_cache(maxsize=4096)
def is_restricted(world: World, target: Target) -> bool:
    """Whether only the bucket's own account and services of AWS still come in by its policy, since that is public."""
    if target.kind not in (ResourceKind.BUCKET, ResourceKind.ACCESS_POINT) or not is_set(world, target, "RestrictPublicBuckets"):
        return False
    return any(is_public(statement) for held in target.policies for statement in held.policy.statements)


def is_public(statement: Statement) -> bool:
    """Whether a statement makes its bucket public."""
    if not statement.allows or statement.principals is None:
        return False
    return (statement.not_principals or statement.principals.everybody) and not any(map(_narrows, statement.conditions))


def _narrows(condition: Condition) -> bool:
    if (
        condition.key.lower() not in _NARROWING
        or condition.operator.name not in _FIXED
        or condition.operator.negated
        or condition.if_exists
    ):
        return False
    wide = "/0" if condition.operator.name == "ipaddress" else "*"
    return not any(wide in value for value in condition.wanted)
