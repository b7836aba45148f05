"""Which facts differ between two nights, indexed by the ids that they speak of."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.drift.fact import Fact, joined
from audit.drift.night import Night
from audit.drift.resources import Differing, differing, facets
from audit.drift.sharing import sharing
from audit.engine.candidates import Sought, candidates, containers
from audit.model.facts import Acl, Attachment, Coverage, CoverageStatus, Gap, Membership, Principal
from audit.ports import Facts
from audit.resolve.names import home
from policies.wording import Wording, msg

Pair = tuple[str, str]  # member and container

_ADDED = msg("{member} was added to {container}")
_REMOVED = msg("{member} was removed from {container}")
_OTHERWISE = msg("{member} is under other terms in {container}")


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts that only one of two nights has. `unread` holds what either night could not read."""

    memberships: Mapping[Pair, Fact]
    by_member: Mapping[str, tuple[Pair, ...]]
    attachments: Mapping[str, Fact]  # by holder
    resources: Mapping[str, Differing]  # sorted by id
    acls: tuple[Mapping[str, Acl], Mapping[str, Acl]]  # of the night before and the night after
    principals: Mapping[str, Fact]
    accounts: Mapping[str, Fact]  # principals that are there both nights, and differ
    above: Mapping[str, tuple[str, ...]]  # groups, units and folders over an id, of either night
    unread: tuple[Gap | Coverage, ...]

    def was_read(self, name: str) -> bool:
        """Whether both nights saw where this id stands; if not, its absence proves nothing."""
        return not any(_darkens(gap, name) for gap in self.unread)

    def came_or_went(self, name: str) -> Fact | None:
        """That a resource is there in one night only; None for any other."""
        found = self.resources.get(name)
        if found is None or (found.old and found.new):
            return None
        return _gone(name) if found.old else _new(name)

    def shared(self, name: str) -> Fact | None:
        """How the acl of a resource that is there both nights differs; None where it does not."""
        found = self.resources.get(name)
        if found is None or found.old is None or found.new is None or not found.is_shared_anew():
            return None
        return sharing(name, self.acls[0].get(found.old.acl), self.acls[1].get(found.new.acl))

    def of_resource(self, name: str) -> Fact | None:
        """All that differs of a resource; None where nothing does."""
        shared, found = self.shared(name), self.resources.get(name)
        settings = found.settings() if found else None
        if shared and settings:
            return lambda say: say("{shared}; changed: {settings}", shared=shared(say), settings=settings(say))
        return self.came_or_went(name) or shared or (_changed(name, settings) if settings else None)


def difference(before: Night, after: Night, names: Collection[str] = ()) -> Difference:
    """Holds the facts of two nights side by side. `names`: those that are asked for what lies above them."""
    pairs = _memberships(before, after)
    by_member: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs):
        by_member[pair[0]].append(pair)
    old, new = ({each.id: each for each in night.facts.principals()} for night in (before, after))
    return Difference(
        memberships=pairs,
        by_member={member: tuple(found) for member, found in by_member.items()},
        attachments=_attachments(before.facts.attachments(), after.facts.attachments()),
        resources=differing(before.facts.resources(), after.facts.resources()),
        acls=(before.resolved.acls, after.resolved.acls),
        principals=_came_and_went(old, new),
        accounts=_principals_changed(old, new),
        above=_above(before, after, names) if names else {},
        unread=tuple(gap for night in (before, after) for gap in _unread(night)),
    )


def _new(name: str) -> Fact:
    return lambda say: say("{name} is new", name=name)


def _gone(name: str) -> Fact:
    return lambda say: say("{name} is gone", name=name)


def _changed(name: str, settings: Fact) -> Fact:
    return lambda say: say("{name} changed: {settings}", name=name, settings=settings(say))


