"""Places of the inventory in which nothing was found: really empty, or hidden by something that could not be read?"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from audit.engine.candidates import Sought, candidates
from audit.model.facts import Gap
from audit.ports import Evaluated, Facts, LocatedAcl
from audit.resolve.cells import Cell
from audit.resolve.names import family
from audit.resolve.placements import holds
from policies.language import Where
from policies.locations import Location

_Place = tuple[str, Where]  # (asset, where)


def nothing_in(
    cells: Sequence[Cell], facts: Facts, located: Sequence[LocatedAcl], evaluated: Mapping[str, Evaluated]
) -> tuple[tuple[_Place, ...], tuple[tuple[str, str, Gap], ...]]:
    """The places that hold nothing, and for those that may hold something unseen: each of their cells with the gap that could hide it."""
    places: dict[_Place, list[Cell]] = defaultdict(list)
    for cell in cells:
        places[cell.asset, cell.where].append(cell)
    found = _found(cells, facts, located)
    gaps = {*facts.gaps(), *(gap for one in evaluated.values() for gap in one.gaps)}
    empty: list[_Place] = []
    unseen: list[tuple[str, str, Gap]] = []
    for place, its_cells in places.items():
        if any(cell.location in found for cell in its_cells):
            continue
        hidden = [
            (cell.asset, cell.part, gap)
            for cell in its_cells
            for gap in gaps
            if cell.provider in (gap.provider, "") and could_hide(gap, cell.location)
        ]
        unseen += hidden
        empty += [] if hidden else [place]
    return tuple(empty), tuple(unseen)


def could_hide(gap: Gap, location: Location) -> bool:
    """Whether what was not read may be what the location names: same system, and not provably elsewhere.

    Erring to yes costs a finding that says "cannot tell"; erring to no would call data absent that nobody looked for.
    """
    return family(gap.provider) == family(location.system) and not _elsewhere(gap.scope, location.pattern, family(gap.provider))


def _found(cells: Sequence[Cell], facts: Facts, located: Sequence[LocatedAcl]) -> set[Location]:
    found = {acl.location for acl in located}
    missing = {cell.location for cell in cells} - found
    for resource in candidates(facts, Sought(locations=missing)) if missing else ():
        here = {location for location in missing if holds(location, resource)}
        found |= here
        missing -= here
        if not missing:
            break
    return found


def _elsewhere(scope: str, pattern: str, system: str) -> bool:
    """Whether a scope can't hold what a pattern names: the two part before either ends or a wildcard comes.

    Of two schemes, only the system's own (`aws://account`) holds things of the other (`s3://bucket`).
    """
    literal = re.split(r"[*?]", pattern, maxsplit=1)[0]
    scheme, other = scope.partition("://")[0], literal.partition("://")[0]
    if scheme != other:
        return bool(scheme and "://" in literal and family(scheme) != system)
    below, above = scope.startswith(literal), f"{literal}/".startswith(scope.rstrip("/") + "/")
    return not (below or above)
