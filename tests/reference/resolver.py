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


def walks(entry: str, grantee: str, steps: list[Membership]) -> list[tuple[bool, frozenset[tuple[Verdict, str]]]]:
    """Every way from entry to grantee that is never twice in one state: whether it is latent, and all that it asks for."""
    return list(_walk(entry, grantee, steps, latent=False, asked=frozenset(), seen=frozenset()))


def _walk(  # noqa: PLR0917 - all that one walk knows
    here: str, grantee: str, steps: list[Membership], latent: bool, asked: frozenset[tuple[Verdict, str]], seen: frozenset[tuple[str, bool]]
) -> Iterator[tuple[bool, frozenset[tuple[Verdict, str]]]]:
    if here == grantee:
        yield latent, asked
    for step in steps:
        if step.member == here:
            then = latent or step.kind in (MembershipKind.ESCALATE, MembershipKind.OWNER)
            if (step.container, then) not in seen:
                more = asked | asks(step)
                yield from _walk(step.container, grantee, steps, then, more, seen | {(step.container, then)})


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
        wanted = level is Level.MANAGE if latent else level & grant.levels
        good = [step for step in steps if step.levels & level]
        ways = [asked for is_latent, asked in walks(entry, grantee, good) if is_latent == latent]
        if wanted and ways:
            verdict, condition = _best(ways)
            granted = Verdict.IF if grant.verdict is Verdict.YES and grant.condition else grant.verdict
            together = next(one for one in (Verdict.UNKNOWN, Verdict.IF, Verdict.YES) if one in (verdict, granted))
            texts = [text for text in (condition, grant.condition) if text]
            text = " and ".join(texts if len(set(texts)) == len(texts) else texts[:1])
            found[together, text] = found.get((together, text), Level.NONE) | level
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
