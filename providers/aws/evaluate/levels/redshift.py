"""Redshift (Service Authorization Reference, "Amazon Redshift", "Amazon Redshift Data API")."""

from providers.aws.evaluate.levels.rule import (
    LOGS,
    NETWORK,
    NEW,
    PROTECTION,
    RUNNING,
    SETTINGS,
    SETTINGS_SHOWN,
    SQL,
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

_SIGNED_IN = "the caller comes by Identity Center as a user whom the database lets in"
_ITS_SHARE = "the data share is one of the cluster's"  # a share's ARN tells the namespace, which is not kept
_STATEMENTS = "redshift-data:ExecuteStatement redshift-data:BatchExecuteStatement"

WAREHOUSE = Table(
    asked={
        On.RESOURCE: ("redshift:cluster", "redshift-data:cluster"),
        On.DATABASES: ("redshift:dbname",),
        On.USERS: ("redshift:dbuser",),
        On.SNAPSHOTS: ("redshift:snapshot",),
        On.SHARES: ("redshift:datashare",),
    },
    beneath=("redshift:dbgroup", "redshift:namespace"),
    rules=(
        *rules(F, "redshift:DescribeClusters redshift:DescribeClusterSnapshots"),
        *rules(F, "redshift-data:ListDatabases redshift-data:ListSchemas redshift-data:ListTables redshift-data:DescribeTable"),
        *rules(F | R, _STATEMENTS),
        *rules(C, _STATEMENTS, beyond=SQL),
        *rules(F | R, "redshift:GetClusterCredentialsWithIAM", On.DATABASES),
        *rules(C, "redshift:GetClusterCredentialsWithIAM", On.DATABASES, beyond=SQL),
        *rules(F | R, "redshift:GetClusterCredentials", On.USERS),
        *rules(C, "redshift:GetClusterCredentials", On.USERS, beyond=SQL),
        *rules(F | R, "redshift:GetIdentityCenterAuthToken", beyond=_SIGNED_IN),
        *rules(C, "redshift:DeleteCluster redshift:RestoreTableFromClusterSnapshot"),
        *rules(S, "redshift:AuthorizeSnapshotAccess", On.SNAPSHOTS),
        *rules(S, "redshift:AuthorizeDataShare", On.SHARES, beyond=_ITS_SHARE),
        *rules(M, "redshift:ModifyCluster"),  # the master user's password
        *rules(M, "redshift:ModifyLakehouseConfiguration"),  # whose rights count in it
        *rules(M, "redshift:EnableSnapshotCopy"),
        *rules(M, "redshift:CreateClusterSnapshot redshift:CopyClusterSnapshot redshift:RestoreFromClusterSnapshot", On.SNAPSHOTS),
        *rules(M, "redshift:RevokeSnapshotAccess", On.SNAPSHOTS),
    ),
    aside={
        **aside(TAGS, "redshift:DescribeTags"),
        **aside(
            SETTINGS_SHOWN,
            """redshift:DescribeAutonomicsDenylist redshift:DescribeEndpointAccess redshift:DescribeEndpointAuthorization
            redshift:DescribeLoggingStatus redshift:DescribeNodeConfigurationOptions redshift:DescribePartners redshift:DescribeResize
            redshift:DescribeSnapshotSchedules redshift:DescribeTableRestoreStatus redshift:DescribeUsageLimits
            redshift:GetReservedNodeExchangeConfigurationOptions redshift:ListRecommendations""",
        ),
        **aside(
            SETTINGS,
            """redshift:CreateUsageLimit redshift:CreateCustomDomainAssociation redshift:DeleteCustomDomainAssociation
            redshift:DeletePartner redshift:ModifyAquaConfiguration redshift:ModifyAutonomicsDenylist redshift:ModifyClusterMaintenance
            redshift:ModifyClusterSnapshotSchedule redshift:ModifyCustomDomainAssociation redshift:RotateEncryptionKey
            redshift:UpdatePartnerStatus""",
        ),
        **aside(PROTECTION, "redshift:DisableSnapshotCopy redshift:ModifySnapshotCopyRetentionPeriod"),
        **aside(
            RUNNING,
            """redshift:CancelResize redshift:FailoverPrimaryCompute redshift:ModifyClusterDbRevision redshift:PauseCluster
            redshift:RebootCluster redshift:ResizeCluster redshift:ResumeCluster""",
        ),
        **aside(NETWORK, "redshift:AuthorizeEndpointAccess redshift:RevokeEndpointAccess redshift:CreateEndpointAccess"),
        **aside(LOGS, "redshift:EnableLogging redshift:DisableLogging redshift:ViewQueriesInConsole redshift:CancelQuerySession"),
        **aside("gives the warehouse rights elsewhere, or takes them away", "redshift:ModifyClusterIamRoles"),
        **aside(NEW, "redshift:CreateCluster"),
        **aside(without("redshift:GetClusterCredentials"), "redshift:CreateClusterUser redshift:JoinGroup"),
        **aside(
            "deletes or keeps a copy, not the content",
            """redshift:BatchDeleteClusterSnapshots redshift:BatchModifyClusterSnapshots redshift:DeleteClusterSnapshot
            redshift:ModifyClusterSnapshot""",
        ),
        **aside(
            "takes in what another shares, or takes a reader away",
            """redshift:AssociateDataShareConsumer redshift:DisassociateDataShareConsumer redshift:DeauthorizeDataShare
            redshift:RejectDataShare""",
        ),
        **aside(
            "says who may send data into a namespace, not who has them from it",
            """redshift:GetResourcePolicy redshift:PutResourcePolicy redshift:DeleteResourcePolicy redshift:AuthorizeInboundIntegration
            redshift:CreateInboundIntegration""",
        ),
    },
)
