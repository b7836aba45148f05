"""A run under two policies, compared: findings that one alone gives, reach that one alone accepts or sees."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from audit.model.facts import Verdict
from audit.model.finding import Finding, FindingKind, Outcome, order
from audit.model.reach import Reach, Subject, SubjectKind
from audit.pipeline import Held
from audit.preview.body import Accepted, Dark, Preview, Violation
from audit.preview.causes import Causes
from audit.preview.changes import changes
from audit.preview.extents import by_name
from audit.preview.sides import DEFAULT_DENY, Side, counting, identity, side, way
from audit.preview.texts import place
from policies.levels import Level, highest
from policies.wording import Wording


def preview(base: Held, now: Held, called: str, say: Wording) -> Preview:
    """What the policy of `now` does to the verdicts on a run that that of `base` gave; both hold the same run as on the same day.

    `called` says in words what the base is. Raises RunError for a run that can't be read.
    """
    before, after = base.plan.policy, now.plan.policy
    found = changes(before, after, now.as_of, say)
    causes = Causes(side(base), side(now), found)
    new = _came(causes)
    went = _went(causes)
    about = {asset for change in found for asset in change.about}
    gaps = {(asset, gap) for held in (base, now) for asset, _, gap in held.resolved.gaps if asset in about}
    return Preview(
        base=called,
        base_digest=before.digest,
        digest=after.digest,
        changes=found,
        new=tuple(each for each, sure in new if sure),
        unknown=tuple(each for each, sure in new if not sure),
        allowed=_allowed(causes),
        unseen=_unseen(causes),
        gone=tuple(went.gone),
        hidden=tuple(went.hidden),
        moved=tuple(went.moved),
        notices=_notices(causes),
        dark=tuple(Dark(*each) for each in sorted(gaps)),
    )


def _came(causes: Causes) -> list[tuple[Violation, bool]]:
    """What newly violates, with whether it is sure. Where no rule allows what another rule spoke of before, nothing is new."""
    new = []
    for key, finding in _in_order(causes.now):
        old = causes.base.counting.get(key)
        levels = finding.levels & ~old.levels if old else finding.levels
        sure = finding.outcome is Outcome.VIOLATION
        surer = old is not None and sure and old.outcome is not Outcome.VIOLATION
        known = (old is not None and not levels) or (finding.kind in DEFAULT_DENY and highest(levels) & _violating(causes.base, finding))
        if surer or not known:
            new.append((_violation(causes, finding, levels or finding.levels, _waivers(causes, finding)), sure))
    return new


@dataclass(frozen=True, slots=True)
class _Went:
    """What the base tells and the later policy does not: accepted now, told by another rule, or no longer looked at."""

    gone: list[Violation] = field(default_factory=list)
    moved: list[Violation] = field(default_factory=list)
    hidden: list[Violation] = field(default_factory=list)


def _went(causes: Causes) -> _Went:
    went = _Went()
    for key, finding in _in_order(causes.base):
        later = causes.now.counting.get(key)
        levels = finding.levels & ~later.levels if later else finding.levels
        if later is not None and not levels:
            continue
        told = _violation(causes, finding, levels, _waivers(causes, finding))
        if highest(levels) & _violating(causes.now, finding):
            went.moved.append(told)
        elif _is_hidden(causes, finding, levels):
            went.hidden.append(told)
        else:
            went.gone.append(told)
    return went


def _is_hidden(causes: Causes, finding: Finding, levels: Level) -> bool:
    """Whether a finding went since nobody looks there any more: then it is not put right. What was not read does not become readable by a policy."""
    if finding.asset and finding.asset not in causes.now.world.assets:
        return True
    if finding.kind is FindingKind.GAP:
        return all(change.kind != "check" for change in causes.changes)
    ways = {way(each) for each in causes.base.held.resolved.reaches if (each.asset, each.subject) == (finding.asset, finding.subject)}
    return bool(ways and levels) and not any(causes.now.levels.get(each, Level.NONE) & levels for each in ways)


def _violating(side: Side, finding: Finding) -> Level:
    """What of the same asset its subject violates on a side: who violates at the highest level is not told of the lower ones."""
    return side.violating.get((finding.asset, finding.subject), Level.NONE) if finding.subject else Level.NONE


def _in_order(side: Side) -> list[tuple[str, Finding]]:
    return sorted(side.counting.items(), key=lambda pair: order(pair[1]))


def _waivers(causes: Causes, finding: Finding) -> frozenset[str]:
    """The waivers that cover the same finding under either policy."""
    both = (*causes.base.held.findings, *causes.now.held.findings)
    return frozenset(each.waived_by for each in both if each.waived_by and identity(each) == identity(finding))


def _violation(causes: Causes, finding: Finding, levels: Level, waivers: frozenset[str]) -> Violation:
    return Violation(
        severity=finding.severity,
        rule=finding.rule,
        asset=finding.asset,
        subject=str(finding.subject or finding.scope),
        levels=by_name(levels),
        sentence=finding.sentence,
        fingerprint=finding.fingerprint,
        place=place(finding.place),
        causes=causes.of_finding(finding, waivers),
        waived_by=", ".join(sorted(waivers)),
    )


def _notices(causes: Causes) -> tuple[Violation, ...]:
    """What is newly noted: a waiver that does not count, or that nothing needs any more."""
    before = {finding.fingerprint for finding in causes.base.held.findings if finding.outcome is Outcome.NOTICE}
    noted = [each for each in causes.now.held.findings if each.outcome is Outcome.NOTICE and each.fingerprint not in before]
    was = {identity(finding) for finding in causes.base.held.findings if counting(finding)}
    return tuple(_violation(causes, each, each.levels, frozenset()) for each in sorted(noted, key=order) if identity(each) not in was)


@dataclass(slots=True)
class _Gathered:
    """What is known of one subject and one part of an asset; made and used within one comparison."""

    levels: Level = Level.NONE
    verdicts: set[Verdict] = field(default_factory=set)
    conditions: set[str] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    waivers: set[str] = field(default_factory=set)
    was: set[Subject] = field(default_factory=set)

    def add(self, reach: Reach, levels: Level) -> None:
        self.levels |= levels
        self.verdicts.add(reach.verdict)
        self.conditions |= {reach.condition} - {""}


_Key = tuple[str, str, Subject]  # asset, part, who


def _allowed(causes: Causes) -> tuple[Accepted, ...]:
    """Reach that both policies look at and the later alone accepts."""
    reaches = [each for each in causes.now.held.resolved.reaches if each.subject.kind is not SubjectKind.NOT_READ]
    found: defaultdict[_Key, _Gathered] = defaultdict(_Gathered)
    for old, new in zip(causes.base.judged(reaches), causes.now.judged(reaches), strict=True):
        reach = new.entry.reach
        if levels := new.levels & ~old.levels & causes.base.levels.get(way(reach), Level.NONE):
            one = found[reach.asset, reach.part, reach.subject]
            one.add(reach, levels)
            one.rules |= {rule.id for rule in new.entry.allows}
            one.waivers |= {new.waived_by} - {""}
            one.was |= {old.entry.reach.subject}
    return tuple(_accepted(causes, key, one) for key, one in sorted(found.items()))


def _accepted(causes: Causes, key: _Key, one: _Gathered) -> Accepted:
    asset, _, subject = key
    waiver = min(one.waivers, default="")
    was = one.was - {subject}
    by = causes.of_reach(asset, frozenset({subject, *one.was}), frozenset(one.rules), waiver, _on(causes.base, asset, one))
    return _row(key, one, rules=tuple(sorted(one.rules)), waived_by=waiver, was=", ".join(sorted(map(str, was))), causes=by)


def _on(side: Side, asset: str, one: _Gathered) -> Iterable[Finding]:
    """The findings of the base on the same people, asset and levels."""
    return [each for each in side.counting.values() if each.asset == asset and each.subject in one.was and each.levels & one.levels]


def _unseen(causes: Causes) -> tuple[Accepted, ...]:
    """Reach that the base looks at and the later policy no longer does: an asset or a place that was taken out."""
    found: defaultdict[_Key, _Gathered] = defaultdict(_Gathered)
    for reach in causes.base.held.resolved.reaches:
        if levels := reach.levels & ~causes.now.levels.get(way(reach), Level.NONE):
            found[reach.asset, reach.part, reach.subject].add(reach, levels)
    return tuple(
        _row(key, one, causes=causes.of_reach(key[0], frozenset({key[2]}), frozenset(), "", ())) for key, one in sorted(found.items())
    )


def _row(
    key: _Key, one: _Gathered, *, causes: tuple[str, ...], rules: tuple[str, ...] = (), waived_by: str = "", was: str = ""
) -> Accepted:
    asset, part, subject = key
    verdict = next(each for each in Verdict if each in one.verdicts)
    return Accepted(
        subject=str(subject),
        asset=asset,
        part=part,
        levels=by_name(one.levels),
        verdict=verdict,
        condition="; or ".join(sorted(one.conditions)),
        rules=rules,
        waived_by=waived_by,
        was=was,
        causes=causes,
    )
