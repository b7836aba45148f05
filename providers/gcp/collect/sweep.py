"""Everything that is read, in parallel over places and surfaces, and always in the same order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from audit.counting import counted
from audit.model.facts import Coverage, CoverageStatus, Gap
from audit.ports import Scope
from providers.gcp import operations
from providers.gcp.collect import (
    bigquery,
    firestore,
    hierarchy,
    identities,
    kms,
    places,
    policies,
    pubsub,
    roles,
    secrets,
    spanner,
    sql,
    storage,
)
from providers.gcp.collect.policies import Policies
from providers.gcp.collect.projects import Projects
from providers.gcp.collect.raw import Place, Raw
from providers.gcp.kinds import PROVIDER, ROLES
from providers.gcp.settings import GcpSettings
from providers.google_api.names import EVERYTHING
from providers.google_api.names import bigquery as bigquery_uri
from providers.google_api.names import bucket as bucket_uri
from providers.google_api.names import resource as resource_uri
from providers.google_api.reader import Reader
from providers.google_api.session import Sessions
from providers.parts import guarded
from providers.values import MALFORMED, Answer, malformed

Collector = Callable[[Reader, Place, Policies], Iterator[Raw]]

EVERYWHERE: dict[str, Collector] = {operations.RESOURCE_MANAGER: places.collect, operations.DENY_POLICIES: places.deny_policies}
IN_PROJECTS: dict[str, Collector] = {
    operations.SERVICE_ACCOUNTS: identities.service_accounts,
    operations.IDENTITY_POOLS: identities.workload_pools,
    operations.STORAGE: storage.collect,
    operations.BIGQUERY: bigquery.collect,
    operations.SQL: sql.collect,
    operations.SECRETS: secrets.collect,
    operations.PUBSUB: pubsub.collect,
    operations.FIRESTORE: firestore.collect,
    operations.SPANNER: spanner.collect,
    operations.KMS: kms.collect,
}
UNREAD = (
    operations.BOUNDARIES,
    "alloydb",
    "artifact-registry",
    "bigtable",
    "security-rules",
    "sensitive-data-profiles",
)  # surfaces that no collector reads


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

    def reader(self, sessions: Sessions) -> Reader:
        return Reader(sessions, PROVIDER, self.surface, self.scope or self.place.uri)


class Sweep:
    """Reads in phases, since each needs what the one before it found: the tree, what holds in it, the services, the roles."""

    def __init__(self, sessions: Sessions, settings: GcpSettings, scope: Scope, pool: ThreadPoolExecutor) -> None:
        self._sessions, self._settings, self._progress, self._pool = sessions, settings, scope.progress, pool
        self._count = scope.counted
        self.places: tuple[Place, ...] = ()
        self.policies = Policies()

    def tree(self) -> Swept:
        """Which places there are, and the allow policies that Cloud Asset Inventory holds."""
        self._progress("gcp: organisations, folders and projects")
        reader = Reader(self._sessions, PROVIDER, operations.RESOURCE_MANAGER, EVERYTHING)
        try:
            self.places = hierarchy.collect(reader, self._settings)
        except MALFORMED as error:
            reader.gap("read places", malformed(error))
        self.policies = Policies(Projects.of(self.places))
        unread = tuple(Coverage(PROVIDER, surface, EVERYTHING, CoverageStatus.UNSUPPORTED) for surface in UNREAD)
        assets = tuple(self._pool.map(self._asset_policies, self._roots()))
        gaps: list[Gap] = []
        for policies_found, covered, read in assets:
            self.policies.hold(policies_found, covered)
            gaps += read.gaps
        return Swept((), (*reader.gaps, *gaps), (reader.coverage(), *unread, *(row for _, _, read in assets for row in read.coverage)))

    def ground(self) -> Iterator[Swept]:
        """What holds in whole places, and what the organisation policies come to in each project."""
        tasks = [
            _Task(surface, place, collector)
            for surface, collector in EVERYWHERE.items()
            for place in self.places
            if self._asks(surface, place)
        ]
        tasks += [_Task(operations.ORG_POLICIES, project, places.org_policies) for project in self._projects()]
        tasks += [
            _Task(operations.IDENTITY_POOLS, place, identities.workforce_pools) for place in self.places if place.kind == "organizations"
        ]
        return self._run(tasks)

    def services(self) -> Iterator[Swept]:
        """Every service in every open project, then the tables of each dataset, and the tags on their columns."""
        projects = self._projects()
        self._progress(f"gcp: {len(projects)} projects, {len(IN_PROJECTS)} surfaces each")
        datasets: list[Raw] = []
        for swept in self._run([_Task(surface, project, collector) for surface, collector in IN_PROJECTS.items() for project in projects]):
            datasets += [raw for raw in swept.raws if raw.kind == "dataset"]
            yield replace(swept, raws=tuple(raw for raw in swept.raws if raw.kind != "dataset"))
        tags: set[str] = set()
        for swept in self._run([_tables(dataset) for dataset in datasets]):
            tables = (raw for raw in swept.raws if raw.kind == "table")
            tags.update(self.policies.projects.named(tag) for raw in tables for tag in bigquery.tags_shown(raw))
            yield swept
        yield from self._run(list(_tags(sorted(tags))))

    def objects(self, bucket: Raw) -> Iterator[Raw | Gap | Coverage]:
        """The objects of a bucket without uniform access, one by one, for there may be millions; then the bucket, the gaps and coverage."""
        reader = Reader(self._sessions, PROVIDER, operations.STORAGE, bucket_uri(bucket.body["name"]))
        if self._settings.object_acls:
            self._progress(f"gcp: objects of {reader.scope}")
            yield from guarded(reader, storage.objects(reader, bucket))
        else:
            storage.unread_objects(reader, bucket)
        yield bucket if reader.failed else storage.with_objects(bucket)
        yield from reader.gaps
        yield reader.coverage()

    def roles(self, names: Iterable[str]) -> Iterator[Swept]:
        """The roles of these names, and how many of them were read."""
        tasks = [
            _Task(operations.ROLES, Place(name), partial(_role, name=name), resource_uri(f"//iam.googleapis.com/{name}"))
            for name in sorted(names)
        ]
        self._progress(f"gcp: {len(tasks)} roles")
        found = list(self._run(tasks))
        statuses = {row.status for swept in found for row in swept.coverage}
        status = statuses.pop() if len(statuses) == 1 else CoverageStatus.PARTIAL if statuses else CoverageStatus.COMPLETE
        yield from (Swept(swept.raws, swept.gaps) for swept in found)
        yield Swept((), (), (Coverage(PROVIDER, operations.ROLES, ROLES, status),))

    def _projects(self) -> Sequence[Place]:
        return [place for place in self.places if place.kind == "projects" and place.is_open]

    def _asks(self, surface: str, place: Place) -> bool:
        return surface == operations.RESOURCE_MANAGER or place.is_open

    def _roots(self) -> Sequence[tuple[Place, tuple[Place, ...]]]:
        """Where Cloud Asset Inventory is asked, and what that covers: organisations that can be read, and each project elsewhere."""
        parents = {place.name: place.parent for place in self.places}
        inside: dict[str, list[Place]] = {}
        for place in self.places:
            inside.setdefault(_root(place.name, parents), []).append(place)
        readable = [] if self._settings.projects else [place for place in self.places if place.kind == "organizations" and place.was_read]
        within = {place.name for root in readable for place in inside[root.name]}
        covered = ((root, tuple(inside[root.name])) for root in readable)
        return (*covered, *((project, (project,)) for project in self._projects() if project.name not in within))

    def _asset_policies(self, root: tuple[Place, tuple[Place, ...]]) -> tuple[Mapping[str, Answer], tuple[Place, ...], Swept]:
        """Not being able to is no gap: every policy is then asked for where it lies. Not to understand one is."""
        place, covered = root
        reader = Reader(self._sessions, PROVIDER, operations.CLOUD_ASSET, place.uri)
        found = policies.collect(reader, place)
        self._progress(f"gcp: allow policies of {place.name}")
        if found is None:
            return {}, (), Swept(coverage=(reader.coverage(),))
        gaps = tuple(gap for gap in reader.gaps if gap.operation == policies.READING)
        status = CoverageStatus.PARTIAL if gaps else CoverageStatus.COMPLETE
        return found, covered, Swept((), gaps, (Coverage(PROVIDER, reader.surface, reader.scope, status),))

    def _run(self, tasks: Sequence[_Task]) -> Iterator[Swept]:
        return counted(self._pool.map(self._one, tasks), len(tasks), self._count)

    def _one(self, task: _Task) -> Swept:
        reader = task.reader(self._sessions)
        raws = tuple(guarded(reader, task.collector(reader, task.place, self.policies)))
        self._progress(f"gcp: {task.surface} of {task.place.name}")
        return Swept(raws, reader.gaps, (reader.coverage(),))


def _root(name: str, parents: Mapping[str, str]) -> str:
    """The name of the highest place above one, or of itself."""
    seen = set[str]()
    while parents.get(name) and name not in seen:
        seen.add(name)
        name = parents[name]
    return name


def _tables(dataset: Raw) -> _Task:
    scope = bigquery_uri(dataset.place.id, dataset.body["datasetReference"]["datasetId"])
    return _Task(operations.BIGQUERY, dataset.place, partial(bigquery.tables, dataset=dataset), scope)


def _tags(names: Sequence[str]) -> Iterator[_Task]:
    """One task for each project that has tags."""
    for project, tags in groupby(names, key=lambda name: name.split("/")[1] if name.count("/") > 1 else name):
        yield _Task(operations.POLICY_TAGS, Place(f"projects/{project}"), partial(bigquery.policy_tags, tags=tuple(tags)))


def _role(reader: Reader, _place: Place, _policies: Policies, *, name: str) -> Iterator[Raw]:
    yield from roles.collect(reader, name)
