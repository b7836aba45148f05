"""The meaning of public, as a table (S3 User Guide, "Blocking public access to your Amazon S3 storage", "The meaning of 'public'")."""

import pytest

from audit.model.facts import Attachment, document
from audit.runs.memory import MemoryFacts
from providers.aws.evaluate.policy import read
from providers.aws.evaluate.public_access import is_public, is_restricted, is_set, makes_public
from providers.aws.evaluate.targets import target
from providers.aws.evaluate.world import World
from providers.aws.kinds import AttachmentKind
from tests.reference.aws_worlds import OTHER, OWN, facts

EVERYBODY = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*"}


def statement(said: dict[str, object]):
    found = read({"Version": "2012-10-17", "Statement": said}, AttachmentKind.RESOURCE)
    assert not found.problems
    return found.statements[0]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, True),
        ({"Principal": {"AWS": "*"}}, True),
        ({"Principal": {"AWS": ["111122223333", "*"]}}, True),
        ({"Effect": "Deny"}, False),
        ({"Principal": {"AWS": "111122223333"}}, False),
        ({"Principal": {"AWS": "arn:aws:iam::999900001111:role/r"}}, False),
        ({"Principal": {"Service": "cloudtrail.amazonaws.com"}}, False),
        ({"Principal": {"Federated": "accounts.google.com"}}, True),  # whoever has an account there
        ({"Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/idp"}}, False),
        ({"Action": "s3:PutObject", "Resource": "arn:aws:s3:::b/x"}, True),
    ],
)
def test_whom_a_statement_lets_in(more: dict[str, object], expected: bool):
    assert is_public(statement({**EVERYBODY, **more})) is expected


