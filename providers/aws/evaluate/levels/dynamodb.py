"""DynamoDB (Service Authorization Reference, "Amazon DynamoDB"; DynamoDB Developer Guide, "DynamoDB API permissions")."""

from providers.aws.evaluate.levels.rule import (
    BY_AWS,
    DECRYPT,
    NEW,
    PROTECTION,
    RIGHTS_SHOWN,
    SETTINGS,
    SETTINGS_SHOWN,
    TAGS,
    C,
    F,
    M,
    On,
    R,
    S,
    Table,
    aside,
    rules,
    without,
)

TABLE = Table(
    asked={
        On.RESOURCE: ("dynamodb:table",),
        On.INDEXES: ("dynamodb:index",),
        On.STREAMS: ("dynamodb:stream",),
        On.BACKUPS: ("dynamodb:backup",),
    },
    beneath=("dynamodb:export", "dynamodb:import"),
    rules=(
        *rules(F, "dynamodb:DescribeTable"),
        *rules(R, "dynamodb:GetItem dynamodb:BatchGetItem dynamodb:PartiQLSelect", key=DECRYPT),
        *rules(R, "dynamodb:ConditionCheckItem", key=DECRYPT),  # gives the item back when the condition fails, if asked to
        *rules(R, "dynamodb:Query dynamodb:Scan", key=DECRYPT),
        *rules(R, "dynamodb:Query dynamodb:Scan dynamodb:PartiQLSelect dynamodb:SearchVectors", On.INDEXES, DECRYPT),
        *rules(R, "dynamodb:GetRecords", On.STREAMS, DECRYPT),  # what was written of late
        *rules(R | S, "dynamodb:ExportTableToPointInTime", key=DECRYPT),  # to a bucket that the caller names, another account's too
        *rules(C, "dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:BatchWriteItem", key=DECRYPT),
        *rules(C, "dynamodb:PartiQLInsert dynamodb:PartiQLUpdate dynamodb:PartiQLDelete", key=DECRYPT),
        *rules(C, "dynamodb:DeleteTable dynamodb:DeleteTableReplica"),
        *rules(S, "dynamodb:AssociateTableReplica"),  # a replica in another account
        *rules(M, "dynamodb:PutResourcePolicy dynamodb:DeleteResourcePolicy"),
        *rules(M, "dynamodb:UpdateTimeToLive"),  # an attribute with a time that is past would have the item deleted
        *rules(M, "dynamodb:UpdateTable"),  # the key that encrypts it, streams, replicas
        *rules(M, "dynamodb:CreateBackup dynamodb:RestoreTableToPointInTime"),
        *rules(M, "dynamodb:RestoreTableFromBackup", On.BACKUPS),
        *rules(M, "dynamodb:CreateTableReplica dynamodb:CreateGlobalTable dynamodb:UpdateGlobalTable"),
        *rules(M, "dynamodb:EnableKinesisStreamingDestination"),  # every change goes to a stream with rights of its own
    ),
    aside={
        **aside(TAGS, "dynamodb:ListTagsOfResource"),
        **aside(RIGHTS_SHOWN, "dynamodb:GetResourcePolicy"),
        **aside(
            SETTINGS_SHOWN,
            """dynamodb:DescribeContinuousBackups dynamodb:DescribeContributorInsights dynamodb:DescribeKinesisStreamingDestination
            dynamodb:DescribeTableReplicaAutoScaling dynamodb:DescribeTimeToLive""",
        ),
        **aside(
            SETTINGS,
            """dynamodb:DisableKinesisStreamingDestination dynamodb:UpdateKinesisStreamingDestination dynamodb:UpdateGlobalTableSettings
            dynamodb:UpdateGlobalTableVersion dynamodb:UpdateTableReplicaAutoScaling dynamodb:DisassociateTableReplica
            dynamodb:CreateGlobalTableWitness dynamodb:DeleteGlobalTableWitness""",
        ),
        **aside(PROTECTION, "dynamodb:UpdateContinuousBackups"),
        **aside("has CloudWatch show the keys that are asked for most, under rights of its own", "dynamodb:UpdateContributorInsights"),
        **aside(
            BY_AWS,
            """dynamodb:ReadDataForReplication dynamodb:ReplicateSettings dynamodb:RestoreTableFromAwsBackup dynamodb:StartAwsBackupJob
            dynamodb:WriteDataForReplication""",
        ),
        **aside(NEW, "dynamodb:CreateTable dynamodb:ImportTable"),
        **aside("shows that something was exported or imported, no content", "dynamodb:ListExports dynamodb:ListImports"),
        **aside("shows that something was exported or imported, no content", "dynamodb:DescribeExport dynamodb:DescribeImport"),
        **aside(without("dynamodb:GetRecords"), "dynamodb:DescribeStream dynamodb:GetShardIterator"),
        **aside("tells of a copy or deletes it, not the content", "dynamodb:DescribeBackup dynamodb:DeleteBackup"),
    },
)
