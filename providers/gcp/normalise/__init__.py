"""Pure: what Google Cloud said → facts, in the words of `providers.gcp.kinds`. The same answers give the same facts in the same order."""

from collections.abc import Callable, Iterable, Iterator

from audit.model.facts import Fact, Gap, Resource
from providers.gcp import operations
from providers.gcp.collect.raw import Raw
from providers.gcp.kinds import PROVIDER
from providers.gcp.normalise import bigquery, databases, identities, places, services, storage
from providers.gcp.normalise.context import Context
from providers.values import MALFORMED, malformed

_EACH: dict[str, tuple[str, Callable[[Raw, Context], Iterator[Fact]]]] = {
    "place": (operations.RESOURCE_MANAGER, places.place),
    "deny-policy": (operations.DENY_POLICIES, places.deny_policy),
    "org-policy": (operations.ORG_POLICIES, places.org_policy),
    "role": (operations.ROLES, places.role),
    "service-account": (operations.SERVICE_ACCOUNTS, identities.service_account),
    "pool-provider": (operations.IDENTITY_POOLS, identities.pool_provider),
    "bucket": (operations.STORAGE, storage.bucket),
    "managed-folder": (operations.STORAGE, storage.managed_folder),
    "object": (operations.STORAGE, storage.stored_object),
    "dataset": (operations.BIGQUERY, bigquery.dataset),
    "table": (operations.BIGQUERY, bigquery.table),
    "row-access-policy": (operations.BIGQUERY, bigquery.row_access_policy),
    "taxonomy": (operations.POLICY_TAGS, bigquery.taxonomy),
    "policy-tag": (operations.POLICY_TAGS, bigquery.policy_tag),
    "sql-instance": (operations.SQL, databases.sql_instance),
    "secret": (operations.SECRETS, services.secret),
    "topic": (operations.PUBSUB, services.topic),
    "subscription": (operations.PUBSUB, services.subscription),
    "firestore-database": (operations.FIRESTORE, databases.firestore_database),
    "spanner-instance": (operations.SPANNER, databases.spanner_instance),
    "spanner-database": (operations.SPANNER, databases.spanner_database),
    "kms-key-ring": (operations.KMS, services.key_ring),
    "kms-key": (operations.KMS, services.key),
    "other": (operations.CLOUD_ASSET, services.other),
}


def normalise(raws: Iterable[Raw], context: Context) -> Iterator[Fact]:
    """The facts of some answers."""
    for raw in raws:
        yield from _made(raw, context)


def _made(raw: Raw, context: Context) -> list[Fact]:
    """The facts of one answer; a gap where it lacks what Google's documentation says it has. What came before that stands."""
    surface, made = _EACH[raw.kind]
    found: list[Fact] = []
    try:
        for fact in made(raw, context):
            found.append(fact)  # noqa: PERF402 - what came before an error is kept
    except MALFORMED as error:
        scope = next((fact.id for fact in found if isinstance(fact, Resource)), raw.place.uri)
        found.append(Gap(PROVIDER, surface, scope, f"read {raw.kind}", malformed(error)))
    return found
