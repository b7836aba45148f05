from datetime import date

import pytest

from providers.aws.collect.raw import Raw
from providers.aws.normalise.context import Context, measures, tags

ALIAS = Raw("kms-alias", "1", "eu-west-1", {"AliasName": "alias/orders", "TargetKeyId": "k1"})
BUCKET = Raw("s3-bucket", "1", "eu-west-1", {"Name": "orders"})


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("k1", "aws://1/kms/eu-west-1/key/k1"),
        ("alias/orders", "aws://1/kms/eu-west-1/key/k1"),
        ("arn:aws:kms:eu-west-1:1:alias/orders", "aws://1/kms/eu-west-1/key/k1"),
        ("arn:aws:kms:eu-west-1:2:key/k2", "aws://2/kms/eu-west-1/key/k2"),
        ("alias/unread", "aws://1/kms/eu-west-1/alias/unread"),
    ],
)
def test_a_key_is_found_by_any_of_its_names(named: str, found: str):
    assert Context.of([ALIAS], date(2026, 11, 23), activity=False).key(BUCKET, named) == found


@pytest.mark.parametrize("given", [[{"Key": "a", "Value": "b"}], [{"key": "a", "value": "b"}], {"a": "b"}])
def test_tags_come_in_several_forms(given: object):
    assert tags(given) == {"a": "b"}
    assert tags(None) == {}


def test_a_measure_that_is_not_known_is_absent():
    assert measures(access_logging=True, versioning=False, rotation=None) == {
        "measure:access-logging": "true",
        "measure:versioning": "false",
    }
