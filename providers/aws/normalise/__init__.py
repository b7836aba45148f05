"""Pure: what AWS said → facts, in the words of `providers.aws.kinds`. The same answers give the same facts in the same order."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from audit.model.facts import Fact, Gap
from providers.aws.collect.raw import MALFORMED, Raw
from providers.aws.identifiers import account_uri, region_uri
from providers.aws.normalise import iam, identity_center, organizations, s3, services, stores
from providers.aws.normalise.context import Context
from providers.values import malformed

_EACH: dict[str, Callable[[Raw, Context], Iterator[Fact]]] = {
    "org-unit": organizations.unit,
    "scp": organizations.control_policy,
    "rcp": organizations.control_policy,
    "iam-user": iam.user,
    "iam-group": iam.group,
    "iam-role": iam.role,
    "federation": iam.federation,
    "sso-user": identity_center.user,
    "sso-group": identity_center.group,
    "sso-membership": identity_center.membership,
    "sso-assignment": identity_center.assignment,
    "account-public-access-block": s3.account_block,
    "s3-bucket": s3.bucket,
    "s3-access-point": s3.access_point,
    "kms-key": services.key,
    "secret": services.secret,
    "sqs-queue": services.queue,
    "sns-topic": services.topic,
    "lambda-function": services.function,
    "ecr-repository": services.repository,
    "dynamodb-table": stores.table,
    "rds-instance": stores.db_instance,
    "rds-cluster": stores.db_cluster,
    "rds-snapshot": stores.db_snapshot,
    "rds-cluster-snapshot": stores.db_cluster_snapshot,
    "efs-file-system": stores.file_system,
    "backup-vault": stores.vault,
    "glue-catalog": stores.catalog,
    "glue-table": stores.catalog_table,
    "athena-workgroup": stores.workgroup,
    "redshift-cluster": stores.warehouse,
}  # the other kinds are looked up from these and from the accounts


def normalise(raws: Sequence[Raw], as_of: date, *, activity: bool = False) -> Iterator[Fact]:
    """The facts. `activity` keeps when a user or role was last used, as a span."""
    context = Context.of(raws, as_of, activity=activity)
    yield from organizations.accounts(context)
    for raw in raws:
        if raw.kind in _EACH:
            yield from _made(raw, context)


def _made(raw: Raw, context: Context) -> list[Fact]:
    """The facts of one answer; a gap where it lacks what AWS's documentation says it has."""
    try:
        return list(_EACH[raw.kind](raw, context))
    except MALFORMED as error:
        scope = region_uri(raw.account, raw.region) if raw.region else account_uri(raw.account)
        return [Gap("aws", raw.kind, scope, f"read {raw.kind}", malformed(error))]
