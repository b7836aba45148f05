import json

from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource, resource_policy

HERE = f"aws://{ACCOUNT}/sqs/{REGION}"


def test_queues_and_who_may_read(aws):
    policy = resource_policy("sqs:ReceiveMessage")
    attributes = {"Policy": json.dumps(policy), "KmsMasterKeyId": "alias/aws/sqs"}
    aws.client("sqs").create_queue(QueueName="orders", Attributes=attributes, tags={"data": "personal"})
    facts = aws.collect()
    found = resource(facts, f"{HERE}/orders")
    assert (found.label("data"), found.attribute("measure:encryption-at-rest")) == ("personal", "true")
    assert "/kms/" in found.attribute("kms_key")
    assert bodies(facts, found.id, "resource") == [policy]
    assert list(facts.gaps()) == []


def test_a_queue_whose_attributes_are_denied_is_still_there_and_a_gap(aws):
    aws.client("sqs").create_queue(QueueName="orders")
    aws.deny("sqs:GetQueueAttributes")
    facts = aws.collect()
    assert resource(facts, f"{HERE}/orders").attribute("measure:encryption-at-rest") == ""
    assert [(gap.scope, gap.missing_permission) for gap in facts.gaps()] == [(f"{HERE}/orders", "sqs:GetQueueAttributes")]
