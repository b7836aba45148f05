"""Accounts: which of them people use, and those of a kind that nobody should have.

For the latter one finding for each asset that they reach, or one for the account itself.
"""

from collections.abc import Iterable

from audit.check.found import Fault, Found, on_access, on_subject, weighed
from audit.check.wording import named
from audit.check.world import World
from audit.model.facts import PrincipalKind
from audit.model.finding import FindingKind
from audit.model.reach import SubjectKind
from audit.resolve.identities import dormant
from audit.resolve.names import domain_of, within
from policies.language import Severity


def is_live(world: World, principal_id: str) -> bool:
    """Whether somebody can sign in with it today and the organisation is the one to block it: a human's account, in a directory of its own.

    A person of another company often has an account there too, which is not ours; as a guest with us it is.
    """
    principal = world.identities.principal(principal_id)
    if principal.kind is not PrincipalKind.ACCOUNT or dormant(principal):
        return False
    owned = world.policy.organisation.domains if world.policy.organisation else ()
    domain = domain_of(principal.email)
    return not (domain and owned) or principal.attribute("guest") == "true" or any(within(domain, each) for each in owned)


def suspects(world: World, kind: SubjectKind, finding: FindingKind, why: str, *, remedy: str, beside: str) -> Iterable[Found]:
    """Findings on accounts whose subject is of this kind; an account that reaches nothing, or that nobody can use, weighs less."""
    reaching = set()
    for access in world.access:
        if access.subject.kind is kind:
            reaching.add(access.subject)
            fault = Fault(kind=finding, remedy=remedy, beside=beside, severity=weighed(Severity.HIGH, access.asset, world))
            yield on_access(access, tuple((entry.reach, entry.reach.levels) for entry in access.entries), fault, why, world.say)
    for principal, subject in world.subjects.items():
        if subject.kind is kind and subject not in reaching and not dormant(world.identities.principal(principal)):
            fault = Fault(kind=finding, remedy=remedy, severity=Severity.LOW, scope=principal)
            said = world.say("{who} reaches no asset: {why}", who=named(subject, world.say), why=why)
            yield on_subject(None, subject, fault, said)
