"""One cause, one line: a finding gives way to a more telling one on the same subject, asset and level.

A prohibition of leavers says more than the built-in check on leavers, and either says more than “no rule allows it”.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.check.found import Found
from audit.model.finding import Finding, FindingKind, Outcome
from audit.model.reach import Subject
from policies.language import NeedKind, Policy, Who, WhoKind
from policies.levels import Level, highest

_About = tuple[str, Subject | None]  # asset and subject

_DEFAULT_DENY = frozenset({FindingKind.UNEXPLAINED, FindingKind.TOO_MUCH})
_SAME_AS = {
    FindingKind.LEAVER: WhoKind.LEAVERS,
    FindingKind.PUBLIC: WhoKind.ANYONE,
    FindingKind.SHARED_ACCOUNT: WhoKind.SHARED_ACCOUNTS,
    FindingKind.OUTSIDE_WITHOUT_AGREEMENT: WhoKind.PROCESSORS,
}  # the words by which a rule of the policy says what a built-in check says
_ABOUT_WHO = frozenset({*_SAME_AS, FindingKind.NOT_STARTED, FindingKind.ORPHAN_ACCOUNT, FindingKind.FORBIDDEN, FindingKind.BEYOND_ITS_PART})


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of a subject and an asset, and in whose words."""

    finding: Finding
    words: frozenset[WhoKind]


def most_telling(policy: Policy, found: Iterable[Found]) -> tuple[Found, ...]:
    """The findings without those that another makes superfluous. Waivers play no part: what is waived is said as well."""
    everything = tuple(found)
    rules = _words_by_rule(policy)
    said: defaultdict[_About, list[_Said]] = defaultdict(list)
    for each in everything:
        finding = each.finding
        said[finding.asset, finding.subject].append(_Said(finding, rules.get(finding.rule, frozenset())))
    return tuple(each for each in everything if not _gives_way(each.finding, said[each.finding.asset, each.finding.subject]))


def _words_by_rule(policy: Policy) -> Mapping[str, frozenset[WhoKind]]:
    prohibitions = {rule.id: _kinds(rule.who) for rule in policy.forbid}
    agreements = {rule.id: frozenset({WhoKind.PROCESSORS}) for rule in policy.require if rule.need.kind is NeedKind.AGREEMENT}
    return prohibitions | agreements


def _kinds(who: tuple[Who, ...]) -> frozenset[WhoKind]:
    return frozenset(word.kind for word in who)


def _gives_way(finding: Finding, said: list[_Said]) -> bool:
    if finding.kind in _DEFAULT_DENY:
        return any(other.finding.kind in _ABOUT_WHO and _outweighs(other.finding, finding) for other in said)
    word = _SAME_AS.get(finding.kind)
    return word is not None and any(word in other.words and _covers(other.finding, finding) for other in said)


def _outweighs(other: Finding, finding: Finding) -> bool:
    """It speaks of the highest level too, and as surely."""
    return bool(highest(finding.levels) & other.levels) and _as_sure(other, finding)


def _covers(other: Finding, finding: Finding) -> bool:
    return finding.levels & ~other.levels == Level.NONE and _as_sure(other, finding)


def _as_sure(other: Finding, finding: Finding) -> bool:
    return other.outcome is Outcome.VIOLATION or finding.outcome is not Outcome.VIOLATION
