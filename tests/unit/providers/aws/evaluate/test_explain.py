"""The steps of a reach, each with the statement that gives it."""

import json

import pytest
import yaml

from audit.ports import Asked
from policies.levels import Level, members
from policies.locations import Location
from providers.aws.evaluate import acls, explain
from providers.aws.locate import locate
from tests.reference.aws_worlds import OWN, facts, where

KEY = f"arn:aws:kms:eu-west-1:{OWN}:key/k"
WORLD = yaml.safe_load("""
users:
  p1: {groups: [dev]}
  p2: {named_policies: {Own: [{Sid: Gift, Effect: Allow, Action: "iam:PutUserPolicy", Resource: "*"}]}}
  p3: {policies: [[{Effect: Allow, Action: ["s3:GetObject", "kms:Decrypt"], Resource: "*", Condition: {IpAddress: {"aws:SourceIp": "10.0.0.0/8"}}}]]}
  p4: {policies: [[{Effect: Allow, Action: "secretsmanager:GetSecretValue", Resource: "*"}]]}
groups: {dev: {named_policies: {Read: [{Effect: Deny, Action: "s3:Put*", Resource: "*"}, {Effect: Allow, Action: ["s3:GetObject", "kms:Decrypt"], Resource: "*"}]}}}
roles: {r1: {trust: [{Effect: Allow, Principal: {AWS: "111122223333"}, Action: "sts:AssumeRole"}]}}
resources:
  "s3://b": {kind: s3-bucket, attributes: {kms_key: "aws://111122223333/kms/eu-west-1/key/k"}, policy: [{Sid: Labels, Effect: Allow, Principal: {AWS: "999900001111"}, Action: "s3:PutObject", Resource: "arn:aws:s3:::b/labels/*"}, {Effect: Allow, Principal: {AWS: "999900001111"}, Action: "s3:DeleteObject", Resource: "*"}]}
  "arn:aws:kms:eu-west-1:111122223333:key/k": {kind: kms-key, policy: [{Effect: Allow, Principal: {AWS: "111122223333"}, Action: "kms:*", Resource: "*"}]}
  "arn:aws:rds:eu-west-1:111122223333:db:shop": {kind: rds-instance, attributes: {master_secret: "aws://111122223333/secretsmanager/eu-west-1/secret/m-AbCdEf"}}
  "arn:aws:secretsmanager:eu-west-1:111122223333:secret:m-AbCdEf": {kind: secret}
""")
BUCKET, DATABASE = locate(where("s3://b")), locate(where(f"arn:aws:rds:eu-west-1:{OWN}:db:shop"))


def steps(who: str, level: Level, location: Location = BUCKET, resource: str = "s3://b"):
    (path,) = explain(facts(WORLD), [Asked(who, level, location, resource)])
    return [(str(step.kind), step.source, step.target, step.because, step.condition) for step in path]


def test_a_group_is_a_step_and_the_key_another():
    user, group = f"aws://{OWN}/iam/user/p1", f"aws://{OWN}/iam/group/dev"
    key = f"aws://{OWN}/kms/eu-west-1/key/k"
    assert steps(user, Level.READ) == [
        ("member", user, group, "in IAM group dev", ""),
        ("grant", group, key, "policy Read, statement 2", ""),
        ("grant", user, key, "key policy of k, statement 1", ""),
        ("member", user, group, "in IAM group dev", ""),
        ("grant", group, "s3://b", "policy Read, statement 2", ""),
    ]


def test_the_evidence_is_the_statement_and_the_condition_what_remains():
    (path,) = explain(facts(WORLD), [Asked(f"aws://{OWN}/iam/user/p3", Level.READ, BUCKET, "s3://b")])
    assert json.loads(path[-1].evidence)["Condition"] == {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}
    assert path[-1].condition == "aws:SourceIp in 10.0.0.0/8"


def test_another_account_comes_in_by_the_buckets_policy():
    assert steps("aws://999900001111", Level.CHANGE) == [("grant", "aws://999900001111", "s3://b", "bucket policy of b, statement 2", "")]


def test_latent_reach_is_marked_as_such():
    user = f"aws://{OWN}/iam/user/p2"
    because = "could give itself permissions by iam:PutUserPolicy: policy Own, statement Gift"
    assert steps(user, Level.MANAGE) == [("escalate", user, "s3://b", because, "")]


def test_a_database_is_opened_by_its_secret():
    user, database = f"aws://{OWN}/iam/user/p4", f"aws://{OWN}/rds/eu-west-1/db/shop"
    secret = f"aws://{OWN}/secretsmanager/eu-west-1/secret/m-AbCdEf"
    assert [step[:3] for step in steps(user, Level.READ, DATABASE, database)] == [("grant", user, secret), ("grant", secret, database)]


@pytest.mark.parametrize(
    ("who", "resource"), [(f"aws://{OWN}/iam/user/p2", "s3://b"), ("aws://1/iam/user/x", "s3://b"), (f"aws://{OWN}", "s3://gone")]
)
def test_without_reach_there_are_no_steps(who: str, resource: str):
    assert steps(who, Level.READ, BUCKET, resource) == []


def test_everything_that_is_found_can_be_explained():
    for acl in acls(facts(WORLD), [BUCKET, DATABASE]).acls:
        asked = [Asked(grant.principal, level, acl.location, acl.resource) for grant in acl.grants for level in members(grant.levels)]
        assert asked
        assert all(explain(facts(WORLD), asked))
