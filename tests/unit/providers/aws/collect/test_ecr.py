import json

from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource, resource_policy

HERE = f"aws://{ACCOUNT}/ecr/{REGION}"


def test_repositories_and_who_may_pull(aws):
    ecr = aws.client("ecr")
    ecr.create_repository(repositoryName="shop", tags=[{"Key": "data", "Value": "none"}])
    policy = resource_policy("ecr:BatchGetImage")
    del policy["Statement"][0]["Resource"]
    ecr.set_repository_policy(repositoryName="shop", policyText=json.dumps(policy))
    ecr.create_repository(repositoryName="bare")
    facts = aws.collect()
    found = resource(facts, f"{HERE}/repository/shop")
    assert found.label("data") == "none"
    assert bodies(facts, found.id, "resource") == [policy]
    assert bodies(facts, f"{HERE}/repository/bare", "resource") == []
    assert list(facts.gaps()) == []
