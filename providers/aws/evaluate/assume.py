"""Who can take on which role: its trust policy decides, with the caller's own permission where that names the account only.

IAM User Guide, "How to use trust policies with IAM roles" and "Methods to assume a role".
"""

from collections.abc import Iterator

from audit.model.facts import Membership, MembershipKind
from providers.aws.evaluate.authorize import Authorizer, Request
from providers.aws.evaluate.caller import Caller, CallerKind
from providers.aws.evaluate.grounds import evidence_of
from providers.aws.evaluate.outsiders import named_by, somebody
from providers.aws.evaluate.targets import trust_of
from providers.aws.evaluate.world import World
from providers.formula import outcomes

_FEDERATED = ("sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity")


def assumptions(world: World, authorizer: Authorizer) -> Iterator[Membership]:
    """An `assume` membership for each caller that can take on a role, with the condition that remains."""
    assigned = {one.container for one in world.memberships if one.kind is MembershipKind.ASSUME}
    for role in world.callers.values():
        if role.kind is CallerKind.ROLE:
            yield from _of_role(world, authorizer, role, through_directory=role.id in assigned)


def _of_role(world: World, authorizer: Authorizer, role: Caller, *, through_directory: bool) -> Iterator[Membership]:
    """Identity Center's own provider is left out where its assignments, which are facts, say who comes through it."""
    target, callers = trust_of(world, role), authorizer.callers
    named = (one for one in named_by(world, target) if not (through_directory and _is_directory(one)))
    who = callers.everybody & ~callers.free & ~callers.bits[role.id]
    for one in (somebody(world), *named):
        who |= callers.bits[one.id]
    federated = who & callers.kinds[CallerKind.FEDERATION]
    for action, bits in (("sts:AssumeRole", who & ~federated), *((action, federated) for action in _FEDERATED)):
        request = Request(action, role.arn)
        for formula, members in authorizer.decide(target, request, bits).parts() if bits else ():
            ways = outcomes(formula)
            for caller in callers.members(members):
                because, evidence = evidence_of(authorizer, caller, target, request)
                for way in ways:
                    yield Membership(caller.id, role.id, MembershipKind.ASSUME, way.condition, way.until, way.verdict, because, evidence)


def _is_directory(caller: Caller) -> bool:
    return caller.kind is CallerKind.FEDERATION and ":saml-provider/AWSSSO_" in caller.arn
