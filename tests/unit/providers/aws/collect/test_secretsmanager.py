import json

from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource, resource_policy

HERE = f"aws://{ACCOUNT}/secretsmanager/{REGION}"


def test_secrets_and_who_may_read_them(aws):
    secrets = aws.client("secretsmanager")
    key = aws.client("kms").create_key()["KeyMetadata"]["KeyId"]
    aws.client("kms").create_alias(AliasName="alias/db", TargetKeyId=key)
    arn = secrets.create_secret(Name="db", SecretString="x", KmsKeyId="alias/db", Tags=[{"Key": "data", "Value": "personal"}])["ARN"]
    policy = resource_policy("secretsmanager:GetSecretValue")
    secrets.put_resource_policy(SecretId="db", ResourcePolicy=json.dumps(policy))
    facts = aws.collect()
    found = resource(facts, f"{HERE}/secret/{arn.rpartition(':')[2]}")
    assert (found.name, found.label("data"), found.attribute("measure:rotation")) == ("db", "personal", "false")
    assert found.attribute("kms_key") == f"aws://{ACCOUNT}/kms/{REGION}/key/{key}"
    assert bodies(facts, found.id, "resource") == [policy]
    assert list(facts.gaps()) == []


def test_a_denied_policy_is_a_gap_on_the_secret(aws):
    aws.client("secretsmanager").create_secret(Name="db", SecretString="x")
    aws.deny("secretsmanager:GetResourcePolicy")
    (gap,) = aws.collect().gaps()
    assert gap.scope.startswith(f"{HERE}/secret/db-")
    assert gap.missing_permission == "secretsmanager:GetResourcePolicy"
