"""EFS (Service Authorization Reference, "Amazon Elastic File System"; EFS User Guide, "Using IAM to control file system data access")."""

from providers.aws.evaluate.levels.rule import (
    BY_AWS,
    NETWORK,
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

FILE_SYSTEM = Table(
    asked={On.RESOURCE: ("elasticfilesystem:file-system",)},
    beneath=("elasticfilesystem:access-point",),
    rules=(
        *rules(F, "elasticfilesystem:DescribeFileSystems"),
        *rules(R, "elasticfilesystem:ClientMount"),
        *rules(C, "elasticfilesystem:ClientWrite elasticfilesystem:DeleteFileSystem"),
        *rules(S, "elasticfilesystem:CreateReplicationConfiguration"),  # to a file system that may be another account's
        *rules(M, "elasticfilesystem:PutFileSystemPolicy elasticfilesystem:DeleteFileSystemPolicy"),
        *rules(M, "elasticfilesystem:CreateAccessPoint"),  # who comes by it is the user that the caller names, root if wanted
    ),
    aside={
        **aside(TAGS, "elasticfilesystem:DescribeTags elasticfilesystem:ListTagsForResource"),
        **aside(RIGHTS_SHOWN, "elasticfilesystem:DescribeFileSystemPolicy"),
        **aside(
            SETTINGS_SHOWN,
            """elasticfilesystem:DescribeAccessPoints elasticfilesystem:DescribeBackupPolicy
            elasticfilesystem:DescribeLifecycleConfiguration elasticfilesystem:DescribeMountTargets
            elasticfilesystem:DescribeMountTargetSecurityGroups elasticfilesystem:DescribeReplicationConfigurations""",
        ),
        **aside(without("elasticfilesystem:ClientMount"), "elasticfilesystem:ClientRootAccess"),
        **aside(
            NETWORK,
            """elasticfilesystem:CreateMountTarget elasticfilesystem:DeleteMountTarget elasticfilesystem:DeleteAccessPoint
            elasticfilesystem:ModifyMountTargetSecurityGroups""",
        ),
        **aside(
            BY_AWS,
            """elasticfilesystem:Backup elasticfilesystem:ReplicationRead elasticfilesystem:ReplicationWrite elasticfilesystem:Restore""",
        ),
        **aside(PROTECTION, "elasticfilesystem:PutBackupPolicy elasticfilesystem:UpdateFileSystemProtection"),
        **aside(
            SETTINGS,
            """elasticfilesystem:DeleteReplicationConfiguration elasticfilesystem:PutLifecycleConfiguration
            elasticfilesystem:UpdateFileSystem""",
        ),
    },
)
