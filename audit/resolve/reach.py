"""From grants to reach: grantee → who can act as it → whose account that is, in rows that say each thing once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from audit.engine.rows import Folded
from audit.model.facts import Gap, PrincipalKind, Verdict
from audit.model.reach import Reach, Subject, SubjectKind
from audit.resolve.closure import Entry, both, standing, worst
from audit.resolve.identities import Identities, is_platform
from policies.levels import Level

NOBODY_LOOKED = "who is in this group was not read"
_ORDER = {Verdict.YES: 0, Verdict.IF: 1, Verdict.UNKNOWN: 2}


def reaches(folded: Iterable[Folded], identities: Identities, gaps: Iterable[Gap], as_of: date) -> tuple[Reach, ...]:
    """Every reach, sorted, each level said once with its best verdict. A grant that has ended gives none."""
    unread = {gap.scope: gap for gap in gaps}
    found = (reach for row in folded if row.until is None or row.until >= as_of for reach in _of_grant(row, identities, unread))
    return tuple(sorted(_merged(found)))


def entrances(grantee: str, identities: Identities, resource: str = "", level: Level = Level.NONE) -> tuple[Entry, ...]:
    """Who enters towards a grantee. A service of the platform enters by its own grants alone: the role that it runs is the subject."""
    entries = identities.closure.entries_of(grantee, resource, level)
    return tuple(
        entry
        for entry in entries
        if identities.enters(entry.principal) and not (is_platform(entry.principal) and entry.principal != grantee)
    )


_Means = tuple[str, date | None, bool]  # source and end of a grant, and whether the way to it is latent
_Found = tuple[_Means, Reach]


def _of_grant(row: Folded, identities: Identities, unread: Mapping[str, Gap]) -> Iterator[_Found]:
    for entry, levels in _entering(row, identities).items():
        yield _reach(replace(row, levels=levels), entry, identities.subject(entry.principal))
    for entry in identities.closure.entries_of(row.principal, row.resource):
        if why := _unseen(entry.principal, identities, unread):
            hidden = replace(entry, verdict=Verdict.UNKNOWN, condition=why)
            yield _reach(row, hidden, Subject(SubjectKind.NOT_READ, entry.principal))


def _unseen(name: str, identities: Identities, unread: Mapping[str, Gap]) -> str:
    """Why nobody can say who is in a group; empty when somebody can, when it is no group, or when it is another organisation's and stands for itself."""
    if identities.principal(name).kind is not PrincipalKind.GROUP:
        return ""
    if name in unread:
        return unread[name].reason
    if name in identities.principals or identities.subject(name).kind is not SubjectKind.NOT_READ:
        return ""
    return NOBODY_LOOKED


def _entering(row: Folded, identities: Identities) -> Mapping[Entry, Level]:
    """Who enters by a grant, with the levels: a way in may be good for some of them, or for some resources, alone.

    Who could come to act as somebody that it is good for could let himself in: that is `manage`, whatever the level.
    """
    found: dict[Entry, Level] = defaultdict(lambda: Level.NONE)
    for levels in identities.closure.alike(row.levels | Level.MANAGE):
        for entry in entrances(row.principal, identities, row.resource, levels):
            found[entry] |= Level.MANAGE if entry.latent else levels & row.levels
    return {entry: levels for entry, levels in found.items() if levels}


def _reach(row: Folded, entry: Entry, subject: Subject) -> _Found:
    verdict = worst((standing(row.verdict, row.condition), entry.verdict))
    condition = both(entry.condition, row.condition)
    levels = Level.MANAGE if entry.latent else row.levels
    found = (row.asset, row.part, subject, entry.principal, row.principal, levels, verdict, condition)
    return (row.source, row.until, entry.latent), Reach(*found, row.acl, row.resource, row.count)


_Key = tuple[str, str, Subject, str, str]


def _merged(found: Iterable[_Found]) -> Iterator[Reach]:
    by_key: dict[_Key, dict[tuple[Verdict, str], list[_Found]]] = defaultdict(lambda: defaultdict(list))
    for means, reach in found:
        key = (reach.asset, reach.part, reach.subject, reach.account, reach.principal)
        by_key[key][reach.verdict, reach.condition].append((means, reach))
    for same in by_key.values():
        yield from _said_once([_united(rows) for rows in same.values()])


def _said_once(rows: list[Reach]) -> Iterator[Reach]:
    """The rows without the levels that a better verdict gives already."""
    for row in rows:
        better = _union(other.levels for other in rows if _ORDER[other.verdict] < _ORDER[row.verdict])
        if left := Level(row.levels & ~better):
            yield replace(row, levels=left)


def _united(rows: list[_Found]) -> Reach:
    """Equal rows as one. By one means a resource has one row, so that counts add up; other means may be on the same resources."""
    counts: dict[_Means, int] = defaultdict(int)
    for means, row in rows:
        counts[means] += row.count
    witness = min((row for _, row in rows), key=lambda row: (row.resource, row.acl))
    return replace(witness, levels=_union(row.levels for _, row in rows), count=max(counts.values()))


def _union(levels: Iterable[Level]) -> Level:
    united = Level.NONE
    for level in levels:
        united |= level
    return united
