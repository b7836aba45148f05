"""Proposed rules allow nothing; a finding on access that one would allow names it, so that somebody decides."""

from collections.abc import Iterator, Mapping

from audit.check.access import Access
from audit.check.found import Hits
from audit.check.world import World
from audit.model.reach import Reach
from policies.language import Proposed, Who
from policies.levels import Level, up_to
from policies.permits import holds, names
from policies.wording import Wording


def waiting(world: World, access: Access, hits: Hits) -> tuple[Proposed, ...]:
    """The proposals that together would allow every hit, the first for each; none when some hit would stay."""
    about = tuple(rule for rule in world.policy.proposed if access.asset.id in rule.which)
    words = {entry.reach: entry.words for entry in access.entries}
    found = [next(_allowing(about, reach, levels, words), None) for reach, levels in hits] if about else []
    told = {rule.id: rule for rule in found if rule is not None}
    return tuple(told[name] for name in sorted(told)) if found and None not in found else ()


def to_decide(rules: tuple[Proposed, ...], decider: str, say: Wording) -> str:
    """What to do about them, as a remedy."""
    told = ", ".join(f"{rule.id} ({rule.at.file}:{rule.at.line})" for rule in rules)
    if len(rules) == 1:
        return say("have the proposed rule {rule}, which would allow it, decided by {who}", rule=told, who=decider)
    return say("have the proposed rules {rules}, which would allow it, decided by {who}", rules=told, who=decider)


def _allowing(about: tuple[Proposed, ...], reach: Reach, levels: Level, words: Mapping[Reach, frozenset[Who]]) -> Iterator[Proposed]:
    for rule in about:
        if names(rule.who, words[reach]) and holds(rule.part, reach.part) and not levels & ~up_to(rule.may):
            yield rule
