"""Latent reach through IAM: the ways in which a caller could become another, or give itself permissions. One table.

Permissions after the Service Authorization Reference, "Actions, resources, and condition keys for AWS Identity and Access Management (IAM)";
passing roles after the IAM User Guide, "Grant a user permissions to pass a role to an AWS service".
"""

from collections.abc import Iterator
from dataclasses import replace

from audit.model.facts import Membership, MembershipKind
from providers.aws.evaluate.authorize import Request, decide, has_a_say
from providers.aws.evaluate.caller import Caller, CallerKind, Held
from providers.aws.evaluate.formula import FALSE, TRUE, Formula, all_of, any_of, outcomes
from providers.aws.evaluate.grounds import evidence_of
from providers.aws.evaluate.policy import Policy, parse
from providers.aws.evaluate.target import plain_target
from providers.aws.evaluate.world import World
from providers.aws.identifiers import account_uri
from providers.aws.kinds import AttachmentKind

_TO_ITSELF = {
    CallerKind.USER: ("iam:PutUserPolicy", "iam:AttachUserPolicy"),
    CallerKind.ROLE: ("iam:PutRolePolicy", "iam:AttachRolePolicy"),
}
_TO_ITS_GROUP = ("iam:PutGroupPolicy", "iam:AttachGroupPolicy")
_TO_ITS_POLICY = ("iam:CreatePolicyVersion",)
_BECOME = {
    CallerKind.USER: ("iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile"),
    CallerKind.ROLE: ("iam:UpdateAssumeRolePolicy",),
}
_RUN_CODE = {
    "lambda.amazonaws.com": ("lambda:CreateFunction",),
    "ec2.amazonaws.com": ("ec2:RunInstances",),
    "ecs-tasks.amazonaws.com": ("ecs:RegisterTaskDefinition", "ecs:RunTask"),
    "glue.amazonaws.com": ("glue:CreateJob", "glue:StartJobRun"),
    "codebuild.amazonaws.com": ("codebuild:CreateProject", "codebuild:StartBuild"),
    "cloudformation.amazonaws.com": ("cloudformation:CreateStack",),
    "sagemaker.amazonaws.com": ("sagemaker:CreateNotebookInstance",),
}  # services that run code of whoever passes them a role, and what starting it takes
_EVERYTHING: Policy = parse('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}', AttachmentKind.IDENTITY)


def with_everything(caller: Caller) -> Caller:
    """The caller after it gave itself all permissions: boundary and control policies still bind it."""
    denies = tuple(held for held in caller.identity or () if any(not statement.allows for statement in held.policy.statements))
    return replace(caller, identity=(*denies, Held(_EVERYTHING, "a policy that it gives itself", caller.id)))


def lets_itself_in(world: World, caller: Caller) -> Formula:
    """Whether the caller can give itself permissions."""
    return any_of(*(formula for _, formula in gifts(world, caller)))


def gifts(world: World, caller: Caller) -> Iterator[tuple[Request, Formula]]:
    """The requests by which the caller can give itself permissions, with what must hold for each."""
    for request in _gifts(world, caller):
        formula = can(world, caller, request)
        if formula is not FALSE:
            yield request, formula


def _gifts(world: World, caller: Caller) -> Iterator[Request]:
    yield from (Request(action, caller.arn) for action in _TO_ITSELF.get(caller.kind, ()))
    for group in world.groups.get(caller.id, ()):
        arn = f"arn:aws:iam::{caller.account}:{group.removeprefix(f'{account_uri(caller.account)}/iam/')}"
        yield from (Request(action, arn) for action in _TO_ITS_GROUP)
    for held in caller.identity or ():
        if held.name.startswith(f"arn:aws:iam::{caller.account}:policy/"):
            yield from (Request(action, held.name) for action in _TO_ITS_POLICY)


def can(world: World, caller: Caller, request: Request) -> Formula:
    """What has no policy of its own: the caller's permissions and ceilings decide."""
    if not has_a_say(caller, request.action):
        return FALSE
    return decide(world, caller, plain_target(world, request.resource, caller.account), request)


def escalations(world: World) -> Iterator[Membership]:
    """An `escalate` membership for each user or role that another of its account could become."""
    trusted = {name: _trusted_services(world, name) for name in world.callers}
    for caller in world.callers.values():
        runs = {service: _runs(world, caller, service) for service in _RUN_CODE}
        for other in world.callers.values():
            if other.id != caller.id and other.account == caller.account and ":role/aws-service-role/" not in other.arn:
                ways = list(_ways(world, caller, other, {service: runs[service] for service in trusted[other.id]}))
                yield from _membership(world, caller, other, ways)


def _ways(world: World, caller: Caller, other: Caller, runs: dict[str, Formula]) -> Iterator[tuple[Request, Formula]]:
    for action in _BECOME[other.kind]:
        request = Request(action, other.arn)
        yield request, can(world, caller, request)
    for service, started in runs.items():
        if started is not FALSE:
            request = Request("iam:PassRole", other.arn, {"iam:passedtoservice": (service,)})
            yield request, all_of(started, can(world, caller, request))


def _membership(world: World, caller: Caller, other: Caller, ways: list[tuple[Request, Formula]]) -> Iterator[Membership]:
    formula = any_of(*(one for _, one in ways))
    for outcome in outcomes(formula):
        request = next(request for request, one in ways if one is not FALSE and (formula is not TRUE or one is TRUE))
        because, evidence = evidence_of(world, caller, plain_target(world, request.resource, caller.account), request)
        said = f"{request.action}: {because}"
        yield Membership(caller.id, other.id, MembershipKind.ESCALATE, outcome.condition, outcome.until, outcome.verdict, said, evidence)


def _runs(world: World, caller: Caller, service: str) -> Formula:
    """Whether the caller can have a service run code."""
    return all_of(*(can(world, caller, Request(action, "*")) for action in _RUN_CODE[service]))


def _trusted_services(world: World, name: str) -> tuple[str, ...]:
    statements = [one for held in world.held(name, AttachmentKind.TRUST) for one in held.policy.statements if one.allows and one.principals]
    named = {service for one in statements if one.principals for service in one.principals.of("Service")}
    return tuple(service for service in _RUN_CODE if service in named)
