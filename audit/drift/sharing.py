"""Two acls compared in words: with whom something is shared that was not, who can do more with it, who less, and who nothing any more."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

from audit.check.wording import doing
from audit.drift.fact import Fact, listed
from audit.model.facts import Acl, Grant
from audit.saying import listed_levels
from policies.levels import Level
from policies.wording import Wording, msg

MOST = 3  # of what differs so much is told; the sentence counts the rest


class _Kind(IntEnum):
    """What differs for one principal, what is told first first."""

    SHARED = 0
    MORE = 1
    OTHERWISE = 2
    LESS = 3
    NO_LONGER = 4


_WORDS = {
    _Kind.SHARED: (msg("{name} is now shared with {who} ({levels})"), msg("it is now shared with {who} ({levels})")),
    _Kind.MORE: (msg("{who} may now also {doing} {name}"), msg("{who} may now also {doing} it")),
    _Kind.OTHERWISE: (msg("{name} is shared with {who} under other terms"), msg("it is shared with {who} under other terms")),
    _Kind.LESS: (msg("{who} may no longer {doing} {name}"), msg("{who} may no longer {doing} it")),
    _Kind.NO_LONGER: (msg("{name} is no longer shared with {who}"), msg("it is no longer shared with {who}")),
}  # with the name of the thing, and where it was named before


@dataclass(frozen=True, slots=True, order=True)
class _Clause:
    """One thing that differs."""

    kind: _Kind
    who: str
    levels: Level = Level.NONE

    def told(self, say: Wording, *, name: str, again: bool) -> str:
        """The clause on the thing of that name in words; `again` where it was named before."""
        words = _WORDS[self.kind][again]
        return say(words, name=name, who=self.who, levels=listed_levels(self.levels, say), doing=doing(self.levels, say))


@dataclass(frozen=True, slots=True)
class _Share:
    """What one principal has by an acl."""

    levels: Level
    grants: frozenset[Grant]


def sharing(name: str, old: Acl | None, new: Acl | None) -> Fact:
    """How the acl of the thing of that name differs: `drive://x is now shared with google://link/anyone (find, read)`."""
    clauses = sorted(_clauses(_shares(old), _shares(new)))
    if not clauses:
        return lambda say: say("{name} is shared in another way", name=name)
    facts = [partial(each.told, name=name, again=place > 0) for place, each in enumerate(clauses)]
    return lambda say: listed(facts, MOST, say)


def _shares(acl: Acl | None) -> dict[str, _Share]:
    held: dict[str, _Share] = {}
    for grant in acl.grants if acl else ():
        known = held.get(grant.principal, _Share(Level.NONE, frozenset()))
        held[grant.principal] = _Share(known.levels | grant.levels, known.grants | {grant})
    return held


def _clauses(old: dict[str, _Share], new: dict[str, _Share]) -> Iterator[_Clause]:
    for who in old.keys() | new.keys():
        had, has = old.get(who), new.get(who)
        if had is None and has is not None:
            yield _Clause(_Kind.SHARED, who, has.levels)
        elif has is None:
            yield _Clause(_Kind.NO_LONGER, who)
        elif had is not None and had.grants != has.grants:
            yield from _changed(who, had, has)


def _changed(who: str, had: _Share, has: _Share) -> Iterator[_Clause]:
    if more := has.levels & ~had.levels:
        yield _Clause(_Kind.MORE, who, more)
    if less := had.levels & ~has.levels:
        yield _Clause(_Kind.LESS, who, less)
    if had.levels == has.levels:
        yield _Clause(_Kind.OTHERWISE, who)
