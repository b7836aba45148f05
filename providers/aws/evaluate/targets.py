"""A world's resources as what is asked for, with everything that is known of them."""

from collections.abc import Mapping
from dataclasses import replace

from audit.model.facts import Resource
from providers.aws import kinds
from providers.aws.authority import authority
from providers.aws.evaluate.beside import entries
from providers.aws.evaluate.caller import Caller, Held
from providers.aws.evaluate.context import MISSING, Shape, Values
from providers.aws.evaluate.public_access import is_restricted
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.world import World
from providers.aws.kinds import AttachmentKind, ResourceKind

_FREE_CHOICE: Mapping[str, Values | Shape] = {
    "aws:securetransport": ("true",),
    "s3:tlsversion": ("1.3",),
    "saml:aud": ("https://signin.aws.amazon.com/saml",),
}
_DIRECT: Mapping[str, Values | Shape] = {
    "s3:dataaccesspointaccount": MISSING,
    "s3:dataaccesspointarn": MISSING,
    "s3:accesspointnetworkorigin": MISSING,
}
_POLICY_READERS = frozenset(
    {
        *("s3:GetBucketPolicy", "kms:GetKeyPolicy", "secretsmanager:GetResourcePolicy", "dynamodb:GetResourcePolicy"),
        *("sqs:GetQueueAttributes", "sns:GetTopicAttributes", "lambda:GetPolicy", "ecr:GetRepositoryPolicy"),
        *("efs:DescribeFileSystemPolicy", "backup:GetBackupVaultAccessPolicy", "glue:GetResourcePolicy", "s3control:GetAccessPointPolicy"),
    }
)


def target(world: World, resource: Resource) -> Target:
    """The target that a resource of the facts is."""
    arn, number = resource.attribute(kinds.ARN), resource.attribute(kinds.ACCOUNT)
    unread = world.unread((resource.id,), lambda gap: gap.operation in _POLICY_READERS or gap.operation == "parse resource")
    bare = Target(
        id=resource.id,
        kind=resource.kind,
        arn=arn,
        account=number,
        policies=world.held(resource.id, AttachmentKind.RESOURCE),
        controls=_controls(world, arn, number),
        keys=_keys(world, resource, number),
        region=resource.attribute(kinds.REGION),
        needs_policy=resource.kind == ResourceKind.KEY,
        unread=(*unread, *_unread_controls(world, arn, number)),
        resource=resource,
    )
    return replace(bare, entries=entries(world, bare), restricted=is_restricted(world, bare))


def trust_of(world: World, role: Caller, known: Mapping[str, Values | Shape] | None = None) -> Target:
    """A role as what is asked for: its trust policy is its resource policy. `known`: more that is known of it."""
    tags = {
        name.replace("aws:principaltag", "aws:resourcetag"): value
        for name, value in role.keys.items()
        if name.startswith("aws:principaltag/") and name != "aws:principaltag/*"
    }
    return Target(
        id=role.id,
        kind="role",
        arn=role.arn,
        account=role.account,
        policies=world.held(role.id, AttachmentKind.TRUST),
        controls=_controls(world, "arn:aws:sts", role.account),
        keys={**_FREE_CHOICE, **_owner(world, role.account), **tags, **(known or {})},
        needs_policy=True,
    )


def plain_target(world: World, arn: str, number: str) -> Target:
    """Something of an account that has no policy of its own: a user, a policy, a service's job."""
    return Target(id=arn, kind="", arn=arn, account=number, keys={**_FREE_CHOICE, **_owner(world, number)})


def _controls(world: World, arn: str, number: str) -> tuple[tuple[Held, ...], ...]:
    return world.ceilings(number, AttachmentKind.RCP) if arn.split(":")[2] in authority().controlled else ()


def _unread_controls(world: World, arn: str, number: str) -> tuple[str, ...]:
    found = world.unread_controls(number) if arn.split(":")[2] in authority().controlled else ""
    return (found,) if found else ()


def _keys(world: World, resource: Resource, number: str) -> Mapping[str, Values | Shape]:
    keys: dict[str, Values | Shape] = {**_FREE_CHOICE, **_owner(world, number)}
    region = resource.attribute(kinds.REGION)
    if region:
        keys["aws:requestedregion"] = (region,)
    if resource.kind == ResourceKind.BUCKET:
        return {**keys, **_DIRECT, "s3:resourceaccount": (number,)}
    tags: dict[str, Values | Shape] = {name.lower(): (value,) for name, value in resource.labels}
    for prefix in ("aws:resourcetag", f"{resource.attribute(kinds.ARN).split(':')[2]}:resourcetag"):
        keys |= {f"{prefix}/{name}": value for name, value in tags.items()}
    return keys


def _owner(world: World, number: str) -> dict[str, Values | Shape]:
    account = world.account(number)
    return {
        "aws:resourceaccount": (number,),
        "aws:resourceorgid": world.organisation_of(number),
        "aws:resourceorgpaths": (account.org_path,) if account.organisation and account.units else Shape(),
    }
