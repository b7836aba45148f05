"""Which resources hold data, which of them lie in which asset, and which lie in none."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from audit.engine.candidates import Sought, candidates
from audit.model.facts import Resource
from audit.ports import Facts, Provider
from audit.resolve.places import known
from policies.language import Policy, Where
from policies.locations import Location, meets

DATA_KINDS = frozenset(
    {
        *("s3-bucket", "dynamodb-table", "rds-instance", "rds-cluster", "rds-snapshot", "rds-cluster-snapshot"),
        *("efs-file-system", "backup-vault", "redshift-cluster"),
        *("bucket", "table", "dataset", "sql-instance", "firestore-database", "spanner-database"),
        *("blob-container", "file-share", "storage-table", "sql-database", "cosmos-database", "cosmos-container"),
        *("shared-drive", "sharepoint-library", "shared-mailbox"),
    }
)  # kinds of resource that hold content of their own; keys, queues, functions and secrets carry it or open it, sites hold libraries, and somebody's own mailbox is no store
TABLES = frozenset({"glue-table"})  # what describes data that lie elsewhere, at `data_at`
DATA_AT = "data_at"
CONTAINERS = frozenset({"sharepoint-site"})  # what holds stores and no data of its own: whoever names it means what is in it
MEASURE = "measure:"


@dataclass(frozen=True, slots=True)
class Lot:
    """One `where:` of an asset, or of what holds no personal data (asset empty), as the pattern its provider makes of it."""

    asset: str
    where: Where
    location: Location


@dataclass(frozen=True, slots=True)
class Stores:
    """The resources that lie in each asset, and the stores of data that lie in none and that nobody declared free of personal data."""

    lots: tuple[Lot, ...]
    held: Mapping[str, tuple[Resource, ...]]
    loose: tuple[Resource, ...]
    measurable: frozenset[tuple[str, str, str]]  # (provider, kind, measure): the measures that some resource of a kind shows

    @classmethod
    def of(cls, policy: Policy, resources: Iterable[Resource], providers: Sequence[Provider]) -> "Stores":
        """Sorts a run's resources once; what neither holds data nor has measures, nor holds such things, is passed over."""
        lots = tuple(_lots(policy, providers))
        holders: dict[str, frozenset[str]] = {}
        met: list[Resource] = []
        measurable: set[tuple[str, str, str]] = set()
        for resource in resources:
            measures = [(resource.provider, resource.kind, name) for name, _ in resource.attributes if name.startswith(MEASURE)]
            measurable.update(measures)
            if measures or resource.kind in DATA_KINDS | CONTAINERS | TABLES:
                if found := frozenset(lot.asset for lot in lots if touches(lot.location, _lying(resource))):
                    holders[resource.id] = found
                if resource.kind in DATA_KINDS or (found and resource.kind not in CONTAINERS):
                    met.append(resource)
        held: defaultdict[str, list[Resource]] = defaultdict(list)
        loose: list[Resource] = []
        for resource in met:
            found = holders.get(resource.id) or holders.get(resource.parent, frozenset())
            for asset in found - {""}:
                held[asset].append(resource)
            if not found:
                loose.append(resource)
        return cls(lots, {asset: tuple(sorted(each)) for asset, each in held.items()}, tuple(sorted(loose)), frozenset(measurable))

    def lot_of(self, asset: str, resource: Resource) -> Lot | None:
        """The `where:` of the asset that a resource lies in."""
        return next((lot for lot in self.lots if lot.asset == asset and touches(lot.location, resource)), None)


def stores_in(facts: Facts) -> Iterator[Resource]:
    """Every resource that holds data or has measures, and perhaps others. Raises RunError for a run that can't be read."""
    return candidates(facts, Sought(kinds=DATA_KINDS | CONTAINERS | TABLES, attribute=MEASURE))


def _lying(resource: Resource) -> Resource:
    """The resource as one at the place where its data lie."""
    at = resource.attribute(DATA_AT)
    return replace(resource, id=at) if at else resource


def touches(location: Location, resource: Resource) -> bool:
    """Whether a resource lies in a location, or holds a part of it (a bucket, when the location names a folder in it)."""
    if any(resource.label(key) != value for key, value in location.tags):
        return False
    if location.label and location.label not in {text for pair in resource.labels for text in pair}:
        return False
    fixed = location.pattern.split("*", 1)[0].split("?", 1)[0]
    if not (resource.id.startswith(fixed) or fixed.startswith(resource.id)):
        return False
    return any(meets(location.pattern, pattern) for pattern in (resource.id, f"{resource.id}/*"))


def _lots(policy: Policy, providers: Sequence[Provider]) -> Iterable[Lot]:
    named = [(asset.id, where) for asset in policy.assets for where in asset.where]
    named += [("", entry.where) for entry in policy.not_personal]
    for asset, where in named:
        if found := known(where, providers):
            yield Lot(asset, where, found[1])
