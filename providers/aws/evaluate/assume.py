"""Who can take on which role: its trust policy decides, with the caller's own permission where that names the account only.

IAM User Guide, "How to use trust policies with IAM roles" and "Methods to assume a role".
"""

from collections.abc import Iterator

from audit.model.facts import Membership, MembershipKind
from providers.aws.evaluate.authorize import Request, decide
from providers.aws.evaluate.caller import Caller, CallerKind
from providers.aws.evaluate.context import Shape, Values
from providers.aws.evaluate.formula import outcomes
from providers.aws.evaluate.grounds import evidence_of
from providers.aws.evaluate.outsiders import ANYBODY, named_by, somebody
from providers.aws.evaluate.target import Target, role_target
from providers.aws.evaluate.world import World

_FEDERATED = ("sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity")


def assumptions(world: World) -> Iterator[Membership]:
    """An `assume` membership for each caller that can take on a role, with the condition that remains."""
    assigned = {one.container for one in world.memberships if one.kind is MembershipKind.ASSUME}
    for role in world.callers.values():
        if role.kind is CallerKind.ROLE:
            target = _target(world, role)
            for caller in (somebody(world), *named_by(world, target), *world.callers.values()):
                if caller.id not in (role.id, ANYBODY.id) and not (_is_directory(caller) and role.id in assigned):
                    yield from _assumption(world, caller, role, target)


def _target(world: World, role: Caller) -> Target:
    tags: dict[str, Values | Shape] = {
        name.replace("aws:principaltag", "aws:resourcetag"): value
        for name, value in role.keys.items()
        if name.startswith("aws:principaltag/") and name != "aws:principaltag/*"
    }
    return role_target(world, role.id, role.arn, role.account, tags)


def _is_directory(caller: Caller) -> bool:
    """Identity Center's own provider: its assignments, which are facts, say who comes through it."""
    return caller.kind is CallerKind.FEDERATION and ":saml-provider/AWSSSO_" in caller.arn


def _assumption(world: World, caller: Caller, role: Caller, target: Target) -> Iterator[Membership]:
    for action in _FEDERATED if caller.kind is CallerKind.FEDERATION else ("sts:AssumeRole",):
        request = Request(action, role.arn)
        for outcome in outcomes(decide(world, caller, target, request)):
            because, evidence = evidence_of(world, caller, target, request)
            yield Membership(
                caller.id, role.id, MembershipKind.ASSUME, outcome.condition, outcome.until, outcome.verdict, because, evidence
            )
