"""Cloud SQL ("Cloud SQL roles and permissions"; "IAM authentication"; "Export and import").

What a database's own user may do is the database's business. To be let in one is a user of the database, too; the network path alone
(`connect`) gives nothing without a password.
"""

from providers.gcp.evaluate.levels.rule import (
    NEW,
    RUNNING,
    SETTINGS,
    SETTINGS_SHOWN,
    SQL,
    TAGS,
    C,
    F,
    M,
    R,
    Table,
    aside,
    rules,
)

SIGNS_IN = frozenset(
    {"cloudsql.instances.login", "cloudsql.instances.executeSql"}
)  # as a user of the database that has the caller's own name

SQL_INSTANCE = Table(
    rules=(
        *rules(F, "cloudsql.databases.get cloudsql.databases.list cloudsql.schemas.view"),
        *rules(R | C, "cloudsql.instances.login cloudsql.instances.executeSql", beyond=SQL),
        *rules(R, "cloudsql.instances.export cloudsql.backupRuns.export"),
        *rules(C, "cloudsql.instances.import cloudsql.instances.restoreBackup cloudsql.databases.delete cloudsql.instances.delete"),
        *rules(C, "cloudsql.databases.update cloudsql.backupRuns.delete"),
        *rules(M, "cloudsql.users.create cloudsql.users.update"),  # a password of one's own choice
        *rules(
            M, "cloudsql.instances.clone cloudsql.instances.migrate cloudsql.instances.demoteMaster"
        ),  # the content, where other rights guard it
        *rules(M, "cloudsql.instances.update"),  # networks, flags, and whether principals sign in as themselves
    ),
    aside={
        **aside(TAGS, "cloudsql.instances.createTagBinding cloudsql.instances.deleteTagBinding"),
        **aside(TAGS, "cloudsql.instances.listTagBindings cloudsql.instances.listEffectiveTags"),
        **aside(SETTINGS_SHOWN, "cloudsql.instances.get cloudsql.instances.list cloudsql.users.get cloudsql.users.list"),
        **aside(SETTINGS_SHOWN, "cloudsql.sslCerts.get cloudsql.sslCerts.list cloudsql.backupRuns.get cloudsql.backupRuns.list"),
        **aside(SETTINGS_SHOWN, "cloudsql.instances.listServerCas cloudsql.instances.listServerCertificates"),
        **aside(SETTINGS_SHOWN, "cloudsql.instances.getDiskShrinkConfig"),
        **aside(NEW, "cloudsql.instances.create cloudsql.databases.create cloudsql.backupRuns.create"),
        **aside(SETTINGS, "cloudsql.instances.addServerCa cloudsql.instances.addServerCertificate cloudsql.instances.rotateServerCa"),
        **aside(SETTINGS, "cloudsql.instances.rotateServerCertificate cloudsql.instances.resetSslConfig cloudsql.instances.truncateLog"),
        **aside(
            SETTINGS, "cloudsql.instances.manageEncryption cloudsql.instances.reencrypt cloudsql.sslCerts.delete cloudsql.users.delete"
        ),
        **aside(RUNNING, "cloudsql.instances.restart cloudsql.instances.failover cloudsql.instances.promoteReplica"),
        **aside(RUNNING, "cloudsql.instances.startReplica cloudsql.instances.stopReplica cloudsql.instances.performDiskShrink"),
        **aside(RUNNING, "cloudsql.instances.resetReplicaSize"),
        **aside("a network path; who comes by it still needs a user and a password", "cloudsql.instances.connect cloudsql.sslCerts.create"),
    },
)
