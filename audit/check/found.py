"""How findings are made: one builder, so that every finding has its fingerprint, its grounds, its owner and its weight."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from audit.check.access import Access
from audit.check.catalogue import grounds
from audit.check.wording import able, doing
from audit.check.world import World
from audit.conditions import condition_words
from audit.model.facts import Gap, Verdict
from audit.model.finding import Finding, FindingKind, Outcome, fingerprint
from audit.model.reach import Reach, Subject
from policies.errors import Place
from policies.language import Asset, Forbid, Require, Severity
from policies.levels import Level
from policies.wording import Wording, msg

Hits = Sequence[tuple[Reach, Level]]  # reaches with the levels of each that break the rule

_RAISED = {Severity.LOW: Severity.MEDIUM, Severity.MEDIUM: Severity.HIGH, Severity.HIGH: Severity.CRITICAL}
_MORE = {
    (False, False): msg("{sentence}, and {doing} it"),
    (False, True): msg("{sentence}, and {doing} it if {condition}"),
    (True, False): msg("{sentence}, and perhaps {doing} it"),
    (True, True): msg("{sentence}, and perhaps {doing} it if {condition}"),
}  # by whether it is unknown and whether there is a condition

# How a remedy goes on from what is to be undone on each path; a remedy of a fault that has neither stands alone.
OR = msg("{cuts}, or {remedy}")
AND = msg("{cuts}, and {remedy}")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding still without paths, the reaches that its paths explain, and how its remedy goes on from cutting them (OR, AND or alone)."""

    finding: Finding
    hits: Hits = ()
    beside: str = ""

    def said(self, outcome: Outcome) -> "Found":
        """The same with another effect on the exit code."""
        return replace(self, finding=replace(self.finding, outcome=outcome))

    def unsure(self) -> "Found":
        """The same as something that nobody can tell."""
        return self.said(Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a check says is wrong; `rule` is the policy's rule where one is behind it, and `ground` the catalogue's word.

    `remedy` is what to do: beside cutting each path where `beside` is OR or AND, else all there is.
    """

    kind: FindingKind
    remedy: str
    severity: Severity
    beside: str = ""
    rule: str = ""
    ground: str = ""
    place: Place | None = None
    law: tuple[str, ...] = ()
    scope: str = ""
    gap: Gap | None = None


def by_rule(rule: Forbid | Require, kind: FindingKind, remedy: str, *, beside: str = "", ground: str = "", scope: str = "") -> Fault:
    """A fault against a rule of the policy, which brings its own weight and articles."""
    return Fault(
        kind=kind,
        rule=rule.id,
        ground=ground,
        remedy=remedy,
        beside=beside,
        severity=rule.severity,
        place=rule.at,
        law=rule.law,
        scope=scope,
    )


def weighed(severity: Severity, asset: Asset | None, world: World) -> Severity:
    """The severity of a built-in check, one step up where the asset holds data of Art. 9 or 10."""
    return _RAISED.get(severity, severity) if asset is not None and asset.id in world.special else severity


def on_access(access: Access, hits: Hits, fault: Fault, why: str, say: Wording) -> Found:
    """A finding about what a subject can do: a violation when any of it is sure or has a condition, else unknown."""
    verdicts = {reach.verdict for reach, _ in hits}
    verdict = next(each for each in Verdict if each in verdicts)
    first = [hit for hit in hits if hit[0].verdict is verdict]
    levels, condition = _union(hits), _conditions(first)
    told = able(access, [reach for reach, _ in hits], _union(first), verdict=verdict, condition=condition, say=say)
    finding = _finding(
        fault,
        access.asset,
        access.subject,
        outcome=Outcome.UNKNOWN if verdict is Verdict.UNKNOWN else Outcome.VIOLATION,
        sentence=say("{sentence}: {why}", sentence=_besides(told, hits, _union(first), verdict, say), why=why),
        levels=levels,
        verdict=verdict,
        condition=condition,
    )
    return Found(finding, hits, fault.beside)


def _conditions(hits: Hits) -> str:
    return "; or ".join(sorted({reach.condition for reach, _ in hits if reach.condition}))


def _besides(sentence: str, hits: Hits, said: Level, first: Verdict, say: Wording) -> str:
    """The sentence with what is less sure, each with its condition; of what has a condition also that it may have none, for all that is known."""
    sure = said if first is Verdict.YES else Level.NONE
    for verdict in Verdict:
        told = sure if verdict is Verdict.UNKNOWN else said
        less = tuple((reach, levels & ~told) for reach, levels in hits if reach.verdict is verdict and levels & ~told)
        if less and verdict is not first:
            condition, added = _conditions(less), _union(less)
            text = _MORE[verdict is Verdict.UNKNOWN, bool(condition)]
            sentence = say(text, sentence=sentence, doing=doing(added, say), condition=condition_words(condition, say))
            said |= added
    return sentence


def on_subject(asset: Asset | None, subject: Subject | None, fault: Fault, sentence: str, outcome: Outcome = Outcome.VIOLATION) -> Found:
    """A finding that no single reach is behind: about an asset, an account, a store or a waiver."""
    return Found(_finding(fault, asset, subject, outcome=outcome, sentence=sentence), beside=fault.beside)


def _finding(
    fault: Fault,
    asset: Asset | None,
    subject: Subject | None,
    *,
    outcome: Outcome,
    sentence: str,
    levels: Level = Level.NONE,
    verdict: Verdict = Verdict.YES,
    condition: str = "",
) -> Finding:
    rule, name = fault.rule or str(fault.kind), asset.id if asset else ""
    ground = grounds(fault.ground or fault.kind)
    return Finding(
        fingerprint=fingerprint(rule, name, "", subject, fault.scope),
        rule=rule,
        kind=fault.kind,
        outcome=outcome,
        severity=fault.severity,
        sentence=sentence,
        remedy=fault.remedy,
        asset=name,
        subject=subject,
        levels=levels,
        verdict=verdict,
        condition=condition,
        scope=fault.scope,
        gap=fault.gap,
        place=fault.place or (asset.at if asset else None),
        law=(*(fault.law or ground.law), *ground.decisions),
        controls=ground.controls,
        owner=asset.owner if asset else "",
    )


def _union(hits: Hits) -> Level:
    levels = Level.NONE
    for _, hit in hits:
        levels |= hit
    return levels
