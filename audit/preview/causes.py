"""By which change of the policy a verdict differs: the nearest change that speaks of it, or all of them where none does."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from audit.model.finding import Finding, FindingKind
from audit.model.reach import Subject, SubjectKind
from audit.preview.body import Effect, PolicyChange
from audit.preview.sides import Side

_LIMITS = {
    FindingKind.LEAVER: "leaver_block_within",
    FindingKind.LEAVER_MAILBOX: "leaver_mailbox_within",
    FindingKind.INACTIVE_ACCOUNT: "inactive_after",
    FindingKind.AUDIENCE: "small_audience_for_special",
    FindingKind.NOTICE_PERIOD: "notice_period_is_sensitive",
    FindingKind.REVIEW: "removal_within",
}  # the house rule by which a built-in check measures
_OF_SUBJECTS = {
    SubjectKind.PERSON: "person",
    SubjectKind.SERVICE: "service",
    SubjectKind.EMERGENCY: "emergency",
    SubjectKind.PROCESSOR: "processor",
    SubjectKind.RECIPIENT: "recipient",
}
_PROOFS = frozenset({"signature", "training", "document", "log-review", "access-review", "not-personal"})

_Test = Callable[[PolicyChange], bool]


@dataclass(frozen=True, slots=True)
class Causes:
    """Finds causes between two policies."""

    base: Side
    now: Side
    changes: tuple[PolicyChange, ...]

    def of_finding(self, finding: Finding, waivers: Iterable[str] = ()) -> tuple[str, ...]:
        """The keys of the changes behind a finding that one policy alone gives; `waivers` are those that cover it on either side."""
        return self._first(self._of_finding(finding, frozenset(waivers)))

    def of_reach(
        self, asset: str, subjects: frozenset[Subject], rules: frozenset[str], waiver: str, findings: Iterable[Finding]
    ) -> tuple[str, ...]:
        """The keys of the changes by which a reach is accepted: rules that came or grew, a waiver, or what took the findings on it away."""
        direct = {change.key for change in self.changes if change.kind == "allow" and change.id in rules and change.gives}
        direct |= {change.key for change in self.changes if change.kind == "waiver" and change.id == waiver}
        taken = {key for finding in findings for key in self.of_finding(finding, (waiver,))} if not direct else set[str]()
        return tuple(sorted(direct | taken)) or self._first(self._about(asset, subjects))

    def _first(self, tests: Iterator[_Test]) -> tuple[str, ...]:
        for test in tests:
            if found := tuple(change.key for change in self.changes if test(change)):
                return found
        return tuple(change.key for change in self.changes if change.effect is not Effect.NONE)

    def _of_finding(self, finding: Finding, waivers: frozenset[str]) -> Iterator[_Test]:
        asset, subject = finding.asset, finding.subject
        yield lambda change: change.kind == "waiver" and (change.id in waivers or change.id == finding.scope != "")
        yield lambda change: change.kind in ("forbid", "require") and change.id == finding.rule
        yield lambda change: change.kind == "check" and change.id == finding.kind
        yield lambda change: change.kind == "house-rules" and change.id == _LIMITS.get(finding.kind)
        subjects = self._both({subject} if subject else set(), {step.target for path in finding.paths for step in path[:1]})
        yield lambda change: change.kind == "allow" and asset in change.about and self._names(change, subjects)
        yield from self._about(asset, subjects)
        yield lambda change: change.kind == "allow" and asset in change.about
        yield lambda change: change.kind in _PROOFS and (asset in change.id or finding.scope in change.id)
        yield lambda change: change.kind == "house-rules"

    def _about(self, asset: str, subjects: frozenset[Subject]) -> Iterator[_Test]:
        people = {subject.id for subject in subjects if subject.kind is SubjectKind.PERSON}
        named = {(_OF_SUBJECTS[subject.kind], subject.id) for subject in subjects if subject.kind in _OF_SUBJECTS}
        policies = (self.base.held.plan.policy, self.now.held.plan.policy)
        employers = {person.of for policy in policies for person in policy.people if person.id in people and person.of}
        entries = [each for policy in policies for each in policy.assets if each.id == asset]
        yield lambda change: (change.kind, change.id) in named or change.id in employers
        yield lambda change: change.kind in ("signature", "training") and change.id.split(" ")[1] in people
        yield lambda change: (change.kind, change.id) == ("asset", asset)
        yield lambda change: change.kind == "category" and any(change.id in each.categories for each in entries)
        systems = {where.system for each in entries for where in each.where}
        yield lambda change: change.kind == "provider" and any(change.id.startswith(system) for system in systems)
        yield lambda change: change.kind in ("role", "organisation", "directory", "document") and change.effect is not Effect.NONE

    def _both(self, subjects: set[Subject], accounts: set[str]) -> frozenset[Subject]:
        """Who it is about under either policy: an account that is somebody's under one may be nobody's under the other."""
        mine = {account for side in (self.base, self.now) for account, one in side.world.subjects.items() if one in subjects} | accounts
        return frozenset(subjects | {side.subject(account) for side in (self.base, self.now) for account in mine})

    def _names(self, change: PolicyChange, subjects: frozenset[Subject]) -> bool:
        """Whether an allow that changed names one of them, before or after."""
        rules = [rule for side in (self.base, self.now) for rule in side.held.plan.policy.allow if rule.id == change.id]
        return any(not side.words(subject).isdisjoint(rule.who) for side in (self.base, self.now) for subject in subjects for rule in rules)
