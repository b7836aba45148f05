"""Accounts of a kind that nobody should have: one finding for each asset that they reach, or one for the account itself."""

from collections.abc import Iterable

from audit.check.found import Fault, Found, on_access, on_subject, weighed
from audit.check.wording import named
from audit.check.world import World
from audit.model.finding import FindingKind
from audit.model.reach import SubjectKind
from audit.resolve.identities import dormant
from policies.language import Severity


def suspects(world: World, kind: SubjectKind, finding: FindingKind, why: str, remedy: str) -> Iterable[Found]:
    """Findings on accounts whose subject is of this kind; an account that reaches nothing, or that nobody can use, weighs less."""
    reaching = set()
    for access in world.access:
        if access.subject.kind is kind:
            reaching.add(access.subject)
            fault = Fault(kind=finding, remedy=remedy, severity=weighed(Severity.HIGH, access.asset, world))
            yield on_access(access, tuple((entry.reach, entry.reach.levels) for entry in access.entries), fault, why)
    for principal, subject in world.subjects.items():
        if subject.kind is kind and subject not in reaching and not dormant(world.identities.principal(principal)):
            fault = Fault(kind=finding, remedy=remedy, severity=Severity.LOW, scope=principal)
            yield on_subject(None, subject, fault, f"{named(subject).rstrip(',')} reaches no asset: {why}")
