"""What is known of a resource when it is asked for."""

import pytest

from providers.aws.evaluate.context import MISSING, Shape
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.targets import plain_target, target, trust_of
from providers.aws.evaluate.world import World
from providers.aws.locate import KINDS
from tests.reference.aws_worlds import ORGANISATION, OTHER, OUTSIDE, OWN, REGION, facts

QUEUE = f"arn:aws:sqs:{REGION}:{OWN}:q"
KEY = f"arn:aws:kms:{REGION}:{OWN}:key/k"
LET = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
IN_UNIT = {OWN: {"unit": "ou-x"}, OTHER: {"management": True}}


def asked(ref: str, said: dict[str, object], **world: object) -> Target:
    found = World(facts({"accounts": IN_UNIT, **world, "resources": {ref: said}}))
    (resource,) = found.resources.values()
    return target(found, resource)


def test_a_resource_is_asked_for_as_what_it_is():
    found = asked(QUEUE, {"kind": "sqs-queue", "policy": [LET]})
    assert (found.id, found.kind, found.arn, found.account, found.region) == (
        f"aws://{OWN}/sqs/{REGION}/q",
        "sqs-queue",
        QUEUE,
        OWN,
        REGION,
    )
    assert [held.holder for held in found.policies] == [found.id]
    assert (found.needs_policy, found.restricted, found.endpoint, found.entries, found.unread) == (False, False, None, (), ())


@pytest.mark.parametrize("ref", [KEY, QUEUE, "s3://b"])
def test_only_keys_are_closed_to_who_their_policy_does_not_name(ref: str):
    kinds = {KEY: "kms-key", QUEUE: "sqs-queue", "s3://b": "s3-bucket"}
    assert asked(ref, {"kind": kinds[ref]}).needs_policy is (ref == KEY)


def test_its_owner_region_and_tags_are_known():
    keys = asked(QUEUE, {"kind": "sqs-queue", "tags": {"Team": "x"}}).keys
    assert keys["aws:resourceaccount"] == (OWN,)
    assert keys["aws:resourceorgid"] == (ORGANISATION,)
    assert keys["aws:resourceorgpaths"] == (f"{ORGANISATION}/r-1/ou-x/",)
    assert keys["aws:requestedregion"] == (REGION,)
    assert keys["aws:resourcetag/team"] == keys["sqs:resourcetag/team"] == ("x",)
    assert keys["aws:securetransport"] == ("true",)  # who asks is free to choose that
    assert "s3:resourceaccount" not in keys


def test_a_bucket_is_asked_directly():
    keys = asked("s3://b", {"kind": "s3-bucket", "tags": {"team": "x"}}).keys
    assert keys["s3:resourceaccount"] == (OWN,)
    assert keys["s3:dataaccesspointarn"] == keys["s3:dataaccesspointaccount"] == keys["s3:accesspointnetworkorigin"] == MISSING
    assert "aws:resourcetag/team" not in keys  # a bucket's tags count where it says so alone


def test_an_account_in_no_organisation_has_none():
    found = asked(QUEUE, {"kind": "sqs-queue"}, organisation=False, users={"p": {}})
    assert (found.keys["aws:resourceorgid"], found.keys["aws:resourceorgpaths"]) == (MISSING, Shape())


def test_an_account_outside_is_surely_not_in_our_organisation():
    outside = plain_target(World(facts({"accounts": IN_UNIT})), "arn:aws:iam::999900001111:user/x", OUTSIDE)
    assert outside.keys["aws:resourceorgid"] == Shape(never=frozenset({ORGANISATION}))  # surely not ours


DENY = {**LET, "Effect": "Deny"}


@pytest.mark.parametrize(
    ("ref", "said", "levels"),
    [
        ("s3://b", {"kind": "s3-bucket"}, 2),
        (QUEUE, {"kind": "sqs-queue"}, 2),
        (KEY, {"kind": "kms-key"}, 2),
        (f"arn:aws:rds:{REGION}:{OWN}:db:d", {"kind": "rds-instance"}, 0),  # no service that they bind
        (f"arn:aws:sqs:{REGION}:{OTHER}:q", {"kind": "sqs-queue", "account": OTHER}, 0),  # the management account
    ],
)
def test_resource_control_policies_bind_level_by_level(ref: str, said: dict, levels: int):
    found = asked(ref, said, rcps={"root": [[LET], [DENY]], "ou-x": [[LET]]})
    assert [len(level) for level in found.controls] == [2, 1][:levels]


def test_what_was_not_read_of_it_is_told():
    gaps = [
        {"surface": "s3", "scope": "s3://b", "operation": "s3:GetBucketPolicy"},
        {"surface": "s3", "scope": "s3://b", "operation": "s3:GetBucketLogging"},
        {"surface": "s3", "scope": "s3://c", "operation": "s3:GetBucketPolicy"},
    ]
    assert asked("s3://b", {"kind": "s3-bucket"}, gaps=gaps).unread == (
        "what could not be read (s3:GetBucketPolicy on s3://b) does not forbid it",
    )


def test_unread_control_policies_darken_what_they_bind():
    gaps = [{"surface": "organizations", "scope": f"aws://{OWN}", "operation": "organizations:ListPolicies"}]
    words = f"what could not be read (organizations:ListPolicies on aws://{OWN}) does not forbid it"
    assert asked("s3://b", {"kind": "s3-bucket"}, gaps=gaps).unread == (words,)
    assert asked(f"arn:aws:rds:{REGION}:{OWN}:db:d", {"kind": "rds-instance"}, gaps=gaps).unread == ()


def test_a_role_is_asked_for_by_its_trust_policy():
    trust = [{"Effect": "Allow", "Principal": {"AWS": OTHER}, "Action": "sts:AssumeRole"}]
    world = World(facts({"accounts": IN_UNIT, "roles": {"r": {"trust": trust, "tags": {"Team": "x"}}}, "rcps": {"root": [[LET]]}}))
    (role,) = world.callers.values()
    found = trust_of(world, role, {"sts:externalid": ("secret",)})
    assert (found.id, found.kind, found.arn, found.needs_policy) == (role.id, "role", role.arn, True)
    assert [statement.text for held in found.policies for statement in held.policy.statements] == [
        f'{{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{{"AWS":"{OTHER}"}}}}'
    ]
    assert len(found.controls) == 1
    assert found.keys["aws:resourcetag/team"] == ("x",)
    assert found.keys["sts:externalid"] == ("secret",)
    assert [key for key in found.keys if key.startswith(("aws:principal", "aws:resourcetag/"))] == ["aws:resourcetag/team"]
    assert "sts:externalid" not in trust_of(world, role).keys


def test_what_has_no_policy_of_its_own_is_its_accounts():
    found = plain_target(World(facts({"accounts": IN_UNIT})), "arn:aws:iam::1:user/x", OWN)
    assert (found.account, found.policies, found.controls, found.needs_policy) == (OWN, (), (), False)
    assert found.keys["aws:resourceaccount"] == (OWN,)


def test_every_kind_that_can_be_located_can_be_asked_for():
    for kind in {one for kinds in KINDS.values() for one in kinds}:
        assert asked(f"arn:aws:x:{REGION}:{OWN}:thing", {"kind": kind}).kind == kind
