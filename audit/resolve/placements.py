"""Which files lie in which part of which asset, where a folder holds all that is under it.

Only containers and what a pattern names itself get a placement; any other file lies where its parent does. Thus the tree is closed
on the driver and the kernel that meets every file needs one join.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from audit.engine.candidates import Sought, candidates, containers, only_id
from audit.engine.rows import Placement
from audit.model.facts import Resource
from audit.ports import Facts
from audit.resolve.cells import Cell
from audit.resolve.names import family
from policies.locations import Location, matches


def placements_of(facts: Facts, cells: Sequence[Cell]) -> tuple[Placement, ...]:
    """Places every container, and every resource that a location names, sorted. Raises RunError for a run that can't be read."""
    above = containers(facts)
    by_id: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_id[only_id(cell.location)].append(cell)
    wide = by_id.pop("", [])
    parents: dict[str, str] = {}
    own: defaultdict[str, frozenset[Cell]] = defaultdict(frozenset)
    for resource in candidates(facts, Sought(ids=above, locations={cell.location for cell in cells})):
        named = frozenset(cell for cell in (*by_id.get(resource.id, ()), *wide) if holds(cell.location, resource))
        if named or resource.id in above:
            parents[resource.id] = max(resource.parent, parents.get(resource.id, ""))
        if named:
            own[resource.id] |= named
    placed = _closed(parents, own)
    return tuple(sorted({Placement(cell.asset, cell.part, resource) for resource, found in placed.items() for cell in found}))


def holds(location: Location, resource: Resource) -> bool:
    """Whether a location names the resource itself: its URI, and the tags and label that are asked for."""
    return (
        family(resource.provider) == family(location.system)
        and matches(location, resource.id)
        and set(location.tags) <= set(resource.labels)
        and (not location.label or location.label in {value for _, value in resource.labels})
    )


def _closed(parents: Mapping[str, str], own: Mapping[str, frozenset[Cell]]) -> dict[str, frozenset[Cell]]:
    """Each resource's cells: its own and those of the folders above it, the most specific part alone."""
    nothing = frozenset[Cell]()
    placed: dict[str, frozenset[Cell]] = {}
    for start in sorted(parents):
        chain: list[str] = []
        above = start
        while above in parents and above not in placed and above not in chain:
            chain.append(above)
            above = parents[above]
        ring = chain[chain.index(above) :] if above in chain else []  # folders that hold each other are one folder
        inherited = placed.get(above, nothing.union(*(own.get(name, nothing) for name in ring)))
        for below in reversed(chain):
            inherited = placed[below] = _most_specific(own.get(below, nothing), inherited)
    return placed


def _most_specific(own: frozenset[Cell], inherited: frozenset[Cell]) -> frozenset[Cell]:
    """A part beats the rest, and what names the resource itself beats what its folder gives it."""
    return frozenset(
        cell
        for cell in own | inherited
        if (cell in own or not any(_rivals(cell, other) and other.part for other in own))
        and (cell.part or not any(_rivals(cell, other) and other.part for other in own | inherited))
    )


def _rivals(cell: Cell, other: Cell) -> bool:
    return (cell.asset, cell.where) == (other.asset, other.where) and cell != other
