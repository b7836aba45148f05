"""What a latent step says of itself, and what a caller could make of itself."""

import json

import yaml

from audit.model.facts import MembershipKind
from providers.aws.evaluate.escalate.forms import forms
from providers.aws.evaluate.escalate.memberships import escalations
from providers.aws.evaluate.who_can import WhoCan
from providers.aws.evaluate.world import World
from providers.formula import TRUE
from tests.reference.aws_worlds import OWN, facts

WORLD = World(
    facts(
        yaml.safe_load("""
users:
  p1: {named_policies: {Deploy: [{Sid: Pass, Effect: Allow, Action: "iam:PassRole", Resource: "*"}, {Sid: Run, Effect: Allow, Action: ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource: "*"}]}}
  p2: {groups: [g1]}
  p3: {named_policies: {Own: [{Effect: Allow, Action: "iam:PutUserPolicy", Resource: "arn:aws:iam::111122223333:user/p3"}]}, boundary: [{Effect: Allow, Action: ["iam:PutUserPolicy", "s3:*"], Resource: "*"}]}
  p4: {named_policies: {May: [{Effect: Allow, Action: ["iam:DetachUserPolicy", "s3:*"], Resource: "*"}], "arn:aws:iam::aws:policy/MayNot": [{Effect: Deny, Action: "s3:*", Resource: "*"}]}}
  p5: {named_policies: {Wide: [{Effect: Allow, Action: ["iam:DeleteUserPermissionsBoundary", "s3:*"], Resource: "*"}]}, boundary: [{Effect: Allow, Action: "iam:DeleteUserPermissionsBoundary", Resource: "*"}]}
  p6: {named_policies: {Join: [{Effect: Allow, Action: "iam:AddUserToGroup", Resource: "arn:aws:iam::111122223333:group/g2"}]}}
groups: {g1: {named_policies: {Own: [{Effect: Allow, Action: ["iam:PutGroupPolicy", "iam:CreateRole", "iam:PutRolePolicy"], Resource: "*"}]}}, g2: {policies: [[{Effect: Allow, Action: "s3:GetObject", Resource: "*"}]]}}
roles:
  r1: {trust: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]}
""")
    )
)


def caller(name: str):
    return WORLD.callers[f"aws://{OWN}/iam/user/{name}"]


def step(member: str, container: str):
    return next(
        one
        for one in escalations(WORLD, WhoCan(WORLD).authorizer)
        if one.member.endswith(f"/{member}") and one.container.endswith(f"/{container}")
    )


def test_a_step_names_every_action_with_the_statement_that_gives_it():
    found = step("p1", "r1")
    assert found.kind is MembershipKind.ESCALATE
    assert (
        found.because
        == "iam:PassRole: policy Deploy, statement Pass; lambda:CreateFunction, lambda:InvokeFunction: policy Deploy, statement Run"
    )
    assert [json.loads(line)["Sid"] for line in found.evidence.splitlines()] == ["Pass", "Run"]


def test_what_must_be_done_first_is_said_first():
    assert step("p2", "p1").because == "iam:PutGroupPolicy: policy Own, statement 1; then iam:CreateAccessKey"


def test_a_gift_begins_with_a_request_of_the_caller():
    (form,) = (one for one in forms(WORLD, caller("p2")) if one.anything)
    _, request = form.steps[0].asked[0]
    assert (request.action, request.resource, form.formula) == ("iam:PutGroupPolicy", f"arn:aws:iam::{OWN}:group/g1", TRUE)
    assert not any(one.anything for one in forms(WORLD, caller("p1")))


def test_whoever_can_do_nothing_has_one_form():
    (form,) = forms(WORLD, caller("p1"))
    assert (form.caller, form.formula, form.steps) == (caller("p1"), TRUE, ())


def test_a_boundary_that_cannot_be_shed_stays():
    _, mighty = forms(WORLD, caller("p3"))
    assert mighty.anything
    assert not mighty.is_free
    assert mighty.caller.boundary == caller("p3").boundary


def shapes(name: str) -> list[tuple[list[str], list[str], bool]]:
    found = [(form, form.caller.identity or ()) for form in forms(WORLD, caller(name))[1:]]
    return [([held.name for held in identity], [one.way.name for one in form.steps], form.anything) for form, identity in found]


def test_without_what_denies_it_has_what_it_is_allowed_and_no_more():
    assert shapes("p4") == [(["May"], ["detach-user-policy-that-denies"], False)]


def test_without_its_boundary_it_has_what_it_is_allowed_and_no_more():
    assert shapes("p5") == [(["Wide"], ["delete-user-permissions-boundary"], False)]
    assert forms(WORLD, caller("p5"))[1].caller.boundary == ()


def test_in_another_group_it_has_what_that_allows_too():
    assert shapes("p6") == [(["Join", "g2-1"], ["add-user-to-group"], False)]
