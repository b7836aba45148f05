"""Why a finding came or went, where no difference in reach explains it: a rule, a waiver, a person, a setting, or the passing of time."""

from collections.abc import Iterable, Iterator, Mapping

from audit.drift.fact import Fact, Reason, english
from audit.drift.night import Night
from audit.drift.reach_cause import Causes, unproven
from audit.model.drift import CauseKind
from audit.model.facts import Gap
from audit.model.finding import Finding, FindingKind
from audit.model.reach import SubjectKind
from policies.language import Allow, Forbid, Person, Policy, Require
from policies.permits import in_force
from policies.wording import Wording, msg

_DEFAULT_DENY = frozenset({FindingKind.UNEXPLAINED, FindingKind.TOO_MUCH})

_ADDED = msg("rule {name} was added")
_TAKEN_OUT = msg("rule {name} was taken out")
_CHANGED = msg("rule {name} was changed")
_ENDED = msg("rule {name} ended")
_IN_FORCE = msg("rule {name} came into force")
_WAIVER_ENDED = msg("waiver {name} ended")
_ACCEPTED = msg("waiver {name} was accepted")


def of_finding(causes: Causes, finding: Finding, likely: Reason | None = None) -> Reason:
    """The cause that a finding is active in one night only; `finding` is that night's. `likely`: what is said where nothing is proven."""
    return next(_candidates(causes, finding, likely))


def _candidates(causes: Causes, finding: Finding, likely: Reason | None) -> Iterator[Reason]:
    yield from _waivers(causes, finding)
    if finding.gap is not None:
        yield Reason(CauseKind.COVERAGE, finding.gap.scope, _of_gap(finding.gap))
    yield from _rules(causes, finding)
    yield from _people(causes, finding)
    yield from _settings(causes, finding)
    old, new = _by_id(causes.before.policy), _by_id(causes.after.policy)
    yield from _differing(causes, old, new, _allows(old, new, finding))  # without an allow, another check speaks of the same reach
    if likely:
        yield likely
    yield from _otherwise(causes)


def _waivers(causes: Causes, finding: Finding) -> Iterator[Reason]:
    if finding.kind is FindingKind.WAIVER:
        yield Reason(CauseKind.WAIVER_ENDED, finding.scope, lambda _: finding.sentence)  # the check has said it in the same language
    for night, kind, words in ((causes.before, CauseKind.WAIVER_ENDED, _WAIVER_ENDED), (causes.after, CauseKind.POLICY, _ACCEPTED)):
        for other in night.findings:
            if other.fingerprint == finding.fingerprint and other.waived_by:
                yield Reason(kind, other.waived_by, _named(words, other.waived_by))


def _rules(causes: Causes, finding: Finding) -> Iterator[Reason]:
    old, new = _by_id(causes.before.policy), _by_id(causes.after.policy)
    names = _allows(old, new, finding) if finding.kind in _DEFAULT_DENY else (finding.rule,)
    yield from _differing(causes, old, new, names)


def _differing(causes: Causes, old: Mapping[str, "_Rule"], new: Mapping[str, "_Rule"], names: Iterable[str]) -> Iterator[Reason]:
    for name in names:
        if _text(old.get(name)) != _text(new.get(name)):
            yield Reason(CauseKind.POLICY, name, _named(_ADDED if name not in old else _TAKEN_OUT if name not in new else _CHANGED, name))
        rule = new.get(name)
        if isinstance(rule, Allow) and in_force(rule, causes.before.as_of) != in_force(rule, causes.after.as_of):
            yield Reason(CauseKind.POLICY, name, _named(_ENDED if in_force(rule, causes.before.as_of) else _IN_FORCE, name))


def _named(words: str, name: str) -> Fact:
    return lambda say: say(words, name=name)


def _of_gap(gap: Gap) -> Fact:
    return lambda say: say("{what}: {reason}", what=gap.operation or gap.surface, reason=gap.reason)


_Rule = Allow | Forbid | Require


def _by_id(policy: Policy) -> Mapping[str, _Rule]:
    rules: tuple[_Rule, ...] = (*policy.allow, *policy.forbid, *policy.require)
    return {rule.id: rule for rule in rules}


def _allows(old: Mapping[str, _Rule], new: Mapping[str, _Rule], finding: Finding) -> tuple[str, ...]:
    both = (*old.values(), *new.values())
    return tuple(sorted({rule.id for rule in both if isinstance(rule, Allow) and finding.asset in rule.which}))


def _text(rule: _Rule | None) -> str:
    """A rule without its place: a line that moved is no change."""
    return "" if rule is None else repr(rule).replace(repr(rule.at), "")


def _people(causes: Causes, finding: Finding) -> Iterator[Reason]:
    subject = finding.subject
    if subject is not None and subject.kind is SubjectKind.PERSON:
        old, new = (_person(night, subject.id) for night in (causes.before, causes.after))
        if english(old) != english(new):
            yield Reason(CauseKind.PERSON, subject.id, _was(subject.id, old, new))
    if subject is None and not finding.scope:  # how many people there are is not for one account to say
        return
    accounts = {step.target for path in finding.paths for step in path[:1]} | {finding.scope, subject.id if subject else ""}
    for name in sorted(accounts):
        for said in (causes.differs.principals.get(name), causes.differs.accounts.get(name)):
            if said:
                yield causes.seen(CauseKind.PERSON, name, said)


def _was(name: str, old: Fact, new: Fact) -> Fact:
    return lambda say: say("{name} was {old}, and is {new}", name=name, old=old(say), new=new(say))


def _person(night: Night, name: str) -> Fact:
    found = next((person for person in night.policy.people if person.id == name), None)
    return lambda say: _standing(found, night, say) if found else say("not on the roster")


def _standing(person: Person, night: Night, say: Wording) -> str:
    if person.has_left(night.as_of):
        return say("no longer employed")
    if person.not_yet_started(night.as_of):
        return say("still to start")
    roles = ", ".join(sorted(person.roles_on(night.as_of))) or say("without a role")
    return say("{roles}, on notice", roles=roles) if person.status == "notice" else roles


def _settings(causes: Causes, finding: Finding) -> Iterator[Reason]:
    """Stores that came, went or changed in the finding's asset, and the asset's own entry."""
    if said := causes.differs.of_resource(finding.scope):
        yield causes.seen(CauseKind.RESOURCE, finding.scope, said)
    old, new = (night.asset(finding.asset) for night in (causes.before, causes.after))
    if finding.asset and repr(old) != repr(new):
        yield Reason(CauseKind.INVENTORY, finding.asset, lambda say: say("the entry of {asset} changed", asset=finding.asset))
    name = causes.first_inside(finding.asset) if finding.asset else ""
    if said := causes.differs.of_resource(name):
        yield causes.seen(CauseKind.RESOURCE, name, said)


def _otherwise(causes: Causes) -> Iterator[Reason]:
    before, after = causes.before, causes.after
    if before.policy.digest != after.policy.digest:
        yield Reason(CauseKind.POLICY, after.policy.digest, lambda say: say("the policy, or the evidence in it, changed"))
    yield from causes.tool()
    if before.as_of != after.as_of:
        yield Reason(
            CauseKind.POLICY,
            after.as_of.isoformat(),
            lambda say: say("a period ran out, or began, between {before} and {after}", before=before.as_of, after=after.as_of),
        )
    yield Reason(CauseKind.POLICY, after.policy.digest, unproven)
