"""Memberships closed: who can come to act as whom, over any number of groups, roles and delegations, cycles included.

The search runs backwards from the principals that hold grants, breadth first, once for each; everything it meets on the way can
enter there. Along a path every condition adds up; between paths the best verdict wins, and the ways that are left are kept.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from audit.model.facts import Membership, MembershipKind, Verdict
from policies.levels import EVERYTHING, Level, members

LATENT = frozenset({MembershipKind.ESCALATE, MembershipKind.OWNER})  # what lies beyond such a step one could have, and has not
ACTIVATE = "the role must be activated"
_MOST_WAYS = 16  # alternatives kept for one pair, the lightest first: a reader wants no more, and layered conditions would explode

_Needs = frozenset[tuple[Verdict, str]]  # what must hold along one path
_Ways = frozenset[_Needs]  # the alternatives, none of which asks for all that another asks
_State = tuple[str, bool]  # a principal, and whether a latent step lies between it and the grantee
_Tree = dict[_State, tuple[Membership, _State] | None]  # from each state the step that leads on, and where to

_Within = tuple[
    frozenset[str] | None, Level
]  # beginnings that a resource has of those that memberships name, and levels; None, none: all count

_NOTHING: _Needs = frozenset()
_FREE: _Ways = frozenset({_NOTHING})
_ANY: _Within = (None, Level.NONE)
_TIERS = (frozenset({Verdict.YES}), frozenset({Verdict.YES, Verdict.IF}), frozenset(Verdict))


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A principal that can act as the grantee; `latent` when one of the steps is one it could take and has not."""

    principal: str
    latent: bool = False
    verdict: Verdict = Verdict.YES
    condition: str = ""


class Closure:
    """The memberships in force on a day, closed. Answers are worked out when asked for, and kept.

    Some count only for resources of one kind, or for some levels: who names a `resource` or `level` leaves out those that do not count there.
    """

    __slots__ = ("_beginnings", "_capped", "_entries", "_into", "_trees")

    def __init__(self, memberships: Iterable[Membership], as_of: date) -> None:
        self._into: dict[_Within, dict[str, list[Membership]]] = {_ANY: {}}
        for membership in sorted(set(memberships), key=_order):
            if membership.until is None or membership.until >= as_of:
                self._into[_ANY].setdefault(membership.container, []).append(membership)
        held = [each for into in self._into[_ANY].values() for each in into]
        self._beginnings = frozenset(beginning for each in held for beginning in each.only)
        self._capped = any(each.levels != EVERYTHING for each in held)
        self._entries: dict[tuple[str, _Within], tuple[Entry, ...]] = {}
        self._trees: dict[tuple[str, frozenset[Verdict], _Within], _Tree] = {}

    def entries_of(self, grantee: str, resource: str = "", level: Level = Level.NONE) -> tuple[Entry, ...]:
        """Everybody who can act as `grantee`, itself included, sorted; at most one direct and one latent entry each."""
        key = (grantee, self._within(resource, level))
        if key not in self._entries:
            ways = self._ways_into(*key)
            self._entries[key] = tuple(sorted(_entry(state, found) for state, found in ways.items()))
        return self._entries[key]

    def chain(
        self, entry: str, grantee: str, latent: bool = False, *, resource: str = "", level: Level = Level.NONE
    ) -> tuple[Membership, ...]:
        """The shortest way with the best verdict from `entry` to `grantee`; empty when they are one, or when there is none."""
        for tier in _TIERS:
            tree = self._tree(grantee, tier, self._within(resource, level))
            if (entry, latent) in tree:
                return _walk(tree, (entry, latent))
        return ()

    def alike(self, levels: Level) -> tuple[Level, ...]:
        """The levels in groups that have the same entries."""
        return members(levels) if self._capped else (levels,)

    def _within(self, resource: str, level: Level) -> _Within:
        """What of a question matters: equal ones share their answer."""
        begins = frozenset(each for each in self._beginnings if resource.startswith(each)) if resource and self._beginnings else None
        return begins, level if self._capped else Level.NONE

    def _leading_into(self, within: _Within) -> dict[str, list[Membership]]:
        """The memberships that count, by container."""
        if within not in self._into:
            counting = {name: [each for each in held if _counts(each, within)] for name, held in self._into[_ANY].items()}
            self._into[within] = counting
        return self._into[within]

    def _leading(self, within: _Within) -> tuple[dict[str, list[Membership]], dict[str, list[Membership]]]:
        """The memberships that count towards the grantee, and those that count towards a latent step: who takes that one acts as a whole."""
        begins, level = within
        return self._leading_into(within), self._leading_into((begins, Level.MANAGE if level else level))

    def _ways_into(self, grantee: str, within: _Within) -> dict[_State, _Ways]:
        into = self._leading(within)
        ways: dict[_State, _Ways] = {(grantee, False): _FREE}
        queue = deque(ways)
        while queue:
            state = queue.popleft()
            for membership in into[state[1]].get(state[0], ()):
                before = _before(membership, state)
                known = ways.get(before, frozenset())
                if known == _FREE:
                    continue
                better = _least(known | _beyond(ways[state], needs(membership)))
                if better != known:
                    ways[before] = better
                    queue.append(before)
        return ways

    def _tree(self, grantee: str, tier: frozenset[Verdict], within: _Within) -> _Tree:
        key = (grantee, tier, within)
        if key not in self._trees:
            self._trees[key] = self._search(*key)
        return self._trees[key]

    def _search(self, grantee: str, tier: frozenset[Verdict], within: _Within) -> _Tree:
        into = self._leading(within)
        tree: _Tree = {(grantee, False): None}
        queue = deque(tree)
        while queue:
            state = queue.popleft()
            for membership in into[state[1]].get(state[0], ()):
                before = _before(membership, state)
                if before not in tree and verdict_of(needs(membership)) in tier:
                    tree[before] = (membership, state)
                    queue.append(before)
        return tree


