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
    elsewhere,
    rules,
    without,
)

BACKUP_VAULT = Table(
    asked={On.RESOURCE: ("backup:backupVault",)},
    beneath=("backup:recoveryPoint",),
    wide=frozenset({"backup:CopyFromBackupVault", "backup:StartRestoreJob", "backup:DeleteRecoveryPoint"}),
    rules=(
        *rules(F, "backup:ListRecoveryPointsByBackupVault backup:DescribeBackupVault backup:ListProtectedResourcesByBackupVault"),
        *rules(R, "backup:CopyFromBackupVault backup:StartRestoreJob", key=DECRYPT),
        *rules(C, "backup:DeleteRecoveryPoint backup:DeleteBackupVault"),
        *rules(M, "backup:PutBackupVaultAccessPolicy backup:DeleteBackupVaultAccessPolicy"),
        *rules(M, "backup:PutBackupVaultSharingPolicy backup:DeleteBackupVaultSharingPolicy"),
        *rules(M, "backup:AssociateBackupVaultMpaApprovalTeam backup:DisassociateBackupVaultMpaApprovalTeam"),  # who approves access
        *rules(M, "backup:CreateRestoreAccessBackupVault"),
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
            elsewhere("a recovery point"),
            """backup:CreateBackupAccessPoint backup:DescribeRecoveryPoint backup:DisassociateRecoveryPoint
            backup:DisassociateRecoveryPointFromParent backup:GetPITRMalwareScanResults backup:GetRecoveryPointIndexDetails
            backup:GetRecoveryPointRestoreMetadata backup:SearchRecoveryPoint backup:StartScanJob backup:UpdateRecoveryPointIndexSettings
            backup:UpdateRecoveryPointLifecycle""",
        ),
    },
)
