"""Which actions give which level, for each kind of resource, on which ARN, and with which use of the key that encrypts it.

One file for each service, after the Service Authorization Reference, whose extract is `providers.aws.authority`: a test holds every action
that it lists on these resources to be in a rule or set aside with a reason. The words are in `rule`.
"""

from collections.abc import Mapping

from policies.levels import Level
from providers.aws.evaluate.levels.backup import BACKUP_VAULT
from providers.aws.evaluate.levels.dynamodb import TABLE
from providers.aws.evaluate.levels.ecr import REPOSITORY
from providers.aws.evaluate.levels.efs import FILE_SYSTEM
from providers.aws.evaluate.levels.glue import CATALOG
from providers.aws.evaluate.levels.kms import KEY
from providers.aws.evaluate.levels.lambda_ import FUNCTION
from providers.aws.evaluate.levels.rds import DB_CLUSTER, DB_CLUSTER_SNAPSHOT, DB_INSTANCE, DB_SNAPSHOT
from providers.aws.evaluate.levels.redshift import WAREHOUSE
from providers.aws.evaluate.levels.rule import WITHIN, On, Rule, Table
from providers.aws.evaluate.levels.s3 import BUCKET
from providers.aws.evaluate.levels.secretsmanager import SECRET
from providers.aws.evaluate.levels.sns import TOPIC
from providers.aws.evaluate.levels.sqs import QUEUE
from providers.aws.kinds import ResourceKind

__all__ = ["OPENED", "OPENED_BEYOND", "RULES", "TABLES", "WITHIN", "WITHOUT_LEVELS", "On", "Rule", "Table"]

TABLES: Mapping[ResourceKind, Table] = {
    ResourceKind.BUCKET: BUCKET,
    ResourceKind.DB_INSTANCE: DB_INSTANCE,
    ResourceKind.DB_CLUSTER: DB_CLUSTER,
    ResourceKind.DB_SNAPSHOT: DB_SNAPSHOT,
    ResourceKind.DB_CLUSTER_SNAPSHOT: DB_CLUSTER_SNAPSHOT,
    ResourceKind.SECRET: SECRET,
    ResourceKind.TABLE: TABLE,
    ResourceKind.KEY: KEY,
    ResourceKind.QUEUE: QUEUE,
    ResourceKind.TOPIC: TOPIC,
    ResourceKind.FUNCTION: FUNCTION,
    ResourceKind.REPOSITORY: REPOSITORY,
    ResourceKind.FILE_SYSTEM: FILE_SYSTEM,
    ResourceKind.BACKUP_VAULT: BACKUP_VAULT,
    ResourceKind.CATALOG: CATALOG,
    ResourceKind.WAREHOUSE: WAREHOUSE,
}
WITHOUT_LEVELS: Mapping[ResourceKind, str] = {
    ResourceKind.ACCOUNT: "holds resources; they are asked about",
    ResourceKind.OU: "holds accounts",
    ResourceKind.ORGANISATION_ROOT: "holds accounts",
    ResourceKind.ACCESS_POINT: "another door to a bucket, which is asked about",
    ResourceKind.CATALOG_TABLE: "says which columns data have; the data lie in a bucket, which is asked about",
    ResourceKind.WORKGROUP: "queries read buckets with the caller's own rights, and the results lie in one",
}
RULES: dict[str, tuple[Rule, ...]] = {kind: table.rules for kind, table in TABLES.items()}
OPENED = Level.FIND | Level.READ  # what whoever reads a database's master secret has of the database
OPENED_BEYOND = Level.CHANGE
