"""Everything that is read, in parallel over subscriptions and surfaces, and always in the same order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from audit.counting import counted
from audit.model.facts import Coverage, CoverageStatus, Gap
from audit.ports import Scope
from providers.azure import kinds, operations
from providers.azure.collect import authorization, cosmos, hierarchy, identities, sql, storage, vaults
from providers.azure.collect.raw import Place, Raw
from providers.azure.kinds import PROVIDER, ROOT
from providers.azure.settings import AzureSettings
from providers.microsoft_api.reader import Reader
from providers.microsoft_api.session import Sessions
from providers.parts import guarded
from providers.values import MALFORMED, malformed

Collector = Callable[[Reader, Place], Iterator[Raw]]

GROUND: dict[str, Collector] = {
    operations.ROLE_ASSIGNMENTS: authorization.role_assignments,
    operations.DENY_ASSIGNMENTS: authorization.deny_assignments,
    operations.PIM: authorization.activations,
    operations.CLASSIC_ADMINISTRATORS: authorization.classic_administrators,
}
SERVICES: dict[str, Collector] = {
    operations.STORAGE: storage.collect,
    operations.KEY_VAULT: vaults.collect,
    operations.SQL: sql.collect,
    operations.COSMOS: cosmos.collect,
    operations.IDENTITIES: identities.collect,
}
# Surfaces that nothing can list, or that no collector reads. A shared access signature is a key's or a person's own making, and Azure keeps no list of
# those that were handed out; who is a user in an SQL database the database alone knows; of certificates there is only the secret.
UNREAD = (
    *("shared-access-signatures", "sql-users", "key-vault-certificates", "managed-hsm"),
    *(
        "data-lake-access-control-lists",
        "postgresql",
        "mysql",
        "synapse",
        "service-bus",
        "event-hubs",
        "app-configuration",
        "backup-vaults",
    ),
)


@dataclass(frozen=True, slots=True)
class Swept:
    """What was read, what could not be, and how much of each surface that is."""

    raws: tuple[Raw, ...] = ()
    gaps: tuple[Gap, ...] = ()
    coverage: tuple[Coverage, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    surface: str
    place: Place
    collector: Collector
    scope: str = ""  # what its gaps darken, where that is not the place


class Sweep:
    """Reads in phases, since each needs what the one before it found: the tree, who is let in, the services, the roles."""

    def __init__(self, sessions: Sessions, settings: AzureSettings, scope: Scope, pool: ThreadPoolExecutor) -> None:
        self._sessions, self._settings, self._progress, self._pool = sessions, settings, scope.progress, pool
        self._count = scope.counted
        self.places: tuple[Place, ...] = ()

    def tree(self) -> Swept:
        """Which subscriptions and management groups there are."""
        self._progress("azure: subscriptions and management groups")
        reader = Reader(self._sessions, PROVIDER, operations.HIERARCHY, ROOT)
        raws: tuple[Raw, ...] = ()
        try:
            self.places, raws = hierarchy.collect(reader, self._settings)
        except MALFORMED as error:
            reader.gap("read subscriptions", malformed(error))
        unread = tuple(Coverage(PROVIDER, surface, ROOT, CoverageStatus.UNSUPPORTED) for surface in UNREAD)
        return Swept(raws, reader.gaps, (reader.coverage(), *unread))

    def ground(self) -> Iterator[Swept]:
        """Who is let in and who is kept out, in every subscription."""
        return self._run([_Task(surface, place, collector) for surface, collector in GROUND.items() for place in self.places])

    def services(self) -> Iterator[Swept]:
        """Every service in every subscription."""
        self._progress(f"azure: {len(self.places)} subscriptions, {len(SERVICES)} surfaces each")
        return self._run([_Task(surface, place, collector) for surface, collector in SERVICES.items() for place in self.places])

    def roles(self, wanted: Iterable[tuple[str, str]]) -> Iterator[Swept]:
        """The roles of these scopes and GUIDs, each once, and how many of them were read."""
        once = {name: scope for scope, name in sorted(wanted, reverse=True)}
        tasks = [
            _Task(operations.ROLES, Place(""), partial(_role, scope=scope, name=name), kinds.role(name))
            for name, scope in sorted(once.items())
        ]
        self._progress(f"azure: {len(tasks)} roles")
        found = list(self._run(tasks))
        statuses = {row.status for swept in found for row in swept.coverage}
        status = statuses.pop() if len(statuses) == 1 else CoverageStatus.PARTIAL if statuses else CoverageStatus.COMPLETE
        yield from (Swept(swept.raws, swept.gaps) for swept in found)
        yield Swept((), (), (Coverage(PROVIDER, operations.ROLES, ROOT, status),))

    def _run(self, tasks: Sequence[_Task]) -> Iterator[Swept]:
        return counted(self._pool.map(self._one, tasks), len(tasks), self._count)

    def _one(self, task: _Task) -> Swept:
        reader = Reader(self._sessions, PROVIDER, task.surface, task.scope or task.place.uri)
        raws = tuple(guarded(reader, task.collector(reader, task.place)))
        self._progress(f"azure: {task.surface} of {task.place.id}" if task.place.id else f"azure: {task.scope}")
        return Swept(raws, reader.gaps, (reader.coverage(),))


def _role(reader: Reader, _: Place, *, scope: str, name: str) -> Iterator[Raw]:
    return authorization.role(reader, scope, name)
