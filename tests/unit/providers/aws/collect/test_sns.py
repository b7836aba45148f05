import json

from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource, resource_policy

HERE = f"aws://{ACCOUNT}/sns/{REGION}"


def test_topics_and_who_may_subscribe(aws):
    policy = resource_policy("sns:Subscribe")
    aws.client("sns").create_topic(Name="orders", Attributes={"Policy": json.dumps(policy)}, Tags=[{"Key": "data", "Value": "personal"}])
    facts = aws.collect()
    found = resource(facts, f"{HERE}/orders")
    assert (found.name, found.label("data"), found.attribute("measure:encryption-at-rest")) == ("orders", "personal", "false")
    assert bodies(facts, found.id, "resource") == [policy]
    assert list(facts.gaps()) == []
