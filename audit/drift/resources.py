"""The resources that differ between two nights. Both are read side by side, and only what differs is held."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from audit.drift.fact import Fact
from audit.model.facts import Pairs, Resource
from policies.wording import Wording

_Alike = tuple[Resource, ...]  # resources of one id: two providers may read one thing


@dataclass(frozen=True, slots=True)
class Terms:
    """What of a resource counts; when it was last touched, or how large it is, does not."""

    acl: str
    labels: Pairs
    attributes: Pairs


@dataclass(frozen=True, slots=True)
class Differing:
    """A resource in the night before and in the night after; None where it is not there."""

    old: Terms | None
    new: Terms | None

    def settings(self) -> Fact | None:
        """Which labels and attributes differ; None where none does, and for one that came or went."""
        if self.old is None or self.new is None:
            return None
        return facets((self.old.attributes, self.new.attributes), (self.old.labels, self.new.labels))

    def is_shared_anew(self) -> bool:
        """Whether its acl is another one."""
        return self.old is not None and self.new is not None and self.old.acl != self.new.acl


def facets(*sides: tuple[Pairs, Pairs]) -> Fact | None:
    """What differs, key by key: `mfa true → false`; None where nothing does. When something was last used or touched is no change."""
    found: dict[str, tuple[str, str]] = {}
    for old, new in sides:
        held = dict(old), dict(new)
        found |= {key: (held[0].get(key, ""), held[1].get(key, "")) for key in held[0].keys() | held[1].keys()}
    shown = {key: pair for key, pair in found.items() if pair[0] != pair[1] and not key.startswith("last_")}

    def told(say: Wording) -> str:
        unknown = say("not known")
        return ", ".join(f"{key} {old or unknown} → {new or unknown}" for key, (old, new) in sorted(shown.items()))

    return told if shown else None


def differing(before: Iterable[Resource], after: Iterable[Resource]) -> Mapping[str, Differing]:
    """What differs between the resources of two nights, each sorted by id; by id, sorted. Equal differences are one object."""
    found: dict[str, Differing] = {}
    known: dict[Differing, Differing] = {}
    for old, new in _side_by_side(before, after):
        if old != new:
            name = (old or new)[0].id
            pair = _pair(old, new, found.pop(name, None))
            if pair.old is None or pair.new is None or pair.is_shared_anew() or pair.settings():
                found[name] = known.setdefault(pair, pair)
    return dict(sorted(found.items()))


def _side_by_side(before: Iterable[Resource], after: Iterable[Resource]) -> Iterator[tuple[_Alike, _Alike]]:
    """The resources of one id of both nights; none for the night that has none there."""
    lefts, rights = _by_id(before), _by_id(after)
    left, right = next(lefts, ()), next(rights, ())
    while left or right:
        only_left = bool(left) and (not right or left[0].id < right[0].id)
        only_right = bool(right) and (not left or right[0].id < left[0].id)
        yield () if only_right else left, () if only_left else right
        left = left if only_right else next(lefts, ())
        right = right if only_left else next(rights, ())


def _by_id(resources: Iterable[Resource]) -> Iterator[_Alike]:
    return (tuple(alike) for _, alike in groupby(resources, attrgetter("id")))


def _pair(old: _Alike, new: _Alike, half: Differing | None) -> Differing:
    """The two nights of one resource; `half`: the night in which it was met before, where an odd character in its id sorts it otherwise."""
    gone, come = ([each for each in one if each not in other] or one for one, other in ((old, new), (new, old)))
    return Differing(_terms(gone) or (half.old if half else None), _terms(come) or (half.new if half else None))


def _terms(alike: Iterable[Resource]) -> Terms | None:
    last = next(reversed(tuple(alike)), None)
    return Terms(last.acl, last.labels, last.attributes) if last else None
