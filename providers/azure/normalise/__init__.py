"""Pure: what Azure said → facts, in the words of `providers.azure.kinds`. The same answers give the same facts in the same order."""

from collections.abc import Callable, Iterable, Iterator

from audit.model.facts import Fact, Gap, Resource
from providers.azure import operations
from providers.azure.collect.raw import Raw
from providers.azure.kinds import PROVIDER, uri
from providers.azure.normalise import cosmos, identities, places, sql, storage, vaults
from providers.azure.normalise.context import Context
from providers.values import MALFORMED, malformed, text

_EACH: dict[str, tuple[str, Callable[[Raw, Context], Iterator[Fact]]]] = {
    "management-group": (operations.HIERARCHY, places.management_group),
    "subscription": (operations.HIERARCHY, places.subscription),
    "below": (operations.HIERARCHY, places.below),
    "role-assignment": (operations.ROLE_ASSIGNMENTS, places.assigned),
    "deny-assignment": (operations.DENY_ASSIGNMENTS, places.assigned),
    "role-eligibility": (operations.PIM, places.assigned),
    "role-activation": (operations.PIM, places.assigned),
    "classic-administrator": (operations.CLASSIC_ADMINISTRATORS, places.classic_administrator),
    "role": (operations.ROLES, places.role),
    "storage-account": (operations.STORAGE, storage.account),
    "blob-container": (operations.STORAGE, storage.container),
    "file-share": (operations.STORAGE, storage.share),
    "queue": (operations.STORAGE, storage.queue),
    "table": (operations.STORAGE, storage.table),
    "key-vault": (operations.KEY_VAULT, vaults.vault),
    "secret": (operations.KEY_VAULT, vaults.secret),
    "vault-key": (operations.KEY_VAULT, vaults.key),
    "sql-server": (operations.SQL, sql.server),
    "sql-database": (operations.SQL, sql.database),
    "cosmos-account": (operations.COSMOS, cosmos.account),
    "cosmos-role-definition": (operations.COSMOS, cosmos.role),
    "cosmos-role-assignment": (operations.COSMOS, cosmos.role),
    "cosmos-database": (operations.COSMOS, cosmos.database),
    "cosmos-container": (operations.COSMOS, cosmos.container),
    "managed-identity": (operations.IDENTITIES, identities.managed_identity),
    "virtual-machine": (operations.IDENTITIES, identities.machine),
}


def normalise(raws: Iterable[Raw], context: Context) -> Iterator[Fact]:
    """The facts of some answers."""
    for raw in raws:
        yield from _made(raw, context)


def _made(raw: Raw, context: Context) -> list[Fact]:
    """The facts of one answer; a gap where it lacks what Azure's documentation says it has. What came before that stands."""
    surface, made = _EACH[raw.kind]
    found: list[Fact] = []
    try:
        for fact in made(raw, context):
            found.append(fact)  # noqa: PERF402 - what came before an error is kept
    except MALFORMED as error:
        scope = next((fact.id for fact in found if isinstance(fact, Resource)), _around(raw))
        found.append(Gap(PROVIDER, surface, scope, f"read {raw.kind}", malformed(error)))
    return found


def _around(raw: Raw) -> str:
    """What a thing that can't be named lies in."""
    above = next((raw.answers[key] for key in ("account", "vault", "server") if key in raw.answers), None)
    return uri(text(above.body, "id")) if above else raw.place.uri
