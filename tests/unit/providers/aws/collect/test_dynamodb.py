import json

from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource, resource_policy

HERE = f"aws://{ACCOUNT}/dynamodb/{REGION}"


def table(aws, name: str = "orders") -> str:
    made = aws.client("dynamodb").create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        Tags=[{"Key": "data", "Value": "personal"}],
    )
    return made["TableDescription"]["TableArn"]


def test_tables_and_who_is_let_in(aws):
    arn = table(aws)
    policy = resource_policy("dynamodb:GetItem", arn)
    aws.client("dynamodb").put_resource_policy(ResourceArn=arn, Policy=json.dumps(policy))
    facts = aws.collect()
    found = resource(facts, f"{HERE}/table/orders")
    assert found.label("data") == "personal"
    assert found.attribute("measure:encryption-at-rest") == "true"
    assert found.attribute("measure:point-in-time-recovery") == "false"
    assert bodies(facts, found.id, "resource") == [policy]
    assert list(facts.gaps()) == []


def test_a_table_without_a_policy_is_no_gap_and_a_denied_one_is(aws):
    table(aws)
    assert list(aws.collect().gaps()) == []
    aws.deny("dynamodb:GetResourcePolicy")
    assert [(gap.scope, gap.missing_permission) for gap in aws.collect().gaps()] == [(f"{HERE}/table/orders", "dynamodb:GetResourcePolicy")]


def test_a_table_that_can_not_be_described_is_a_gap_on_it(aws):
    table(aws)
    aws.deny("dynamodb:DescribeTable")
    assert [gap.missing_permission for gap in aws.collect().gaps()] == ["dynamodb:DescribeTable"]
