"""What principals hold of each part of each asset: acls folded on to cells by the engine, each distinct acl once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from audit.engine import rows
from audit.engine.fold import fold
from audit.engine.kernel import Shard
from audit.engine.rows import Folded, Located
from audit.engine.schedulers import Scheduler
from audit.model.facts import Acl, acl_id
from audit.ports import Facts, LocatedAcl
from audit.resolve.cells import Cell
from audit.resolve.placements import placements_of
from audit.runs.run import Run
from audit.runs.tables import table


def holdings(
    facts: Facts, cells: Sequence[Cell], evaluated: Iterable[LocatedAcl], scheduler: Scheduler
) -> tuple[Mapping[str, Acl], tuple[Folded, ...]]:
    """The acls in play, by id, and every grant of theirs on every cell where one holds.

    Acls come with the files that carry them, or were evaluated by a provider for a location. Raises RunError for a run that can't be read.
    """
    acls = {acl.id: acl for acl in facts.acls()}
    placed = placements_of(facts, cells) if acls else ()  # without acls no resource carries one
    located = _located(cells, evaluated, acls)
    interned = table("acls", tuple(acls[name] for name in sorted(acls)))
    return acls, fold(_resources(facts) if placed else (), interned, rows.placements(placed), rows.located(located), scheduler)


def _resources(facts: Facts) -> tuple[Shard, ...]:
    return (facts.table("resources"),) if isinstance(facts, Run) else (table("resources", tuple(facts.resources())),)


def _located(cells: Sequence[Cell], evaluated: Iterable[LocatedAcl], acls: dict[str, Acl]) -> list[Located]:
    """Evaluated acls interned among the others; one row for each part of an asset and acl, with its resources counted once."""
    by_location = defaultdict(list)
    for cell in cells:
        by_location[cell.location].append(cell)
    held: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for found in evaluated:
        key = acl_id(found.grants)
        acls.setdefault(key, Acl(key, tuple(found.grants)))
        for cell in by_location[found.location]:
            held[cell.asset, cell.part, key].add(found.resource)
    return [Located(*about, min(resources), len(resources)) for about, resources in held.items()]
