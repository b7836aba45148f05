"""Spanner ("Spanner IAM overview", "Fine-grained access control overview")."""

from providers.gcp.evaluate.levels.rule import (
    NEW,
    PROTECTION,
    RIGHTS_SHOWN,
    RUNNING,
    SETTINGS_SHOWN,
    SQL,
    C,
    F,
    M,
    R,
    Table,
    aside,
    rules,
    without,
)

SPANNER = Table(
    rules=(
        *rules(F, "spanner.databases.get spanner.databases.getDdl"),
        *rules(R, "spanner.databases.read spanner.databases.select"),
        *rules(R | C, "spanner.databases.useRoleBasedAccess", beyond=SQL),
        *rules(C, "spanner.databases.write spanner.databases.drop spanner.databases.beginPartitionedDmlTransaction"),
        *rules(C, "spanner.databases.updateDdl"),  # drops tables
        *rules(M, "spanner.databases.setIamPolicy"),
        *rules(M, "spanner.databases.createBackup spanner.backups.create spanner.backups.copy spanner.backups.restoreDatabase"),  # a copy
    ),
    aside={
        **aside(PROTECTION, "spanner.databases.update"),
        **aside(RIGHTS_SHOWN, "spanner.databases.getIamPolicy"),
        **aside(SETTINGS_SHOWN, "spanner.databases.list spanner.databaseRoles.list"),
        **aside(NEW, "spanner.databases.create"),
        **aside(RUNNING, "spanner.databases.addSplitPoints spanner.databases.changequorum spanner.databases.adapt"),
        **aside(
            without("spanner.databases.read"),
            "spanner.databases.partitionRead spanner.databases.partitionQuery spanner.databases.useDataBoost",
        ),
        **aside(without("spanner.databases.read"), "spanner.databases.beginReadOnlyTransaction"),
        **aside(without("spanner.databases.write"), "spanner.databases.beginOrRollbackReadWriteTransaction"),
        **aside(
            without("spanner.databases.read"), "spanner.sessions.create spanner.sessions.get spanner.sessions.list spanner.sessions.delete"
        ),
    },
)
