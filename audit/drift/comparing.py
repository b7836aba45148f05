"""Two nights compared: what differs, under what caused it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from audit.drift.difference import difference
from audit.drift.finding_cause import of_finding
from audit.drift.night import Held, Key, Night, divided_differently, table
from audit.drift.reach_cause import Causes
from audit.model.drift import Cause, CauseKind, Change, Direction, ReachChange
from audit.model.facts import Verdict
from audit.model.finding import Finding
from audit.model.reach import Subject, SubjectKind
from audit.resolve.paths import paths
from policies.levels import Level, highest

MOST_WORDS = 5  # facts told of one cause; the sentence counts the others

_Group = tuple[CauseKind, str]
_About = tuple[str, Subject | None, bool]  # asset, who, and whether the findings are new


@dataclass(slots=True)
class _Gathered:
    """What is known so far of one cause; made and used within one comparison."""

    said: set[str] = field(default_factory=set)
    reaches: set[ReachChange] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


def compare(before: Night, after: Night) -> tuple[Change, ...]:
    """Everything that differs, one change for each cause, sorted by cause. What was not read in either night is never `lost`."""
    causes = Causes(before, after, difference(before, after))
    gathered: defaultdict[_Group, _Gathered] = defaultdict(_Gathered)
    by_subject: dict[_About, Cause] = {}
    by_people: dict[tuple[str, bool], Cause] = {}
    for change, cause in _reaches(causes):
        group = gathered[cause.kind, cause.subject]
        group.said.add(cause.what)
        group.reaches.add(change)
        for appeared in _appearances(change.direction):
            by_subject.setdefault((change.asset, change.subject, appeared), cause)
            if change.subject.kind is SubjectKind.PERSON:
                by_people.setdefault((change.asset, appeared), cause)
    for finding, appeared in _findings(before, after):
        counted = finding.subject is None and finding.paths  # a finding on how many people reach it
        known = by_people.get((finding.asset, appeared)) if counted else by_subject.get((finding.asset, finding.subject, appeared))
        cause = known or of_finding(causes, finding)
        group = gathered[cause.kind, cause.subject]
        group.said.add(cause.what)
        (group.new if appeared else group.gone).add(finding.fingerprint)
    return tuple(_change(key, found) for key, found in sorted(gathered.items()))


def _appearances(direction: Direction) -> tuple[bool, ...]:
    """Whether findings of this reach may have come (True) or gone (False) by it."""
    match direction:
        case Direction.GAINED:
            return (True,)
        case Direction.LOST | Direction.NOT_OBSERVED:
            return (False,)
        case Direction.CHANGED:
            return (True, False)


def _reaches(causes: Causes) -> Iterator[tuple[ReachChange, Cause]]:
    """Each reach that differs with its cause; paths are asked for once in each night, for what differs alone."""
    whole = divided_differently(causes.before, causes.after)
    old, new = table(causes.before, whole), table(causes.after, whole)
    differing = sorted(key for key in old.keys() | new.keys() if _terms(old.get(key)) != _terms(new.get(key)))
    shrunk = [key for key in differing if _more(old.get(key), new.get(key)) and not _more(new.get(key), old.get(key))]
    grown = [key for key in differing if key not in set(shrunk)]
    for night, keys, has, lacks in ((causes.before, shrunk, old, new), (causes.after, grown, new, old)):
        levels = [_more(has[key], lacks.get(key)) or has[key].levels for key in keys]
        wanted = [(has[key].with_any(each), highest(each)) for key, each in zip(keys, levels, strict=True)]
        for key, path in zip(keys, paths(night.resolved, night.facts, night.providers, wanted), strict=True):
            cause = causes.of_reach(key, path)
            yield _reach_change(key, old.get(key), new.get(key), cause), cause


def _terms(held: Held | None) -> tuple[Level, Verdict | None, frozenset[str]]:
    return (held.levels, held.verdict, held.conditions) if held else (Level.NONE, None, frozenset())


def _more(one: Held | None, other: Held | None) -> Level:
    """The levels that one night has and the other has not."""
    return _terms(one)[0] & ~_terms(other)[0]


def _reach_change(key: Key, old: Held | None, new: Held | None, cause: Cause) -> ReachChange:
    gone = Direction.NOT_OBSERVED if cause.kind is CauseKind.COVERAGE else Direction.LOST
    direction = Direction.GAINED if old is None else gone if new is None else Direction.CHANGED
    (before, sure_before, _), (after, sure_after, _) = _terms(old), _terms(new)
    return ReachChange(direction, *key, before, after, sure_before, sure_after)


def _findings(before: Night, after: Night) -> Iterator[tuple[Finding, bool]]:
    """The findings that count in one night only, each with whether it is new. One that a waiver covers does not count."""
    old, new = ({each.fingerprint: each for each in night.findings if not each.waived_by} for night in (before, after))
    yield from ((new[name], True) for name in sorted(new.keys() - old.keys()))
    yield from ((old[name], False) for name in sorted(old.keys() - new.keys()))


def _change(group: _Group, found: _Gathered) -> Change:
    said = sorted(found.said)
    more = len(said) - MOST_WORDS
    what = "; ".join(said[:MOST_WORDS]) + (f"; and {more} more" if more > 0 else "")
    return Change(
        Cause(group[0], group[1], what), tuple(sorted(found.reaches, key=_order)), tuple(sorted(found.new)), tuple(sorted(found.gone))
    )


def _order(change: ReachChange) -> tuple[str, str, str, str]:
    return (change.direction, change.asset, change.part, str(change.subject))
