"""Which IAM permissions give which level, for each kind of resource, and what each is asked on.

One file for each service, after "IAM permissions reference" and the service's own page: every permission on these resources is in a rule or set
aside with a reason. The words are in `rule`.
"""

from collections.abc import Mapping

from providers.gcp.evaluate.levels.bigquery import DATASET, TABLE
from providers.gcp.evaluate.levels.firestore import FIRESTORE
from providers.gcp.evaluate.levels.kms import KEY
from providers.gcp.evaluate.levels.pubsub import SUBSCRIPTION, TOPIC
from providers.gcp.evaluate.levels.rule import On, Rule, Table
from providers.gcp.evaluate.levels.secretmanager import SECRET
from providers.gcp.evaluate.levels.spanner import SPANNER
from providers.gcp.evaluate.levels.sql import SQL_INSTANCE
from providers.gcp.evaluate.levels.storage import BUCKET, MANAGED_FOLDER
from providers.gcp.kinds import ResourceKind

__all__ = ["RULES", "TABLES", "On", "Rule", "Table"]

TABLES: Mapping[ResourceKind, Table] = {
    ResourceKind.BUCKET: BUCKET,
    ResourceKind.MANAGED_FOLDER: MANAGED_FOLDER,
    ResourceKind.DATASET: DATASET,
    ResourceKind.TABLE: TABLE,
    ResourceKind.SQL_INSTANCE: SQL_INSTANCE,
    ResourceKind.SECRET: SECRET,
    ResourceKind.TOPIC: TOPIC,
    ResourceKind.SUBSCRIPTION: SUBSCRIPTION,
    ResourceKind.FIRESTORE: FIRESTORE,
    ResourceKind.SPANNER: SPANNER,
    ResourceKind.KEY: KEY,
}
RULES: Mapping[str, tuple[Rule, ...]] = {str(kind): table.rules for kind, table in TABLES.items()}
