"""Who is in which set of principals: groups closed, as every provider that has groups closes them; what else is a set each knows itself.

A policy speaks of sets, and a deny takes from what an allow gives. A group that is hit in part is taken apart into its members, and what can't be
taken apart keeps the question in words.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from audit.model.facts import Gap, Membership, MembershipKind, Principal
from audit.resolve.closure import LATENT
from audit.resolve.reach import NOBODY_LOOKED
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of

_MEMBERS = frozenset({MembershipKind.MEMBER, MembershipKind.ELIGIBLE})


class Belonging(ABC):
    """The memberships of a run, closed. `unread` are the groups whose members could not be read, each with its gap; so are those not described."""

    provider: ClassVar[str]
    group: ClassVar[str]  # what the id of every group begins with

    def __init__(self, memberships: Iterable[Membership], principals: Mapping[str, Principal], unread: Mapping[str, Gap]) -> None:
        self._principals, self._unread = principals, unread
        self._into: dict[str, list[Membership]] = defaultdict(list)
        self._of: dict[str, list[Membership]] = defaultdict(list)
        for one in sorted(set(memberships)):
            if one.container.startswith(self.group):
                self._into[one.container].append(one)
                self._of[one.member].append(one)
        self._above: dict[str, Mapping[str, Formula]] = {}
        self._inside: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    @abstractmethod
    def within(self, who: str, crowd: str) -> Formula | None:
        """Whether a principal, or everybody in a set, is in a set; None when some of them may be and others not, or nobody can say."""

    @abstractmethod
    def shown(self, who: str) -> str:
        """A principal as people read it, after `the caller is`."""

    def belongs(self, who: str, crowd: str) -> Formula:
        """Whether one is within the other, with the question in words where it can't be answered."""
        found = self.within(who, crowd)
        if found is not None:
            return found
        gap = next((self._gap(name) for name in sorted(self._hidden(who) | self._hidden(crowd))), None)
        words, opposite = f"the caller is {self.shown(crowd)}", f"the caller is not {self.shown(crowd)}"
        return Atom(f"{words} (members not read: {gap.reason})", opposite, gap=True) if gap else Atom(words, opposite)

    def parts(self, who: str, crowds: Iterable[str]) -> Iterator[str]:
        """A set taken apart until each part is in, or not in, each of some sets, as far as the facts allow. The set itself mostly."""
        yield from dict.fromkeys(self._parts(who, tuple(crowds), frozenset()))

    def leaves(self, who: str) -> frozenset[str]:
        """Who is in a group, near or far, that is no group itself; anybody else is alone."""
        return self._below(who)[0] if who.startswith(self.group) else frozenset({who})

    def keepers(self, group: str) -> Iterator[Membership]:
        """Who could make himself a member of a group."""
        yield from (one for one in self._into.get(group, ()) if one.kind in LATENT)

    def hides(self, crowd: str) -> bool:
        """Whether somebody may be in a group, near or far, whom nobody could see there."""
        return bool(self._hidden(crowd))

    def common(self, one: str, other: str) -> Mapping[str, Formula]:
        """The principals that are in both of two sets: one of the two, or what they have in common."""
        for inner, outer in ((one, other), (other, one)):
            found = self.within(inner, outer)
            if found is not None:
                return {} if found is FALSE else {inner: found}
        for group, crowd in ((one, other), (other, one)):
            if group.startswith(self.group):
                return {part: held for part in self.parts(group, (crowd,)) if (held := self.belongs(part, crowd)) is not FALSE}
        return {one: self.belongs(one, other)}

    def _always(self, who: str) -> tuple[str, ...]:
        """Somebody, and the sets other than groups that he is in: what is a member of a group by them."""
        return (who,)

    def _is_described(self, group: str) -> bool:
        """Whether the facts tell of a group."""
        return group in self._principals or group in self._into

    def _parts(self, who: str, crowds: tuple[str, ...], seen: frozenset[str]) -> Iterator[str]:
        if who in seen:  # groups that hold each other: it is being taken apart
            return
        if not who.startswith(self.group) or all(self.within(who, crowd) is not None for crowd in crowds):
            yield who
            return
        if self._gap(who):
            yield who
        for one in self._into.get(who, ()):
            if one.kind in _MEMBERS:
                yield from self._parts(one.member, crowds, seen | {who})

    def _groups(self, who: str) -> Mapping[str, Formula]:
        """The groups that somebody is in, near or far, each with what must hold."""
        if who not in self._above:
            found: dict[str, Formula] = {}
            waiting: list[tuple[str, Formula]] = [(name, TRUE) for name in self._always(who)]
            while waiting:
                name, so_far = waiting.pop()
                for one in self._of.get(name, ()):
                    known = found.get(one.container, FALSE)
                    better = any_of(known, all_of(so_far, _needed(one)))
                    if one.kind in _MEMBERS and better != known:
                        found[one.container] = better
                        waiting.append((one.container, better))
            self._above[who] = found
        return self._above[who]

    def _below(self, group: str) -> tuple[frozenset[str], frozenset[str]]:
        """Who is in a group, near or far, that is no group itself; and the groups in it that could not be read."""
        if group not in self._inside:
            met, waiting = {group}, [group]
            while waiting:
                for one in self._into.get(waiting.pop(), ()):
                    if one.kind in _MEMBERS and one.member not in met:
                        met.add(one.member)
                        waiting.append(one.member)
            leaves = frozenset(name for name in met if not name.startswith(self.group))
            self._inside[group] = leaves, frozenset(name for name in met if name.startswith(self.group) and self._gap(name))
        return self._inside[group]

    def _gap(self, group: str) -> Gap | None:
        """Why it is not known who is in a group; of one that nothing describes nobody knows."""
        return self._unread.get(group) or (None if self._is_described(group) else Gap(self.provider, "groups", group, "", NOBODY_LOOKED))

    def _hidden(self, crowd: str) -> frozenset[str]:
        """The groups in a set that could not be read."""
        return self._below(crowd)[1] if crowd.startswith(self.group) else frozenset()


def _needed(one: Membership) -> Formula:
    return Atom(one.condition or "the membership is activated") if one.condition or one.kind is MembershipKind.ELIGIBLE else TRUE
