"""AWS Backup (Service Authorization Reference, "AWS Backup"; AWS Backup Developer Guide, "Creating backup copies", "Deleting backups")."""

from providers.aws.evaluate.levels.rule import (
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
    Table,
    aside,
    rules,
    without,
)

BACKUP_VAULT = Table(
    asked={On.RESOURCE: ("backup:backupVault",), On.RECOVERY_POINTS: ("backup:recoveryPoint",)},
    rules=(
        *rules(F, "backup:ListRecoveryPointsByBackupVault backup:DescribeBackupVault backup:ListProtectedResourcesByBackupVault"),
        *rules(F, "backup:DescribeRecoveryPoint backup:GetRecoveryPointRestoreMetadata backup:SearchRecoveryPoint", On.RECOVERY_POINTS),
        *rules(R, "backup:CopyFromBackupVault backup:StartRestoreJob", On.RECOVERY_POINTS, DECRYPT),
        *rules(C, "backup:DeleteBackupVault"),
        *rules(C, "backup:DeleteRecoveryPoint backup:DisassociateRecoveryPoint", On.RECOVERY_POINTS),
        *rules(M, "backup:PutBackupVaultAccessPolicy backup:DeleteBackupVaultAccessPolicy"),
        *rules(M, "backup:PutBackupVaultSharingPolicy backup:DeleteBackupVaultSharingPolicy"),
        *rules(M, "backup:AssociateBackupVaultMpaApprovalTeam backup:DisassociateBackupVaultMpaApprovalTeam"),  # who approves access
        *rules(M, "backup:CreateRestoreAccessBackupVault"),
        *rules(M, "backup:CreateBackupAccessPoint", On.RECOVERY_POINTS),  # a door to a backup of a bucket, with a policy of its own
        *rules(M, "backup:UpdateRecoveryPointLifecycle", On.RECOVERY_POINTS),  # when it is deleted
    ),
    aside={
        **aside(TAGS, "backup:ListTags"),
        **aside(RIGHTS_SHOWN, "backup:GetBackupVaultAccessPolicy backup:GetBackupVaultSharingPolicy"),
        **aside(SETTINGS_SHOWN, "backup:GetBackupVaultNotifications backup:ListRestoreAccessBackupVaults"),
        **aside(SETTINGS, "backup:PutBackupVaultNotifications backup:DeleteBackupVaultNotifications backup:RevokeRestoreAccessBackupVault"),
        **aside(PROTECTION, "backup:PutBackupVaultLockConfiguration backup:DeleteBackupVaultLockConfiguration"),
        **aside(NEW, "backup:CreateBackupVault backup:CreateLogicallyAirGappedBackupVault"),
        **aside("adds a copy, and leaves those that are there", "backup:CopyIntoBackupVault backup:StartBackupJob"),
        **aside(without("backup:CopyFromBackupVault"), "backup:StartCopyJob"),
        **aside(
            "about a backup's index, scan or place in a whole, not its content",
            """backup:DisassociateRecoveryPointFromParent backup:GetPITRMalwareScanResults backup:GetRecoveryPointIndexDetails
            backup:StartScanJob backup:UpdateRecoveryPointIndexSettings""",
        ),
    },
)
