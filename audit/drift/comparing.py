"""Two nights compared: what differs, under what caused it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from audit.drift.difference import difference
from audit.drift.fact import Fact, Reason, english, listed
from audit.drift.finding_cause import of_finding
from audit.drift.night import Held, Key, Night, divided_differently, table
from audit.drift.reach_cause import Causes
from audit.model.drift import Cause, CauseKind, Change, Direction, ReachChange
from audit.model.facts import Verdict
from audit.model.finding import Finding
from audit.model.reach import Path, SubjectKind
from audit.resolve.paths import paths
from policies.levels import Level, highest
from policies.wording import Wording, wording

MOST_WORDS = 5  # facts told of one cause; the sentence counts the others

_Group = tuple[CauseKind, str]
_About = tuple[str, str, bool]  # asset, who, and whether the findings are new
_ANYBODY = ""


@dataclass(slots=True)
class _Gathered:
    """What is known so far of one cause; made and used within one comparison."""

    said: dict[str, Fact] = field(default_factory=dict)  # by its English
    reaches: set[ReachChange] = field(default_factory=set)
    new: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Apart:
    """A reach that differs: what each night has of it, and its path in the night that has more."""

    key: Key
    old: Held | None
    new: Held | None
    path: Path

    def names(self) -> Iterator[str]:
        """Whom a finding speaks of that came or went with it: the subject or its account, people, anybody."""
        subject = self.key[2]
        yield from (str(subject), str(subject.kind), _ANYBODY)
        yield from (reach.account for held in (self.old, self.new) if held for reach in held.reaches)


def compare(before: Night, after: Night, say: Wording | None = None) -> tuple[Change, ...]:
    """Everything that differs, one change for each cause, sorted by cause. What was not read in either night is never `lost`.

    Causes are told in English unless told otherwise; the language changes nothing else.
    """
    apart = tuple(_apart(before, after))
    on_the_way = {name for each in apart for step in each.path for name in (step.source, step.target)}
    causes = Causes(before, after, difference(before, after, on_the_way))
    gathered: defaultdict[_Group, _Gathered] = defaultdict(_Gathered)
    known: dict[_About, Reason] = {}
    for each in apart:
        cause = causes.of_reach(each.key, each.path, gone=each.new is None)
        change = _reach_change(each.key, each.old, each.new, cause)
        group = gathered[cause.kind, cause.subject]
        group.said[english(cause.fact)] = cause.fact
        group.reaches.add(change)
        for appeared in _appearances(change.direction):
            for name in each.names():
                known.setdefault((change.asset, name, appeared), cause)
    for finding, appeared in _findings(before, after):
        by_reach = (known.get((finding.asset, name, appeared)) for name in _names(finding))
        likely = known.get((finding.asset, _ANYBODY, appeared)) if finding.subject is None and finding.paths else None
        cause = next(filter(None, by_reach), None) or of_finding(causes, finding, likely)
        group = gathered[cause.kind, cause.subject]
        group.said[english(cause.fact)] = cause.fact
        (group.new if appeared else group.gone).add(finding.fingerprint)
    return tuple(_change(key, gathered[key], say or wording("en")) for key in sorted(gathered))


def _appearances(direction: Direction) -> tuple[bool, ...]:
    """Whether findings of this reach may have come (True) or gone (False) by it."""
    match direction:
        case Direction.GAINED:
            return (True,)
        case Direction.LOST | Direction.NOT_OBSERVED:
            return (False,)
        case Direction.CHANGED:
            return (True, False)


def _apart(before: Night, after: Night) -> Iterator[_Apart]:
    """Each reach that differs; paths are asked for once in each night, for what differs alone."""
    whole = divided_differently(before, after)
    old, new = table(before, whole), table(after, whole)
    differing = sorted(key for key in old.keys() | new.keys() if _terms(old.get(key)) != _terms(new.get(key)))
    shrunk = [key for key in differing if _more(old.get(key), new.get(key)) and not _more(new.get(key), old.get(key))]
    less = set(shrunk)
    grown = [key for key in differing if key not in less]
    for night, keys, has, lacks in ((before, shrunk, old, new), (after, grown, new, old)):
        levels = [_more(has[key], lacks.get(key)) or has[key].levels for key in keys]
        wanted = [(has[key].with_any(each), highest(each)) for key, each in zip(keys, levels, strict=True)]
        for key, path in zip(keys, paths(night.resolved, night.facts, night.providers, wanted), strict=True):
            yield _Apart(key, old.get(key), new.get(key), path)


def _terms(held: Held | None) -> tuple[Level, Verdict | None, frozenset[str]]:
    return (held.levels, held.verdict, held.conditions) if held else (Level.NONE, None, frozenset())


def _more(one: Held | None, other: Held | None) -> Level:
    """The levels that one night has and the other has not."""
    return _terms(one)[0] & ~_terms(other)[0]


def _reach_change(key: Key, old: Held | None, new: Held | None, cause: Reason) -> ReachChange:
    gone = Direction.NOT_OBSERVED if cause.kind is CauseKind.COVERAGE else Direction.LOST
    direction = Direction.GAINED if old is None else gone if new is None else Direction.CHANGED
    (before, sure_before, _), (after, sure_after, _) = _terms(old), _terms(new)
    return ReachChange(direction, *key, before, after, sure_before, sure_after)


def _findings(before: Night, after: Night) -> Iterator[tuple[Finding, bool]]:
    """The findings that count in one night only, each with whether it is new. One that a waiver covers does not count."""
    old, new = ({each.fingerprint: each for each in night.findings if not each.waived_by} for night in (before, after))
    yield from ((new[name], True) for name in sorted(new.keys() - old.keys()))
    yield from ((old[name], False) for name in sorted(old.keys() - new.keys()))


def _names(finding: Finding) -> Iterator[str]:
    """Whose reach may have brought a finding: its subject's; where it counts people, anyone's of them; else those with whom its paths start."""
    if finding.subject is not None:
        yield str(finding.subject)
        return
    if finding.paths and not finding.scope:
        yield str(SubjectKind.PERSON)
    yield from (name for path in finding.paths for step in path[:1] for name in (step.source, step.target))


def _change(group: _Group, found: _Gathered, say: Wording) -> Change:
    what = listed([found.said[words] for words in sorted(found.said)], MOST_WORDS, say)
    return Change(
        Cause(group[0], group[1], what), tuple(sorted(found.reaches, key=_order)), tuple(sorted(found.new)), tuple(sorted(found.gone))
    )


def _order(change: ReachChange) -> tuple[str, str, str, str]:
    return (change.direction, change.asset, change.part, str(change.subject))
