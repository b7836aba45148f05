import json

from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource, resource_policy

HERE = f"aws://{ACCOUNT}/kms/{REGION}"


def test_keys_their_policies_grants_and_names(aws):
    kms = aws.client("kms")
    policy = resource_policy("kms:*")
    key = kms.create_key(Policy=json.dumps(policy), Tags=[{"TagKey": "data", "TagValue": "personal"}])["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/orders", TargetKeyId=key)
    kms.enable_key_rotation(KeyId=key)
    given = kms.create_grant(KeyId=key, GranteePrincipal=f"arn:aws:iam::{ACCOUNT}:role/etl", Operations=["Decrypt"])["GrantId"]
    facts = aws.collect()
    found = resource(facts, f"{HERE}/key/{key}")
    assert (found.name, found.label("data")) == ("alias/orders", "personal")
    assert (found.attribute("key_manager"), found.attribute("measure:key-rotation")) == ("CUSTOMER", "true")
    assert bodies(facts, found.id, "resource") == [policy]
    (grant,) = bodies(facts, found.id, "kms-grant")
    assert (grant["GrantId"], grant["Operations"]) == (given, ["Decrypt"])
    assert list(facts.gaps()) == []


def test_denied_grants_are_a_gap_on_the_key(aws):
    key = aws.client("kms").create_key()["KeyMetadata"]["KeyId"]
    aws.deny("kms:ListGrants")
    assert [(gap.scope, gap.missing_permission) for gap in aws.collect().gaps()] == [(f"{HERE}/key/{key}", "kms:ListGrants")]
