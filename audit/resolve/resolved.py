"""The whole of it: policy and facts in, who can really reach what out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from audit.counting import Count, counted, nobody
from audit.engine.schedulers import Scheduler, in_process
from audit.model.facts import Acl, Gap
from audit.model.reach import Reach, SubjectKind
from audit.ports import Evaluated, Facts, Provider
from audit.resolve.cells import Cell, cells
from audit.resolve.closure import Closure
from audit.resolve.emptiness import nothing_in
from audit.resolve.holdings import holdings
from audit.resolve.identities import Identities, dormant, identify
from audit.resolve.places import known
from audit.resolve.reach import NOBODY_LOOKED, reaches
from policies.language import Policy, Where
from policies.locations import Location

_GROUPS = "groups"  # the surface that says which groups there are, and who is in them
AssetGap = tuple[str, str, Gap]  # (asset, part, what was not read)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who can really reach what, with all that it was worked out from.

    `gaps` and `empty` speak of assets: what was not read of them, and places that hold nothing. `dormant` are the accounts that
    hold grants and that nobody can sign in with today. `evaluated` is by provider, `acls` by id.
    """

    reaches: tuple[Reach, ...]
    identities: Identities
    closure: Closure
    evaluated: Mapping[str, Evaluated]
    gaps: tuple[AssetGap, ...]
    empty: tuple[tuple[str, Where], ...]
    acls: Mapping[str, Acl]
    cells: tuple[Cell, ...]
    dormant: tuple[str, ...]


def resolve(
    policy: Policy,
    facts: Facts,
    providers: Sequence[Provider],
    as_of: date,
    left_out: frozenset[str] = frozenset(),
    *,
    others: Sequence[Provider] = (),
    scheduler: Scheduler = in_process,
    count: Count = nobody,
) -> Resolved:
    """Works out the reach of every asset on a day. `left_out` names the systems and providers that the command was told not to look at.

    `others` are installed providers that the run did not ask: what lies with them is not collected.

    Raises PolicyError for places that their provider does not understand, RunError for a run that can't be read.
    """
    placed = cells(policy, providers, others)
    evaluated = {
        provider.name: provider.acls(facts, _locations(placed, provider)) for provider in counted(providers, len(providers), count)
    }
    memberships = chain(facts.memberships(), *(found.memberships for found in evaluated.values()))
    identities = identify(policy, facts.principals(), memberships, as_of)
    located = tuple(acl for found in evaluated.values() for acl in found.acls)
    acls, folded = holdings(facts, placed, located, scheduler)
    empty, unseen = nothing_in(placed, facts, located, evaluated)
    found = reaches(folded, identities, facts.gaps(), as_of)
    gaps = {
        *_gaps(placed, providers, evaluated),
        *unseen,
        *_not_collected(policy, placed, others, left_out),
        *_hidden(found, identities, facts),
    }
    met = {entry.principal for row in folded for entry in identities.closure.entries_of(row.principal)}
    return Resolved(
        found,
        identities,
        identities.closure,
        evaluated,
        tuple(sorted(gaps)),
        empty,
        acls,
        placed,
        tuple(sorted(name for name in met if dormant(identities.principal(name)))),
    )


def _locations(placed: Sequence[Cell], provider: Provider) -> tuple[Location, ...]:
    return tuple(sorted({cell.location for cell in placed if cell.provider == provider.name}))


def _gaps(placed: Sequence[Cell], providers: Sequence[Provider], evaluated: Mapping[str, Evaluated]) -> Iterator[AssetGap]:
    """What an evaluation lacked: the gaps of one location darken its cells, those of the whole provider all its cells."""
    for provider in providers:
        found = evaluated[provider.name]
        lacking: dict[Location, set[Gap]] = defaultdict(set)
        for acl in found.acls:
            lacking[acl.location] |= set(acl.gaps)
        for cell in placed:
            if cell.provider == provider.name:
                yield from ((cell.asset, cell.part, gap) for gap in (*found.gaps, *lacking[cell.location]))


def _hidden(found: Sequence[Reach], identities: Identities, facts: Facts) -> Iterator[AssetGap]:
    """The groups that reach an asset and whose members nobody has seen; for one that was not listed, why the list lacks it."""
    told = {gap.scope: gap for gap in facts.gaps()}
    lists = [gap for gap in facts.gaps() if gap.surface == _GROUPS]
    for reach in found:
        if reach.subject.kind is SubjectKind.NOT_READ:
            name = reach.subject.id
            gap = told.get(name) or next((one for one in lists if name.startswith(one.scope.rstrip("/") + "/")), None)
            yield reach.asset, reach.part, gap or Gap(identities.principal(name).provider, _GROUPS, name, "", NOBODY_LOOKED)


def _not_collected(policy: Policy, placed: Sequence[Cell], others: Sequence[Provider], left_out: frozenset[str]) -> Iterator[AssetGap]:
    looked_at = {(cell.asset, cell.where) for cell in placed}
    for asset in policy.assets:
        beside = [where for where in asset.where if (asset.id, where) not in looked_at and where.system not in left_out]
        for name in {_reader(where, others) for where in beside} - left_out:
            yield asset.id, "", Gap(name, "", asset.id, "", f"not collected: no provider of this run reads {name}")


def _reader(where: Where, others: Sequence[Provider]) -> str:
    found = known(where, others)
    return found[0].name if found else where.system
