"""The slow, obvious resolver: walks every way from every principal, one at a time, and writes down what it finds."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product

from audit.model.facts import Grant, Membership, MembershipKind, Verdict
from policies.levels import EVERYTHING, Level, members

Row = tuple[str, str, Level, Verdict, str]  # account, grantee, levels, verdict, condition


def reach(
    grants: Iterable[Grant], memberships: Iterable[Membership], users: set[str], roles: set[str], today: date, *, resource: str
) -> set[Row]:
    """What every user, and every role that no user can take on, reaches on one resource by which grant."""
    steps = [step for step in memberships if not (step.until and step.until < today)]
    live = [grant for grant in grants if not (grant.until and grant.until < today)]
    taken = {role for user, role in product(users, roles) for latent, _ in walks(user, role, steps) if not latent}
    entries = sorted(users | (roles - taken))
    rows: set[Row] = set()
    for entry, grantee in product(entries, {grant.principal for grant in live}):
        here = [step for step in steps if not step.only or resource.startswith(step.only)]
        rows |= _of_pair(entry, grantee, [grant for grant in live if grant.principal == grantee], here)
    return rows


def walks(
    entry: str, grantee: str, steps: list[Membership], level: Level = Level.NONE
) -> list[tuple[bool, frozenset[tuple[Verdict, str]]]]:
    """Every way from entry to grantee that is good for a level: whether it is latent, and all that it asks for.

    Up to the last latent step of a way whoever goes it must be able to act as a whole; from there on the level counts.
    """
    found = []
    for way in _walk(entry, grantee, steps, (), frozenset()):
        latent = [place for place, step in enumerate(way) if step.kind in LATENT]
        last = latent[-1] if latent else 0
        if not level or all(step.levels & (Level.MANAGE if place < last else level) for place, step in enumerate(way)):
            found.append((bool(latent), frozenset(one for step in way for one in asks(step))))
    return found


LATENT = (MembershipKind.ESCALATE, MembershipKind.OWNER)


def _walk(
    here: str, grantee: str, steps: list[Membership], gone: tuple[Membership, ...], seen: frozenset[tuple[str, bool]]
) -> Iterator[tuple[Membership, ...]]:
    """Ways that are never twice in one state."""
    if here == grantee:
        yield gone
    latent = any(step.kind in LATENT for step in gone)
    for step in steps:
        then = latent or step.kind in LATENT
        if step.member == here and (step.container, then) not in seen:
            yield from _walk(step.container, grantee, steps, (*gone, step), seen | {(step.container, then)})


def asks(step: Membership) -> set[tuple[Verdict, str]]:
    """What must hold for one step."""
    asked = set()
    if step.verdict is Verdict.UNKNOWN:
        asked.add((Verdict.UNKNOWN, step.condition or "a condition that is not known"))
    elif step.verdict is Verdict.IF or step.condition:
        asked.add((Verdict.IF, step.condition or "a condition that is not known"))
    if step.kind is MembershipKind.ELIGIBLE:
        asked.add((Verdict.IF, "the role must be activated"))
    return asked


def _of_pair(entry: str, grantee: str, grants: list[Grant], steps: list[Membership]) -> set[Row]:
    found: dict[tuple[Verdict, str], Level] = {}
    for latent, level, grant in product((False, True), members(EVERYTHING), grants):
        wanted = level & (grant.levels | Level.MANAGE if latent else grant.levels)
        ways = [asked for is_latent, asked in walks(entry, grantee, steps, level) if is_latent == latent]
        if wanted and ways:
            verdict, condition = _best(ways)
            granted = Verdict.IF if grant.verdict is Verdict.YES and grant.condition else grant.verdict
            together = next(one for one in (Verdict.UNKNOWN, Verdict.IF, Verdict.YES) if one in (verdict, granted))
            texts = [text for text in (condition, grant.condition) if text]
            text = " and ".join(texts if len(set(texts)) == len(texts) else texts[:1])
            found[together, text] = found.get((together, text), Level.NONE) | (Level.MANAGE if latent else level)
    return {(entry, grantee, levels, *key) for key, levels in _without_better(found).items() if levels}


def _best(ways: list[frozenset[tuple[Verdict, str]]]) -> tuple[Verdict, str]:
    def worst(way: frozenset[tuple[Verdict, str]]) -> Verdict:
        return next((one for one in (Verdict.UNKNOWN, Verdict.IF) if one in {verdict for verdict, _ in way}), Verdict.YES)

    verdict = next(one for one in (Verdict.YES, Verdict.IF, Verdict.UNKNOWN) if one in {worst(way) for way in ways})
    fewest = [way for way in set(ways) if not any(other < way for other in ways)]
    left = sorted((way for way in fewest if worst(way) is verdict), key=lambda way: (len(way), sorted(way)))
    said = [" and ".join(sorted({text for _, text in way})) for way in left]
    return verdict, "; or ".join(dict.fromkeys(said))


def _without_better(found: dict[tuple[Verdict, str], Level]) -> dict[tuple[Verdict, str], Level]:
    sure = [Verdict.YES, Verdict.IF, Verdict.UNKNOWN]
    left = {}
    for (verdict, text), levels in found.items():
        for (other, _), more in found.items():
            if sure.index(other) < sure.index(verdict):
                levels &= ~more  # noqa: PLW2901 - what is left of it
        left[verdict, text] = Level(levels)
    return left
