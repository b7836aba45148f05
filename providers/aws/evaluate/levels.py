"""Which actions give which level, for each kind of resource, on which ARN, and with which use of the key that encrypts it.

After the Service Authorization Reference, "Actions, resources, and condition keys" of each service. `find` sees names and metadata, `read`
the content, `change` writes or deletes, `share` lets others in to the content, `manage` edits who may.
"""

from dataclasses import dataclass
from enum import StrEnum

from policies.levels import Level, members
from providers.aws.kinds import ResourceKind


class On(StrEnum):
    """The ARN an action is asked on."""

    RESOURCE = "resource"  # the resource's own
    OBJECTS = "objects"  # those of a bucket's objects in the location
    INDEXES = "indexes"  # those of a table's indexes
    LOGINS = "logins"  # those of a database's users (IAM User Guide for RDS, "Creating and using an IAM policy for IAM database access")


@dataclass(frozen=True, slots=True)
class Rule:
    """An action that gives single levels. `key` is what the caller needs on the customer's key too; `beyond` what AWS does not decide, in words."""

    levels: tuple[Level, ...]
    action: str
    on: On = On.RESOURCE
    key: str = ""
    beyond: str = ""


_F, _R, _C, _S, _M = Level.FIND, Level.READ, Level.CHANGE, Level.SHARE, Level.MANAGE
_DECRYPT, _ENCRYPT = "kms:Decrypt", "kms:GenerateDataKey"
_SQL = "the database lets its user change data"  # SQL grants are the database's own business: a second plane of authorisation


def _rules(levels: Level, actions: str, on: On = On.RESOURCE, key: str = "", beyond: str = "") -> tuple[Rule, ...]:
    return tuple(Rule(members(levels), action, on, key, beyond) for action in actions.split())


