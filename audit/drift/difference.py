"""Which facts differ between two nights, indexed by the ids that they speak of."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.drift.night import Night
from audit.model.facts import Attachment, Coverage, CoverageStatus, Gap, Membership, Pairs, Principal, Resource

Pair = tuple[str, str]  # member and container


@dataclass(frozen=True, slots=True)
class Difference:
    """Facts that only one of two nights has, each said in words. `unread` holds what either night could not read."""

    memberships: Mapping[Pair, str]
    by_member: Mapping[str, tuple[Pair, ...]]
    attachments: Mapping[str, str]  # by holder
    resources: Mapping[str, str]
    contents: Mapping[str, str]  # resources that are there both nights, and differ
    principals: Mapping[str, str]
    accounts: Mapping[str, str]  # principals that are there both nights, and differ
    above: Mapping[str, tuple[str, ...]]  # groups and units over an id, of either night
    unread: tuple[Gap | Coverage, ...]

    def was_read(self, name: str) -> bool:
        """Whether both nights saw where this id stands; if not, its absence proves nothing."""
        return not any(_darkens(gap, name) for gap in self.unread)


def difference(before: Night, after: Night) -> Difference:
    """Holds the facts of two nights side by side."""
    pairs = _memberships(before, after)
    by_member: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs):
        by_member[pair[0]].append(pair)
    old_resources, new_resources = ({each.id: each for each in night.facts.resources()} for night in (before, after))
    old_principals, new_principals = ({each.id: each for each in night.facts.principals()} for night in (before, after))
    return Difference(
        memberships=pairs,
        by_member={member: tuple(found) for member, found in by_member.items()},
        attachments=_attachments(before.facts.attachments(), after.facts.attachments()),
        resources=_came_and_went(old_resources, new_resources),
        contents=_resources_changed(old_resources, new_resources),
        principals=_came_and_went(old_principals, new_principals),
        accounts=_principals_changed(old_principals, new_principals),
        above=_above(before, after),
        unread=tuple(gap for night in (before, after) for gap in _unread(night)),
    )


def _memberships(before: Night, after: Night) -> dict[Pair, str]:
    old, new = (_terms(night.memberships()) for night in (before, after))
    words: dict[Pair, str] = {}
    for pair in old.keys() | new.keys():
        if old.get(pair) != new.get(pair):
            verb = "was added to" if pair not in old else "was removed from" if pair not in new else "is under other terms in"
            words[pair] = f"{pair[0]} {verb} {pair[1]}"
    return words


def _terms(memberships: Iterable[Membership]) -> dict[Pair, frozenset[tuple[str, str, str]]]:
    terms: defaultdict[Pair, set[tuple[str, str, str]]] = defaultdict(set)
    for each in memberships:
        terms[each.member, each.container].add((each.kind, each.condition, each.verdict))
    return {pair: frozenset(found) for pair, found in terms.items()}


def _attachments(before: Iterable[Attachment], after: Iterable[Attachment]) -> dict[str, str]:
    old, new = set(before), set(after)
    names: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for place, attachments in enumerate((old - new, new - old)):
        for each in attachments:
            names[each.holder][place].add(f"{each.kind} {each.name}".strip())
    return {holder: f"policies on {holder} differ: {_listed(*found)}" for holder, found in names.items()}


def _listed(gone: set[str], come: set[str]) -> str:
    sides = (("changed", gone & come), ("added", come - gone), ("removed", gone - come))
    return "; ".join(f"{', '.join(sorted(names))} ({verb})" for verb, names in sides if names)


def _came_and_went(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, str]:
    return {name: f"{name} is new" for name in new.keys() - old.keys()} | {name: f"{name} is gone" for name in old.keys() - new.keys()}


def _resources_changed(old: Mapping[str, Resource], new: Mapping[str, Resource]) -> dict[str, str]:
    words = {
        name: _facets({"acl": (old[name].acl, each.acl)}, (old[name].attributes, each.attributes), (old[name].labels, each.labels))
        for name, each in new.items()
        if name in old
    }
    return {name: f"{name} changed: {said}" for name, said in words.items() if said}


def _principals_changed(old: Mapping[str, Principal], new: Mapping[str, Principal]) -> dict[str, str]:
    words = {
        name: _facets({"status": (old[name].status, each.status)}, (old[name].attributes, each.attributes))
        for name, each in new.items()
        if name in old
    }
    return {name: f"{name} changed: {said}" for name, said in words.items() if said}


def _facets(single: dict[str, tuple[str, str]], *sides: tuple[Pairs, Pairs]) -> str:
    """What differs, key by key: `mfa true → false`; when something was last used or touched is no change."""
    found = dict(single)
    for old, new in sides:
        held = dict(old), dict(new)
        found |= {key: (held[0].get(key, ""), held[1].get(key, "")) for key in held[0].keys() | held[1].keys()}
    shown = {key: pair for key, pair in found.items() if pair[0] != pair[1] and not key.startswith("last_")}
    return ", ".join(f"{key} {old or 'not known'} → {new or 'not known'}" for key, (old, new) in sorted(shown.items()))


def _above(before: Night, after: Night) -> dict[str, tuple[str, ...]]:
    over: defaultdict[str, set[str]] = defaultdict(set)
    for night in (before, after):
        for membership in night.memberships():
            over[membership.member].add(membership.container)
        for resource in night.facts.resources():
            if resource.parent:
                over[resource.id].add(resource.parent)
    return {name: tuple(sorted(found)) for name, found in over.items()}


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
