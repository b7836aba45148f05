import json

from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource, resource_policy

HERE = f"aws://{ACCOUNT}/glue/{REGION}"


def test_the_catalogue_and_who_is_let_in(aws):
    policy = resource_policy("glue:GetTable")
    aws.client("glue").put_resource_policy(PolicyInJson=json.dumps(policy))
    facts = aws.collect()
    assert resource(facts, f"{HERE}/catalog").kind == "glue-catalog"
    assert bodies(facts, f"{HERE}/catalog", "resource") == [policy]
    assert list(facts.gaps()) == []


def test_a_denied_policy_is_a_gap_on_the_catalogue(aws):
    aws.deny("glue:GetResourcePolicy")
    assert [(gap.scope, gap.missing_permission) for gap in aws.collect().gaps()] == [(f"{HERE}/catalog", "glue:GetResourcePolicy")]
