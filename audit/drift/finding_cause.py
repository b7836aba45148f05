"""Why a finding came or went, where no difference in reach explains it: a rule, a waiver, a person, a setting, or the passing of time."""

from collections.abc import Iterable, Iterator, Mapping

from audit.drift.night import Night
from audit.drift.reach_cause import UNPROVEN, Causes
from audit.model.drift import Cause, CauseKind
from audit.model.finding import Finding, FindingKind
from audit.model.reach import SubjectKind
from policies.language import Allow, Forbid, Person, Policy, Require
from policies.permits import in_force

_DEFAULT_DENY = frozenset({FindingKind.UNEXPLAINED, FindingKind.TOO_MUCH})


def of_finding(causes: Causes, finding: Finding, likely: Cause | None = None) -> Cause:
    """The cause that a finding is active in one night only; `finding` is that night's. `likely`: what is said where nothing is proven."""
    return next(_candidates(causes, finding, likely))


def _candidates(causes: Causes, finding: Finding, likely: Cause | None) -> Iterator[Cause]:
    yield from _waivers(causes, finding)
    if finding.gap is not None:
        yield Cause(CauseKind.COVERAGE, finding.gap.scope, f"{finding.gap.operation or finding.gap.surface}: {finding.gap.reason}")
    yield from _rules(causes, finding)
    yield from _people(causes, finding)
    yield from _settings(causes, finding)
    old, new = _by_id(causes.before.policy), _by_id(causes.after.policy)
    yield from _differing(causes, old, new, _allows(old, new, finding))  # without an allow, another check speaks of the same reach
    if likely:
        yield likely
    yield from _otherwise(causes)


def _waivers(causes: Causes, finding: Finding) -> Iterator[Cause]:
    if finding.kind is FindingKind.WAIVER:
        yield Cause(CauseKind.WAIVER_ENDED, finding.scope, finding.sentence)
    for night, kind, verb in ((causes.before, CauseKind.WAIVER_ENDED, "ended"), (causes.after, CauseKind.POLICY, "was accepted")):
        for other in night.findings:
            if other.fingerprint == finding.fingerprint and other.waived_by:
                yield Cause(kind, other.waived_by, f"waiver {other.waived_by} {verb}")


def _rules(causes: Causes, finding: Finding) -> Iterator[Cause]:
    old, new = _by_id(causes.before.policy), _by_id(causes.after.policy)
    names = _allows(old, new, finding) if finding.kind in _DEFAULT_DENY else (finding.rule,)
    yield from _differing(causes, old, new, names)


def _differing(causes: Causes, old: Mapping[str, "_Rule"], new: Mapping[str, "_Rule"], names: Iterable[str]) -> Iterator[Cause]:
    for name in names:
        if _text(old.get(name)) != _text(new.get(name)):
            verb = "was added" if name not in old else "was taken out" if name not in new else "was changed"
            yield Cause(CauseKind.POLICY, name, f"rule {name} {verb}")
        rule = new.get(name)
        if isinstance(rule, Allow) and in_force(rule, causes.before.as_of) != in_force(rule, causes.after.as_of):
            yield Cause(CauseKind.POLICY, name, f"rule {name} {'ended' if in_force(rule, causes.before.as_of) else 'came into force'}")


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


def _people(causes: Causes, finding: Finding) -> Iterator[Cause]:
    subject = finding.subject
    if subject is not None and subject.kind is SubjectKind.PERSON:
        old, new = (_person(night, subject.id) for night in (causes.before, causes.after))
        if old != new:
            yield Cause(CauseKind.PERSON, subject.id, f"{subject.id} was {old}, and is {new}")
    if subject is None and not finding.scope:  # how many people there are is not for one account to say
        return
    accounts = {step.target for path in finding.paths for step in path[:1]} | {finding.scope, subject.id if subject else ""}
    for name in sorted(accounts):
        for said in (causes.differs.principals.get(name), causes.differs.accounts.get(name)):
            if said:
                yield causes.seen(CauseKind.PERSON, name, said)


def _person(night: Night, name: str) -> str:
    found = next((person for person in night.policy.people if person.id == name), None)
    return _standing(found, night) if found else "not on the roster"


def _standing(person: Person, night: Night) -> str:
    if person.has_left(night.as_of):
        return "no longer employed"
    if person.not_yet_started(night.as_of):
        return "still to start"
    roles = ", ".join(sorted(person.roles_on(night.as_of))) or "without a role"
    return f"{roles}, on notice" if person.status == "notice" else roles


def _settings(causes: Causes, finding: Finding) -> Iterator[Cause]:
    """Stores that came, went or changed in the finding's asset, and the asset's own entry."""
    if said := causes.differs.of_resource(finding.scope):
        yield causes.seen(CauseKind.RESOURCE, finding.scope, said)
    old, new = (night.asset(finding.asset) for night in (causes.before, causes.after))
    if finding.asset and repr(old) != repr(new):
        yield Cause(CauseKind.INVENTORY, finding.asset, f"the entry of {finding.asset} changed")
    if finding.asset and (name := causes.first_inside(finding.asset)):
        yield causes.seen(CauseKind.RESOURCE, name, causes.differs.of_resource(name))


def _otherwise(causes: Causes) -> Iterator[Cause]:
    before, after = causes.before, causes.after
    if before.policy.digest != after.policy.digest:
        yield Cause(CauseKind.POLICY, after.policy.digest, "the policy, or the evidence in it, changed")
    if before.tool_version != after.tool_version:
        yield Cause(CauseKind.TOOL_VERSION, after.tool_version, f"Toegang {before.tool_version} became {after.tool_version}")
    if before.as_of != after.as_of:
        yield Cause(CauseKind.POLICY, after.as_of.isoformat(), f"a period ran out, or began, between {before.as_of} and {after.as_of}")
    yield Cause(CauseKind.POLICY, after.policy.digest, UNPROVEN)
