"""What was not read, and which resources it leaves in the dark."""

from collections.abc import Iterator

from audit.model.facts import Gap
from providers.aws import kinds
from providers.aws.evaluate.beside import lists_count
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.world import World
from providers.aws.identifiers import account_uri, region_uri
from providers.aws.kinds import AttachmentKind, ResourceKind

_OBJECTS_MAY = (
    "objects may have access control lists of their own, which are not read; turn lists off on the bucket (bucket owner enforced)"
)
_OBJECT_LISTS = "s3:GetObjectAcl"  # never asked: one call an object; a bucket whose owner owns every object has none

# Calls about measures, labels and sign-in: what they lack is a gap of another check, not of who reaches what.
_NOT_ABOUT_REACH = frozenset(
    {
        *("s3:GetBucketTagging", "s3:GetBucketLifecycleConfiguration", "s3:GetBucketLogging", "s3:GetBucketVersioning"),
        *("kms:GetKeyRotationStatus", "kms:ListResourceTags", "kms:ListAliases", "dynamodb:DescribeContinuousBackups"),
        *("dynamodb:ListTagsOfResource", "sqs:ListQueueTags", "sns:ListTagsForResource", "lambda:ListTags", "ecr:ListTagsForResource"),
        *("backup:ListTags", "redshift:DescribeLoggingStatus", "athena:GetWorkGroup", "s3:GetBucketLocation"),
        *("iam:ListAccountAliases", "iam:GenerateCredentialReport", "iam:GetCredentialReport", "iam:ListAccessKeys", "iam:ListMFADevices"),
    }
)
_OF_AN_ACCOUNT = frozenset({"sign-in", "regions", "iam", "policy-documents"})  # surfaces that speak of every resource of an account
_SURFACES = {
    ResourceKind.BUCKET: {"s3", "s3-access-points"},
    ResourceKind.KEY: {"kms"},
    ResourceKind.SECRET: {"secretsmanager"},
    ResourceKind.TABLE: {"dynamodb"},
    ResourceKind.DB_INSTANCE: {"rds"},
    ResourceKind.DB_CLUSTER: {"rds"},
    ResourceKind.DB_SNAPSHOT: {"rds"},
    ResourceKind.DB_CLUSTER_SNAPSHOT: {"rds"},
    ResourceKind.QUEUE: {"sqs"},
    ResourceKind.TOPIC: {"sns"},
    ResourceKind.FUNCTION: {"lambda"},
    ResourceKind.REPOSITORY: {"ecr"},
    ResourceKind.FILE_SYSTEM: {"efs"},
    ResourceKind.BACKUP_VAULT: {"backup"},
    ResourceKind.CATALOG: {"glue"},
    ResourceKind.WORKGROUP: {"athena"},
    ResourceKind.WAREHOUSE: {"redshift"},
}


def darkening(world: World, target: Target) -> tuple[Gap, ...]:
    """The gaps that leave open who reaches a resource, sorted."""
    return tuple(sorted(set(_darkening(world, target))))


def everywhere(world: World) -> tuple[Gap, ...]:
    """The gaps that leave open who enters anything: assignments of the directory, and identities' and roles' policies that are not understood."""
    unclear = (gap for gap in world.broken if gap.operation in ("parse identity", "parse trust"))
    return tuple(sorted({*(gap for gap in world.gaps if gap.surface == "identity-center"), *unclear}))


def _darkening(world: World, target: Target) -> Iterator[Gap]:
    resource = target.resource
    attributes = [resource.attribute(name) for name in (kinds.KMS_KEY, kinds.MASTER_SECRET)] if resource else []
    doors = [door.id for door in world.doors.get(target.id, ())]
    own = {target.id, *doors, *filter(None, attributes)}
    surfaces = set(_SURFACES.get(ResourceKind(target.kind), set()))
    surfaces |= {"kms"} if attributes and attributes[0] else set()
    surfaces |= {"secretsmanager"} if attributes and attributes[1] else set()
    places = {account_uri(target.account), region_uri(target.account, target.region)}
    for gap in (*world.gaps, *world.broken):
        if gap.operation in _NOT_ABOUT_REACH:
            continue
        whole_account = gap.surface in _OF_AN_ACCOUNT and f"{gap.scope}/".startswith(f"{account_uri(target.account)}/")
        if (
            gap.scope in own
            or whole_account
            or (gap.surface in surfaces and gap.scope in places)
            or (gap.surface == "organizations" and world.unread_controls(target.account))
        ):
            yield gap
    if world.settings(target.id, AttachmentKind.BUCKET_ACL) and lists_count(world, target):
        yield Gap("aws", "s3", target.id, _OBJECT_LISTS, _OBJECTS_MAY)
    for missing in filter(None, attributes):
        if missing not in world.resources and "/alias/aws/" not in missing:
            surface = "kms" if missing == attributes[0] else "secretsmanager"
            yield Gap("aws", surface, missing, "", f"it is needed to open {target.id} and was not read")
