"""A run held against the policy: every check, one line for each cause, waivers, paths for what is reported."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from audit.check.found import Found, Hits
from audit.check.precedence import most_telling
from audit.check.registry import findings
from audit.check.waivers import apply
from audit.check.wording import cut
from audit.check.world import see
from audit.counting import Count, counted, nobody
from audit.model.finding import Finding, order
from audit.model.reach import Path
from audit.ports import Facts, Provider
from audit.resolve import Resolved
from audit.resolve.paths import paths
from policies.language import Policy
from policies.levels import highest
from policies.wording import Wording

MOST_PATHS = 5  # paths kept for one finding: enough to act on; the sentence says how many there are


def check(
    policy: Policy,
    facts: Facts,
    resolved: Resolved,
    as_of: date,
    providers: Sequence[Provider],
    *,
    say: Wording | None = None,
    count: Count = nobody,
) -> tuple[Finding, ...]:
    """Everything that is not as the policy says on a day, in the one order of findings, waived ones among them; told in English by default."""
    world = see(policy, facts, resolved, as_of, providers, say=say)
    found = apply(world, most_telling(policy, findings(world, count)))
    return tuple(sorted(counted(_explained(found, facts, resolved, providers, world.say), len(found), count), key=order))


def _explained(found: Sequence[Found], facts: Facts, resolved: Resolved, providers: Sequence[Provider], say: Wording) -> Iterator[Finding]:
    wanted = [_shown(each.hits) for each in found]
    given = iter(paths(resolved, facts, providers, [hit for hits in wanted for hit in hits], say=say))
    for each, hits in zip(found, wanted, strict=True):
        yield _with_paths(each, tuple(next(given) for _ in hits), say)


def _shown(hits: Hits) -> Hits:
    """The reaches to explain, each for its highest level; the surest first."""
    verdicts = ("yes", "if", "unknown")
    ranked = sorted(hits, key=lambda hit: (verdicts.index(hit[0].verdict), -highest(hit[1]), hit[0]))
    return [(reach, highest(levels)) for reach, levels in ranked[:MOST_PATHS]]


def _with_paths(found: Found, shown: Iterable[Path], say: Wording) -> Finding:
    distinct, sentence, ways = tuple(dict.fromkeys(filter(None, shown))), found.finding.sentence, len(found.hits)
    if ways > MOST_PATHS:
        sentence = say("{sentence} (by {ways} ways, {shown} of them shown)", sentence=sentence, ways=ways, shown=MOST_PATHS)
    return replace(found.finding, paths=distinct, sentence=_capital(sentence), remedy=_capital(_remedy(found, distinct, say)))


def _remedy(found: Found, shown: Sequence[Path], say: Wording) -> str:
    """What to undo on each path, and what else can or must be done."""
    remedy = found.finding.remedy
    cuts = "; ".join(sorted({step for path in shown if (step := cut(path, say))})) if found.beside else ""
    if not cuts:
        return remedy
    return say(found.beside, cuts=cuts, remedy=remedy)


def _capital(text: str) -> str:
    """Sentences start with a capital, unless an id comes first: `p21` stays as it is written."""
    first = text.partition(" ")[0]
    return text[:1].upper() + text[1:] if first.replace("'", "").isalpha() else text