def test_all_but_some_is_public():
    said = {name: value for name, value in EVERYBODY.items() if name != "Principal"}
    assert is_public(statement({**said, "NotPrincipal": {"AWS": "111122223333"}}))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"StringEquals": {"aws:SourceVpc": "vpc-91237329"}}, False),
        ({"StringEquals": {"AWS:sourceVPC": ["vpc-1", "vpc-2"]}}, False),
        ({"StringLike": {"aws:SourceVpc": "vpc-91237329"}}, False),
        ({"StringLike": {"aws:SourceVpc": "vpc-*"}}, True),
        ({"StringLike": {"aws:SourceVpc": ["vpc-1", "vpc-*"]}}, True),
        ({"StringLike": {"aws:SourceVpc": "vpc-?"}}, True),
        ({"StringNotEquals": {"aws:SourceVpc": "vpc-1"}}, True),
        ({"StringEqualsIfExists": {"aws:SourceVpc": "vpc-1"}}, True),
        ({"StringEqualsIgnoreCase": {"aws:SourceVpce": "vpce-1"}}, False),
        ({"StringEquals": {"aws:SourceVpc": "${aws:PrincipalTag/vpc}"}}, True),  # no fixed value
        ({"ForAnyValue:StringEquals": {"aws:PrincipalOrgPaths": "o-1/r-1/ou-1/"}}, False),
        ({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-1/r-1/*"}}, False),
        ({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-*/r-1/*"}}, True),
        ({"ForAllValues:StringEquals": {"aws:PrincipalOrgPaths": "o-1/r-1/"}}, True),  # true of who has none
        ({"StringEquals": {"aws:PrincipalOrgID": "o-1"}}, False),
        ({"StringLike": {"aws:PrincipalOrgID": "o-*"}}, True),
        ({"StringEquals": {"aws:PrincipalAccount": "111122223333"}}, False),
        ({"StringLike": {"aws:PrincipalAccount": "1111*"}}, True),
        ({"StringLike": {"aws:userid": "AROA1:*"}}, False),
        ({"StringLike": {"aws:userid": "AROA*"}}, True),
        ({"StringLike": {"aws:userid": "*:*"}}, True),
        ({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}, False),  # of a fixed account
        ({"ArnEquals": {"aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:topic"}}, False),
        ({"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/r"}}, True),
        ({"ArnLike": {"aws:SourceArn": "arn:aws:s3:::b"}}, True),  # of no account
        ({"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:111122223333:topic"}}, True),
        ({"StringLike": {"aws:PrincipalArn": "*"}}, True),
        ({"StringEquals": {"s3:DataAccessPointAccount": "111122223333"}}, False),
        ({"ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:eu-west-1:111122223333:accesspoint/*"}}, False),
        ({"StringEquals": {"aws:SourceAccount": "111122223333"}}, False),
        ({"StringEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "key"}}, False),
        ({"Bool": {"aws:PrincipalIsAWSService": "true"}}, False),
        ({"Bool": {"aws:PrincipalIsAWSService": "false"}}, True),
        ({"BoolIfExists": {"aws:PrincipalIsAWSService": "true"}}, True),
        ({"ForAnyValue:StringLike": {"aws:PrincipalServiceNamesList": "*.amazonaws.com"}}, False),
        ({"ForAnyValue:StringLike": {"aws:PrincipalServiceNamesList": "logs.*"}}, True),
        ({"StringEquals": {"aws:PrincipalTag/team": "x"}}, True),  # anybody can have such a tag
        ({"StringEquals": {"aws:username": "ann"}}, True),
        ({"StringEquals": {"s3:prefix": "x"}}, True),
        ({"Bool": {"aws:SecureTransport": "true"}}, True),
        ({"Bool": {"aws:MultiFactorAuthPresent": "true"}}, True),
        ({"StringEquals": {"aws:Referer": "https://shop.example"}}, True),
        ({"Null": {"aws:SourceVpc": "false"}}, True),
        ({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, False),
        ({"IpAddress": {"aws:SourceIp": "203.0.113.7"}}, False),
        ({"IpAddress": {"aws:SourceIp": "11.0.0.0/8"}}, False),
        ({"IpAddress": {"aws:SourceIp": "12.0.0.0/7"}}, True),
        ({"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}, True),
        ({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, False),
        ({"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/1"]}}, True),
        ({"IpAddress": {"aws:SourceIp": "2001:db8::/32"}}, False),
        ({"IpAddress": {"aws:SourceIp": "2001:d00::/31"}}, True),
        ({"IpAddress": {"aws:SourceIp": "::/0"}}, True),
        ({"IpAddress": {"aws:SourceIp": "somewhere"}}, True),
        ({"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, True),
        ({"StringEquals": {"aws:SourceIp": "203.0.113.7"}}, True),
        ({"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}, True),
        ({"StringLike": {"aws:SourceVpc": "vpc-*"}, "StringEquals": {"aws:PrincipalOrgID": "o-1"}}, False),  # one that narrows will do
    ],
)
def test_a_fixed_value_makes_it_not_public(condition: dict[str, object], expected: bool):
    assert is_public(statement({**EVERYBODY, "Condition": condition})) is expected


def test_one_public_statement_makes_the_policy_public():
    closed = {**EVERYBODY, "Principal": {"AWS": OWN}}
    world = World(
        facts(
            {
                "resources": {
                    "s3://a": {"kind": "s3-bucket", "policy": [closed]},
                    "s3://b": {"kind": "s3-bucket", "policy": [closed, EVERYBODY]},
                }
            }
        )
    )
    assert [makes_public(world.held(name, AttachmentKind.RESOURCE)) for name in ("s3://a", "s3://b")] == [False, True]


ON = {"PublicAccessBlockConfiguration": {"RestrictPublicBuckets": True}}
OFF = {"PublicAccessBlockConfiguration": {"RestrictPublicBuckets": False, "IgnorePublicAcls": True}}


@pytest.mark.parametrize(
    ("bucket", "account", "expected"),
    [
        ({"policy": [EVERYBODY]}, {}, False),
        ({"policy": [EVERYBODY], "block": ON}, {}, True),
        ({"policy": [EVERYBODY], "block": OFF}, {}, False),
        ({"policy": [EVERYBODY]}, {"block": ON}, True),
        ({"policy": [EVERYBODY], "block": OFF}, {"block": ON}, True),  # the stricter counts
        ({"policy": [EVERYBODY], "block": ON}, {"block": OFF}, True),
        ({"policy": [EVERYBODY]}, {"block": ON["PublicAccessBlockConfiguration"]}, True),  # as S3 Control gives it
        ({"policy": [EVERYBODY], "block": {"RestrictPublicBuckets": "true"}}, {}, False),
        ({"policy": [{**EVERYBODY, "Principal": {"AWS": OTHER}}], "block": ON}, {}, False),
        ({"policy": [], "block": ON}, {}, False),
        ({"policy": [EVERYBODY], "block": ON, "kind": "s3-access-point", "parent": "s3://b"}, {}, True),
        ({"policy": [EVERYBODY], "block": ON, "kind": "sqs-queue"}, {}, False),
    ],
)
def test_a_bucket_that_is_public_is_restricted_where_that_is_set(bucket: dict, account: dict, expected: bool):
    world = World(facts({"accounts": {OWN: account}, "resources": {"s3://b": {"kind": "s3-bucket", **bucket}}}))
    asked = target(world, world.resources["s3://b"])
    assert asked.restricted is is_restricted(world, asked) is expected


def test_each_flag_stands_by_itself():
    world = World(facts({"resources": {"s3://b": {"kind": "s3-bucket", "block": OFF}}}))
    asked = target(world, world.resources["s3://b"])
    assert [is_set(world, asked, flag) for flag in ("IgnorePublicAcls", "RestrictPublicBuckets", "BlockPublicPolicy")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "body",
    [
        "{}",
        "[]",
        "null",
        "no JSON",
        '{"PublicAccessBlockConfiguration": null}',
        '{"PublicAccessBlockConfiguration": []}',
    ],
)
def test_a_setting_that_says_nothing_sets_nothing(body: str):
    held = document(AttachmentKind.PUBLIC_ACCESS_BLOCK, body)
    given = facts({"resources": {"s3://b": {"kind": "s3-bucket"}}})
    world = World(MemoryFacts([*all_of(given), held, Attachment("s3://b", held.id, AttachmentKind.PUBLIC_ACCESS_BLOCK)]))
    assert not is_set(world, target(world, world.resources["s3://b"]), "RestrictPublicBuckets")


def all_of(given: MemoryFacts) -> list:
    return [*given.principals(), *given.memberships(), *given.resources(), *given.documents(), *given.attachments()]