def _counts(membership: Membership, within: _Within) -> bool:
    begins, level = within
    here = begins is None or not membership.only or not begins.isdisjoint(membership.only)
    return here and (not level or bool(membership.levels & level))


def needs(membership: Membership) -> _Needs:
    """What must hold for this one step; an eligible role must be activated first."""
    verdict = standing(membership.verdict, membership.condition)
    asked = _NOTHING if verdict is Verdict.YES else frozenset({(verdict, membership.condition or "a condition that is not known")})
    return asked | {(Verdict.IF, ACTIVATE)} if membership.kind is MembershipKind.ELIGIBLE else asked


def standing(verdict: Verdict, condition: str) -> Verdict:
    """A verdict held against its own condition: a plain `yes` has none left."""
    return Verdict.IF if verdict is Verdict.YES and condition else verdict


def verdict_of(asked: _Needs) -> Verdict:
    """The verdict of a path: the worst along it, `unknown` before `if` before `yes`."""
    return worst(verdict for verdict, _ in asked)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """`unknown` before `if` before `yes`; `yes` for none."""
    held = set(verdicts)
    return next((verdict for verdict in (Verdict.UNKNOWN, Verdict.IF) if verdict in held), Verdict.YES)


def both(*conditions: str) -> str:
    """Conditions that must all hold, as one, each said once."""
    return " and ".join(dict.fromkeys(text for text in conditions if text))


def _before(membership: Membership, state: _State) -> _State:
    return membership.member, state[1] or membership.kind in LATENT


def _beyond(ways: _Ways, asked: _Needs) -> _Ways:
    return frozenset(way | asked for way in ways) if asked else ways


def _least(ways: _Ways) -> _Ways:
    """The ways that ask for nothing another way does not ask as well, the lightest of them."""
    kept: list[_Needs] = []
    for way in sorted(ways, key=_weight):
        if not any(lighter <= way for lighter in kept):
            kept.append(way)
    return frozenset(kept[:_MOST_WAYS])


def _weight(way: _Needs) -> tuple[bool, int, list[tuple[Verdict, str]]]:
    return verdict_of(way) is Verdict.UNKNOWN, len(way), sorted(way)


def _entry(state: _State, ways: _Ways) -> Entry:
    ordered = sorted(ways, key=_weight)
    verdict = verdict_of(ordered[0])
    texts = [both(*sorted(text for _, text in way)) for way in ordered if verdict_of(way) is verdict]
    return Entry(*state, verdict, "; or ".join(dict.fromkeys(texts)) if verdict is not Verdict.YES else "")


def _walk(tree: _Tree, state: _State) -> tuple[Membership, ...]:
    steps: list[Membership] = []
    while (step := tree[state]) is not None:
        membership, state = step
        steps.append(membership)
    return tuple(steps)


def _order(membership: Membership) -> tuple[str, ...]:
    until = membership.until.isoformat() if membership.until else ""
    found = (membership.member, membership.container, membership.kind, membership.verdict, membership.condition, until)
    return (*found, membership.because, membership.evidence, *membership.only, str(int(membership.levels)))
