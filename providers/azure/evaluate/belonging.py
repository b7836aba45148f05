"""Who is in which set of principals: groups closed, and everyone.

A deny assignment takes from what a role assignment gives, and either may name a group; roles go to the members of groups in groups too. A group that
is hit in part is taken apart into its members, and what can't be taken apart keeps the question in words ("Understand Azure deny assignments";
"Steps to assign an Azure role").
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from audit.model.facts import PUBLIC, Gap, Membership, MembershipKind, Principal
from audit.resolve.closure import LATENT
from audit.resolve.reach import NOBODY_LOOKED
from providers.azure.kinds import PROVIDER
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of

_MEMBERS = frozenset({MembershipKind.MEMBER, MembershipKind.ELIGIBLE})
GROUP = "microsoft://group/"


class Belonging:
    """The memberships of a run, closed. `unread` are the groups whose members could not be read, each with its gap; so are those not described."""

    def __init__(self, memberships: Iterable[Membership], principals: Mapping[str, Principal], unread: Mapping[str, Gap]) -> None:
        self._principals, self._unread = principals, unread
        self._into: dict[str, list[Membership]] = defaultdict(list)
        self._of: dict[str, list[Membership]] = defaultdict(list)
        for one in sorted(set(memberships)):
            if one.container.startswith(GROUP):
                self._into[one.container].append(one)
                self._of[one.member].append(one)
        self._above: dict[str, Mapping[str, Formula]] = {}
        self._below: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def within(self, who: str, crowd: str) -> Formula | None:
        """Whether a principal, or everybody in a group, is in a set; None when some of them may be and others not, or nobody can say."""
        if crowd in (who, PUBLIC):
            return TRUE
        if not crowd.startswith(GROUP):
            return FALSE if not who.startswith(GROUP) else None if self._may_hold(who, crowd) else FALSE
        above = self._groups(who).get(crowd, FALSE)
        if above is not FALSE:
            return above
        if who.startswith(GROUP):
            met = any(self.within(leaf, crowd) is not FALSE for leaf in self.leaves(who))
            return None if met or self._hidden(who) or self._hidden(crowd) else FALSE
        return None if self._hidden(crowd) else FALSE

    def belongs(self, who: str, crowd: str) -> Formula:
        """The same, with the question in words where it can't be answered."""
        found = self.within(who, crowd)
        if found is not None:
            return found
        gap = next((self._gap(name) for name in sorted(self._hidden(who) | self._hidden(crowd))), None)
        words, opposite = f"the caller is {self.shown(crowd)}", f"the caller is not {self.shown(crowd)}"
        return Atom(f"{words} (members not read: {gap.reason})", opposite, gap=True) if gap else Atom(words, opposite)

    def parts(self, who: str, crowds: Iterable[str]) -> Iterator[str]:
        """A group taken apart until each part is in, or not in, each of some sets, as far as the facts allow. Itself mostly."""
        yield from dict.fromkeys(self._parts(who, tuple(crowds), frozenset()))

    def leaves(self, who: str) -> frozenset[str]:
        """Who is in a group, near or far, that is no group itself; anybody else is alone."""
        return self._members(who)[0] if who.startswith(GROUP) else frozenset({who})

    def keepers(self, group: str) -> Iterator[Membership]:
        """Who could make himself a member of a group."""
        yield from (one for one in self._into.get(group, ()) if one.kind in LATENT)

    def common(self, one: str, other: str) -> Mapping[str, Formula]:
        """The principals that are in both of two sets: one of the two, or what they have in common."""
        for inner, outer in ((one, other), (other, one)):
            found = self.within(inner, outer)
            if found is not None:
                return {} if found is FALSE else {inner: found}
        for group, crowd in ((one, other), (other, one)):
            if group.startswith(GROUP):
                return {part: held for part in self.parts(group, (crowd,)) if (held := self.belongs(part, crowd)) is not FALSE}
        return {one: self.belongs(one, other)}

    def shown(self, who: str) -> str:
        """A principal as people read it."""
        found = self._principals.get(who)
        name = found.name if found else who.removeprefix("microsoft://")
        return f"in group {name}" if who.startswith(GROUP) else "anyone" if who == PUBLIC else name

    def _parts(self, who: str, crowds: tuple[str, ...], seen: frozenset[str]) -> Iterator[str]:
        if who in seen:  # groups that hold each other: it is being taken apart
            return
        if not who.startswith(GROUP) or all(self.within(who, crowd) is not None for crowd in crowds):
            yield who
            return
        if self._gap(who):
            yield who
        for one in self._into.get(who, ()):
            if one.kind in _MEMBERS:
                yield from self._parts(one.member, crowds, seen | {who})

    def _may_hold(self, group: str, one: str) -> bool:
        leaves, hidden = self._members(group)
        return one in leaves or bool(hidden)

    def _groups(self, who: str) -> Mapping[str, Formula]:
        """The groups that somebody is in, near or far, each with what must hold."""
        if who not in self._above:
            found: dict[str, Formula] = {}
            waiting: list[tuple[str, Formula]] = [(who, TRUE)]
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

    def _members(self, group: str) -> tuple[frozenset[str], frozenset[str]]:
        """Who is in a group, near or far, that is no group itself; and the groups in it that could not be read."""
        if group not in self._below:
            met, waiting = {group}, [group]
            while waiting:
                for one in self._into.get(waiting.pop(), ()):
                    if one.kind in _MEMBERS and one.member not in met:
                        met.add(one.member)
                        waiting.append(one.member)
            leaves = frozenset(name for name in met if not name.startswith(GROUP))
            self._below[group] = leaves, frozenset(name for name in met if name.startswith(GROUP) and self._gap(name))
        return self._below[group]

    def _gap(self, group: str) -> Gap | None:
        """Why it is not known who is in a group; of one that nothing describes nobody knows."""
        is_known = group in self._principals or group in self._into
        return self._unread.get(group) or (None if is_known else Gap(PROVIDER, "groups", group, "", NOBODY_LOOKED))

    def _hidden(self, crowd: str) -> frozenset[str]:
        return self._members(crowd)[1] if crowd.startswith(GROUP) else frozenset()


def _needed(one: Membership) -> Formula:
    return Atom(one.condition or "the membership is activated") if one.condition or one.kind is MembershipKind.ELIGIBLE else TRUE
