"""BigQuery ("BigQuery IAM roles and permissions", "Introduction to row-level security", "Authorized views").

A table that a customer's key encrypts needs no right on the key: BigQuery's own service account decrypts ("Customer-managed Cloud KMS keys").
A query runs in any project in which its caller may run jobs, so `bigquery.jobs.create` is no door in front of the data.
"""

from providers.gcp.evaluate.levels.rule import (
    BY_GOOGLE,
    NEW,
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

READS_DATA = "bigquery.tables.getData"

_ASIDE = {
    **aside(TAGS, "bigquery.datasets.createTagBinding bigquery.datasets.deleteTagBinding bigquery.datasets.updateTag"),
    **aside(TAGS, "bigquery.datasets.listTagBindings bigquery.datasets.listEffectiveTags"),
    **aside(TAGS, "bigquery.tables.createTagBinding bigquery.tables.deleteTagBinding bigquery.tables.updateTag"),
    **aside(TAGS, "bigquery.tables.listTagBindings bigquery.tables.listEffectiveTags"),
    **aside(RIGHTS_SHOWN, "bigquery.datasets.getIamPolicy bigquery.tables.getIamPolicy bigquery.rowAccessPolicies.getIamPolicy"),
    **aside(RIGHTS_SHOWN, "bigquery.rowAccessPolicies.get bigquery.rowAccessPolicies.list bigquery.datasets.listSharedDatasetUsage"),
    **aside(SETTINGS, "bigquery.tables.createIndex bigquery.tables.deleteIndex bigquery.tables.updateIndex"),
    **aside(NEW, "bigquery.datasets.create bigquery.tables.create bigquery.tables.deleteSnapshot"),
    **aside("only of a dataset with nothing in it, unless tables may be deleted too", "bigquery.datasets.delete"),
    **aside(without(READS_DATA), "bigquery.tables.createSnapshot bigquery.tables.restoreSnapshot bigquery.readsessions.getData"),
    **aside(
        without(READS_DATA),
        "bigquery.rowAccessPolicies.overrideTimeTravelRestrictions bigquery.datasets.link bigquery.tables.replicateData",
    ),
    **aside(BY_GOOGLE, "bigquery.rowAccessPolicies.getFilteredData"),  # given by a row access policy, which is asked about
}
_TABLES = (
    *rules(F, "bigquery.tables.get", On.TABLES),
    *rules(R, f"{READS_DATA} bigquery.tables.export", On.TABLES),
    *rules(C, "bigquery.tables.updateData bigquery.tables.delete", On.TABLES),
    *rules(C, "bigquery.tables.update", On.TABLES),  # drops columns, has a table end by itself, has a view select something else
    *rules(M, "bigquery.tables.setIamPolicy bigquery.tables.setCategory bigquery.tables.setColumnDataPolicy", On.TABLES),
    *rules(M, "bigquery.rowAccessPolicies.create bigquery.rowAccessPolicies.update bigquery.rowAccessPolicies.delete", On.TABLES),
    *rules(M, "bigquery.rowAccessPolicies.setIamPolicy", On.TABLES),
)

DATASET = Table(
    rules=(
        *rules(F, "bigquery.tables.list"),
        *_TABLES,
        *rules(M, "bigquery.datasets.setIamPolicy bigquery.datasets.update"),  # the list of who may is part of the dataset
    ),
    aside=_ASIDE | aside(SETTINGS_SHOWN, "bigquery.datasets.get"),
)
TABLE = Table(
    rules=_TABLES,
    aside=_ASIDE
    | aside("asked on the dataset", "bigquery.tables.list bigquery.datasets.get bigquery.datasets.setIamPolicy bigquery.datasets.update"),
)