def _memberships(before: Night, after: Night) -> dict[Pair, Fact]:
    old, new = (_terms(night.memberships()) for night in (before, after))
    facts: dict[Pair, Fact] = {}
    for pair in old.keys() | new.keys():
        if old.get(pair) != new.get(pair):
            facts[pair] = _member(pair, _ADDED if pair not in old else _REMOVED if pair not in new else _OTHERWISE)
    return facts


def _member(pair: Pair, words: str) -> Fact:
    return lambda say: say(words, member=pair[0], container=pair[1])


def _terms(memberships: Iterable[Membership]) -> dict[Pair, frozenset[tuple[str, str, str]]]:
    terms: defaultdict[Pair, set[tuple[str, str, str]]] = defaultdict(set)
    for each in memberships:
        terms[each.member, each.container].add((each.kind, each.condition, each.verdict))
    return {pair: frozenset(found) for pair, found in terms.items()}


def _attachments(before: Iterable[Attachment], after: Iterable[Attachment]) -> dict[str, Fact]:
    old, new = set(before), set(after)
    names: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for place, attachments in enumerate((old - new, new - old)):
        for each in attachments:
            names[each.holder][place].add(f"{each.kind} {each.name}".strip())
    return {holder: _policies(holder, *found) for holder, found in names.items()}


def _policies(holder: str, gone: set[str], come: set[str]) -> Fact:
    sides = ((msg("{names} (changed)"), gone & come), (msg("{names} (added)"), come - gone), (msg("{names} (removed)"), gone - come))

    def told(say: Wording) -> str:
        differing = joined([say(words, names=", ".join(sorted(names))) for words, names in sides if names], say)
        return say("policies on {holder} differ: {differing}", holder=holder, differing=differing)

    return told


def _came_and_went(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, Fact]:
    return {name: _new(name) for name in new.keys() - old.keys()} | {name: _gone(name) for name in old.keys() - new.keys()}


def _principals_changed(old: Mapping[str, Principal], new: Mapping[str, Principal]) -> dict[str, Fact]:
    facts = {
        name: facets(((("status", old[name].status),), (("status", each.status),)), (old[name].attributes, each.attributes))
        for name, each in new.items()
        if name in old
    }
    return {name: _changed(name, settings) for name, settings in facts.items() if settings}


def _above(before: Night, after: Night, names: Collection[str]) -> dict[str, tuple[str, ...]]:
    over: defaultdict[str, set[str]] = defaultdict(set)
    for membership in (*before.memberships(), *after.memberships()):
        over[membership.member].add(membership.container)
    met = frozenset(names).union(map(home, names), *over.values())
    for night in (before, after):
        for name, parent in _parents(night.facts, met):
            over[name].add(parent)
    return {name: tuple(sorted(found)) for name, found in over.items()}


def _parents(facts: Facts, names: frozenset[str]) -> Iterator[Pair]:
    """What these names and all containers lie in: of the millions that lie in a folder nobody asks."""
    asked = names | containers(facts)
    for resource in candidates(facts, Sought(ids=asked)):
        if resource.parent and resource.id in asked:
            yield resource.id, resource.parent


def _unread(night: Night) -> Iterable[Gap | Coverage]:
    """The gaps, and the surfaces that were not read whole without any gap that says which part of them."""
    gaps = tuple(night.facts.gaps())
    told = {(gap.provider, gap.surface) for gap in gaps}
    yield from gaps
    for each in night.facts.coverage():
        told_apart = each.status is CoverageStatus.PARTIAL and (each.provider, each.surface) in told
        if each.status is not CoverageStatus.COMPLETE and not told_apart:
            yield each


def _darkens(gap: Gap | Coverage, name: str) -> bool:
    """A gap darkens its scope and what lies under it; one of an account or tenant darkens only what is of its surface."""
    if name == gap.scope:
        return True
    if gap.scope.startswith(f"{gap.surface}://"):
        return name.startswith(f"{gap.scope}/")
    words = set(re.split(r"\W+", name))
    of_surface = bool(words.intersection(re.split(r"\W+", gap.surface)))
    return of_surface and name.startswith((f"{gap.scope}/", f"{gap.surface}://"))
