"""Firestore, in either mode ("Security for server client libraries": IAM permissions). Security Rules, by which apps come in, are another plane."""

from providers.gcp.evaluate.levels.rule import (
    NEW,
    PROTECTION,
    RIGHTS_SHOWN,
    RUNNING,
    SETTINGS,
    SETTINGS_SHOWN,
    C,
    F,
    M,
    R,
    Table,
    aside,
    rules,
)

FIRESTORE = Table(
    rules=(
        *rules(F, "datastore.databases.get datastore.databases.getMetadata datastore.namespaces.list datastore.statistics.list"),
        *rules(R, "datastore.entities.get datastore.entities.list datastore.databases.export"),
        *rules(C, "datastore.entities.create datastore.entities.update datastore.entities.delete datastore.databases.import"),
        *rules(C, "datastore.databases.delete datastore.databases.bulkDeleteDocuments"),
        *rules(M, "datastore.databases.setIamPolicy datastore.namespaces.setIamPolicy"),
        *rules(M, "datastore.databases.clone datastore.backups.restoreDatabase datastore.userCreds.create datastore.userCreds.update"),
    ),
    aside={
        **aside(PROTECTION, "datastore.databases.update"),
        **aside(RIGHTS_SHOWN, "datastore.databases.getIamPolicy datastore.namespaces.getIamPolicy"),
        **aside(SETTINGS_SHOWN, "datastore.databases.list datastore.indexes.get datastore.indexes.list datastore.namespaces.get"),
        **aside(SETTINGS_SHOWN, "datastore.statistics.get datastore.keyVisualizerScans.get datastore.keyVisualizerScans.list"),
        **aside(SETTINGS_SHOWN, "datastore.operations.get datastore.operations.list datastore.locations.get datastore.locations.list"),
        **aside(SETTINGS, "datastore.indexes.create datastore.indexes.delete datastore.indexes.update datastore.entities.allocateIds"),
        **aside(RUNNING, "datastore.operations.cancel datastore.operations.delete"),
        **aside(NEW, "datastore.databases.create"),
    },
)
