"""RDS and Aurora (Service Authorization Reference, "Amazon RDS", "Amazon RDS Data API", "Amazon RDS IAM Authentication")."""

from providers.aws.evaluate.levels.rule import (
    DECRYPT,
    LOGS,
    NETWORK,
    NEW,
    PROTECTION,
    RIGHTS_SHOWN,
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

_LOGIN = (
    *rules(F | R, "rds-db:connect", On.LOGINS),
    *rules(C, "rds-db:connect", On.LOGINS, beyond=SQL),
)
_STATEMENTS = "rds-data:ExecuteStatement rds-data:BatchExecuteStatement rds-data:ExecuteSql"
_RESTORED = "the new database; its source is asked about as a snapshot"
_PROXY = "by way of a proxy one still needs a login"
_COPIES = "goes along with a copy that is asked for; alone it gives nothing"
_OF_BOTH = {
    **aside(TAGS, "rds:ListTagsForResource"),
    **aside(SETTINGS_SHOWN, "rds:DescribePendingMaintenanceActions"),
    **aside(SETTINGS, "rds:ApplyPendingMaintenanceAction rds:StopActivityStream"),
    **aside("adds to a cluster or makes a new database; opens neither", "rds:CreateDBInstance rds:CreateDBCluster"),
    **aside(_PROXY, "rds:DeregisterDBProxyTargets"),
    **aside(RUNNING, "rds:FailoverDBCluster"),
}
_SNAPSHOT_ASIDE = {
    **aside(TAGS, "rds:ListTagsForResource"),
    **aside("shows what was exported where, no content", "rds:DescribeExportTasks"),
}
DB_INSTANCE = Table(
    asked={On.RESOURCE: ("rds:db",), On.LOGINS: ("rds-db:db-user",)},
    rules=(
        *rules(F, "rds:DescribeDBInstances rds:DescribeDBInstanceAutomatedBackups rds:DescribeDBSnapshots rds:DescribeTenantDatabases"),
        *rules(F, "rds:DescribeDBSnapshotTenantDatabases"),
        *_LOGIN,
        *rules(C, "rds:DeleteDBInstance rds:DeleteTenantDatabase"),
        *rules(S, "rds:CreateIntegration"),  # a copy that follows, in a warehouse that may be another account's
        *rules(M, "rds:ModifyDBInstance rds:ModifyTenantDatabase"),  # the master user's password
        *rules(M, "rds:CreateDBSnapshot rds:CreateDBInstanceReadReplica rds:CreateBlueGreenDeployment rds:RestoreDBInstanceToPointInTime"),
        *rules(M, "rds:StartDBInstanceAutomatedBackupsReplication"),
        *rules(M, "rds:StartActivityStream rds:ModifyActivityStream"),  # what is asked of it goes to a stream with rights of its own
    ),
    aside={
        **_OF_BOTH,
        **aside(SETTINGS_SHOWN, "rds:DescribeValidDBInstanceModifications"),
        **aside(_RESTORED, "rds:RestoreDBInstanceFromDBSnapshot"),
        **aside(_PROXY, "rds:RegisterDBProxyTargets"),
        **aside(LOGS, "rds:DescribeDBLogFiles rds:DownloadDBLogFilePortion rds:DownloadCompleteDBLogFile"),
        **aside("gives the database rights elsewhere, or takes them away", "rds:AddRoleToDBInstance rds:RemoveRoleFromDBInstance"),
        **aside(NEW, "rds:CreateTenantDatabase rds:RestoreDBInstanceFromS3"),
        **aside(
            RUNNING,
            """rds:PromoteReadReplica rds:RebootDBInstance rds:StartDBInstance rds:StopDBInstance rds:SwitchoverReadReplica""",
        ),
        **aside(PROTECTION, "rds:StopDBInstanceAutomatedBackupsReplication"),
        **aside(_COPIES, "rds:CrossRegionCommunication"),
    },
)
DB_CLUSTER = Table(
    asked={On.RESOURCE: ("rds:cluster", "rds-data:cluster"), On.LOGINS: ("rds-db:db-user",)},
    rules=(
        *rules(F, "rds:DescribeDBClusters rds:DescribeDBClusterAutomatedBackups rds:DescribeDBClusterSnapshots"),
        *_LOGIN,
        *rules(F | R, _STATEMENTS),
        *rules(C, _STATEMENTS, beyond=SQL),
        *rules(C, "rds:DeleteDBCluster"),
        *rules(C, "rds:BacktrackDBCluster"),  # what was written since is gone
        *rules(R | S, "rds:StartExportTask", key=DECRYPT),  # its content as files, in a bucket that the caller names
        *rules(S, "rds:CreateIntegration"),  # a copy that follows, in a warehouse that may be another account's
        *rules(M, "rds:ModifyDBCluster"),  # the master user's password
        *rules(M, "rds:EnableHttpEndpoint"),  # takes statements by the Data API from now on
        *rules(M, "rds:CreateDBClusterSnapshot rds:CreateDBInstanceReadReplica rds:CreateBlueGreenDeployment"),
        *rules(M, "rds:RestoreDBClusterToPointInTime rds:CreateGlobalCluster"),
        *rules(M, "rds:StartActivityStream"),  # what is asked of it goes to a stream with rights of its own
    ),
    aside={
        **_OF_BOTH,
        **_SNAPSHOT_ASIDE,
        **aside(SETTINGS_SHOWN, "rds:DescribeDBClusterBacktracks rds:DescribeDBClusterEndpoints"),
        **aside(_RESTORED, "rds:RestoreDBClusterFromSnapshot"),
        **aside(without("rds-data:ExecuteStatement"), "rds-data:BeginTransaction rds-data:CommitTransaction rds-data:RollbackTransaction"),
        **aside("gives the database rights elsewhere, or takes them away", "rds:AddRoleToDBCluster rds:RemoveRoleFromDBCluster"),
        **aside(NEW, "rds:RestoreDBClusterFromS3 rds:CreateDBShardGroup"),
        **aside(NETWORK, "rds:CreateDBClusterEndpoint rds:DisableHttpEndpoint"),
        **aside(
            RUNNING,
            """rds:FailoverGlobalCluster rds:ModifyCurrentDBClusterCapacity rds:PromoteReadReplicaDBCluster rds:RebootDBCluster
            rds:RemoveFromGlobalCluster rds:StartDBCluster rds:StopDBCluster rds:SwitchoverGlobalCluster""",
        ),
    },
)
DB_SNAPSHOT = Table(
    asked={On.RESOURCE: ("rds:snapshot",)},
    rules=(
        *rules(F, "rds:DescribeDBSnapshots rds:DescribeDBSnapshotTenantDatabases"),
        *rules(R, "rds:RestoreDBInstanceFromDBSnapshot rds:RestoreDBClusterFromSnapshot", key=DECRYPT),
        *rules(R, "rds:CopyDBSnapshot", key=DECRYPT),
        *rules(R | S, "rds:StartExportTask", key=DECRYPT),  # its content as files, in a bucket that the caller names
        *rules(C, "rds:DeleteDBSnapshot"),
        *rules(S, "rds:ModifyDBSnapshotAttribute"),
    ),
    aside={
        **_SNAPSHOT_ASIDE,
        **aside(RIGHTS_SHOWN, "rds:DescribeDBSnapshotAttributes"),
        **aside(NEW, "rds:CreateDBSnapshot rds:StopDBInstance"),
        **aside(SETTINGS, "rds:ModifyDBSnapshot"),
        **aside(_COPIES, "rds:CrossRegionCommunication"),
    },
)
DB_CLUSTER_SNAPSHOT = Table(
    asked={On.RESOURCE: ("rds:cluster-snapshot",)},
    rules=(
        *rules(F, "rds:DescribeDBClusterSnapshots"),
        *rules(R, "rds:RestoreDBInstanceFromDBSnapshot rds:RestoreDBClusterFromSnapshot", key=DECRYPT),
        *rules(R, "rds:CopyDBClusterSnapshot", key=DECRYPT),
        *rules(R | S, "rds:StartExportTask", key=DECRYPT),  # its content as files, in a bucket that the caller names
        *rules(C, "rds:DeleteDBClusterSnapshot"),
        *rules(S, "rds:ModifyDBClusterSnapshotAttribute"),
    ),
    aside={
        **_SNAPSHOT_ASIDE,
        **aside(RIGHTS_SHOWN, "rds:DescribeDBClusterSnapshotAttributes"),
        **aside(NEW, "rds:CreateDBClusterSnapshot"),
        **aside("may leave one last snapshot", "rds:DeleteDBCluster"),
        **aside(_COPIES, "rds:CrossRegionCommunication"),
    },
)