_DATABASE = (
    *_rules(_F, "rds:DescribeDBInstances rds:DescribeDBClusters"),
    *_rules(_F | _R, "rds-db:connect", On.LOGINS),
    *_rules(_C, "rds-db:connect", On.LOGINS, beyond=_SQL),
    *_rules(_C, "rds:DeleteDBInstance rds:DeleteDBCluster"),
    *_rules(_M, "rds:ModifyDBInstance rds:ModifyDBCluster rds:CreateDBSnapshot rds:CreateDBClusterSnapshot"),
)
_SNAPSHOT = (
    *_rules(_F, "rds:DescribeDBSnapshots rds:DescribeDBClusterSnapshots"),
    *_rules(_R, "rds:RestoreDBInstanceFromDBSnapshot rds:RestoreDBClusterFromSnapshot", key=_DECRYPT),
    *_rules(_R, "rds:CopyDBSnapshot rds:CopyDBClusterSnapshot rds:StartExportTask", key=_DECRYPT),
    *_rules(_C, "rds:DeleteDBSnapshot rds:DeleteDBClusterSnapshot"),
    *_rules(_S, "rds:ModifyDBSnapshotAttribute rds:ModifyDBClusterSnapshotAttribute"),
)
RULES: dict[str, tuple[Rule, ...]] = {
    ResourceKind.BUCKET: (
        *_rules(_F, "s3:ListBucket s3:ListBucketVersions"),
        *_rules(_R, "s3:GetObject s3:GetObjectVersion", On.OBJECTS, _DECRYPT),
        *_rules(_C, "s3:DeleteObject s3:DeleteObjectVersion", On.OBJECTS),
        *_rules(_C, "s3:PutObject", On.OBJECTS, _ENCRYPT),
        *_rules(_S, "s3:PutObjectAcl s3:PutObjectVersionAcl", On.OBJECTS),
        *_rules(
            _M, "s3:PutBucketPolicy s3:DeleteBucketPolicy s3:PutBucketAcl s3:PutBucketPublicAccessBlock s3:PutReplicationConfiguration"
        ),
    ),
    ResourceKind.DB_INSTANCE: _DATABASE,
    ResourceKind.DB_CLUSTER: (
        *_DATABASE,
        *_rules(_F | _R, "rds-data:ExecuteStatement rds-data:BatchExecuteStatement"),
        *_rules(_C, "rds-data:ExecuteStatement rds-data:BatchExecuteStatement", beyond=_SQL),
    ),
    ResourceKind.DB_SNAPSHOT: _SNAPSHOT,
    ResourceKind.DB_CLUSTER_SNAPSHOT: _SNAPSHOT,
    ResourceKind.SECRET: (
        *_rules(_F, "secretsmanager:DescribeSecret secretsmanager:ListSecretVersionIds"),
        *_rules(_R, "secretsmanager:GetSecretValue secretsmanager:BatchGetSecretValue", key=_DECRYPT),
        *_rules(_C, "secretsmanager:PutSecretValue secretsmanager:UpdateSecret", key=_ENCRYPT),
        *_rules(_C, "secretsmanager:DeleteSecret"),
        *_rules(_M, "secretsmanager:PutResourcePolicy secretsmanager:DeleteResourcePolicy"),
    ),
    ResourceKind.TABLE: (
        *_rules(_F, "dynamodb:DescribeTable"),
        *_rules(_R, "dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PartiQLSelect dynamodb:ExportTableToPointInTime", key=_DECRYPT),
        *_rules(_R, "dynamodb:Query dynamodb:Scan", key=_DECRYPT),
        *_rules(_R, "dynamodb:Query dynamodb:Scan", On.INDEXES, _DECRYPT),
        *_rules(_C, "dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem", key=_DECRYPT),
        *_rules(_C, "dynamodb:PartiQLInsert dynamodb:PartiQLUpdate dynamodb:PartiQLDelete", key=_DECRYPT),
        *_rules(_C, "dynamodb:DeleteTable"),
        *_rules(_M, "dynamodb:PutResourcePolicy dynamodb:DeleteResourcePolicy"),
    ),
    ResourceKind.KEY: (
        *_rules(_F, "kms:DescribeKey"),
        *_rules(_R, "kms:Decrypt kms:ReEncryptFrom"),
        *_rules(_C, "kms:ScheduleKeyDeletion kms:DisableKey"),
        *_rules(_M, "kms:PutKeyPolicy kms:CreateGrant"),
    ),
    ResourceKind.QUEUE: (
        *_rules(_F, "sqs:GetQueueAttributes sqs:GetQueueUrl"),
        *_rules(_R, "sqs:ReceiveMessage", key=_DECRYPT),
        *_rules(_C, "sqs:SendMessage", key=_ENCRYPT),
        *_rules(_C, "sqs:DeleteMessage sqs:PurgeQueue sqs:DeleteQueue"),
        *_rules(_M, "sqs:SetQueueAttributes sqs:AddPermission"),
    ),
    ResourceKind.TOPIC: (
        *_rules(_F, "sns:GetTopicAttributes sns:ListSubscriptionsByTopic"),
        *_rules(_R, "sns:Subscribe"),
        *_rules(_C, "sns:Publish", key=_ENCRYPT),
        *_rules(_C, "sns:DeleteTopic"),
        *_rules(_M, "sns:SetTopicAttributes sns:AddPermission"),
    ),
    ResourceKind.FUNCTION: (
        *_rules(_F, "lambda:GetFunctionConfiguration"),
        *_rules(_R, "lambda:GetFunction"),
        *_rules(_C, "lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration lambda:DeleteFunction"),
        *_rules(_M, "lambda:AddPermission"),
    ),
    ResourceKind.REPOSITORY: (
        *_rules(_F, "ecr:DescribeImages ecr:ListImages"),
        *_rules(_R, "ecr:BatchGetImage ecr:GetDownloadUrlForLayer"),
        *_rules(_C, "ecr:PutImage ecr:BatchDeleteImage ecr:DeleteRepository"),
        *_rules(_M, "ecr:SetRepositoryPolicy"),
    ),
    ResourceKind.FILE_SYSTEM: (
        *_rules(_F, "elasticfilesystem:DescribeFileSystems"),
        *_rules(_R, "elasticfilesystem:ClientMount"),
        *_rules(_C, "elasticfilesystem:ClientWrite elasticfilesystem:DeleteFileSystem"),
        *_rules(_M, "elasticfilesystem:PutFileSystemPolicy elasticfilesystem:DeleteFileSystemPolicy"),
    ),
    ResourceKind.BACKUP_VAULT: (
        *_rules(_F, "backup:ListRecoveryPointsByBackupVault backup:DescribeBackupVault"),
        *_rules(_R, "backup:CopyFromBackupVault backup:StartRestoreJob", key=_DECRYPT),
        *_rules(_C, "backup:DeleteRecoveryPoint backup:DeleteBackupVault"),
        *_rules(_M, "backup:PutBackupVaultAccessPolicy backup:DeleteBackupVaultAccessPolicy"),
    ),
    ResourceKind.CATALOG: (
        *_rules(_F, "glue:GetDatabases glue:GetTables"),
        *_rules(_C, "glue:UpdateTable glue:DeleteTable"),
        *_rules(_M, "glue:PutResourcePolicy"),
    ),
    ResourceKind.WAREHOUSE: (
        *_rules(_F, "redshift:DescribeClusters"),
        *_rules(_F | _R, "redshift:GetClusterCredentialsWithIAM redshift-data:ExecuteStatement"),
        *_rules(_C, "redshift:GetClusterCredentialsWithIAM redshift-data:ExecuteStatement", beyond=_SQL),
        *_rules(_C, "redshift:DeleteCluster"),
        *_rules(_S, "redshift:AuthorizeDataShare"),
        *_rules(_M, "redshift:ModifyCluster redshift:CreateClusterSnapshot"),
    ),
}
OPENED = Level.FIND | Level.READ  # what whoever reads a database's master secret has of the database
OPENED_BEYOND = Level.CHANGE
