"""Two acls compared in words: with whom something is shared that was not, who can do more with it, who less, and who nothing any more."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.check.wording import doing
from audit.model.facts import Acl, Grant
from policies.levels import Level, words
from policies.wording import wording

MOST = 3  # of what differs so much is told; the sentence counts the rest

_Clause = tuple[int, str, str]  # which comes first; what stands before the name of the thing, and what after it


@dataclass(frozen=True, slots=True)
class _Share:
    """What one principal has by an acl."""

    levels: Level
    grants: frozenset[Grant]


def sharing(name: str, old: Acl | None, new: Acl | None) -> str:
    """How the acl of the thing of that name differs: `drive://x is now shared with google://link/anyone (find, read)`."""
    clauses = sorted(_clauses(_shares(old), _shares(new))) or [(0, "", " is shared in another way")]
    told = [f"{before}{'it' if place else name}{after}" for place, (_, before, after) in enumerate(clauses[:MOST])]
    more = len(clauses) - MOST
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")


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
            yield 0, "", f" is now shared with {who} ({words(has.levels)})"
        elif has is None:
            yield 4, "", f" is no longer shared with {who}"
        elif had is not None and had.grants != has.grants:
            yield from _changed(who, had, has)


def _changed(who: str, had: _Share, has: _Share) -> Iterator[_Clause]:
    if more := has.levels & ~had.levels:
        yield 1, f"{who} may now also {doing(more, wording('en'))} ", ""
    if less := had.levels & ~has.levels:
        yield 3, f"{who} may no longer {doing(less, wording('en'))} ", ""
    if had.levels == has.levels:
        yield 2, "", f" is shared with {who} under other terms"
