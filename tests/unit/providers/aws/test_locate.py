"""A policy's `where:` as a pattern of URIs."""

import pytest

from policies.locations import Location, covers, matches
from providers.aws.locate import KINDS, locate
from tests.reference.aws_worlds import where

RDS = "arn:aws:rds:eu-west-1:111122223333"


@pytest.mark.parametrize(
    ("kind", "ref", "pattern"),
    [
        ("s3", "arn:aws:s3:::b", "s3://b/*"),
        ("s3", "arn:aws:s3:::b/2026/*", "s3://b/2026/*"),
        ("s3", "arn:aws:s3:::b/2026/", "s3://b/2026/*"),
        ("", "s3://b", "s3://b/*"),
        ("", "s3://b/2026/**", "s3://b/2026/**"),
        ("s3", "arn:aws:s3:::logs*", "s3://logs*/*"),
        ("rds", f"{RDS}:db:shop", "aws://111122223333/rds/eu-west-1/db/shop"),
        ("rds", f"{RDS}:cluster:shop", "aws://111122223333/rds/eu-west-1/cluster/shop"),
        ("rds-snapshot", f"{RDS}:snapshot:shop-*", "aws://111122223333/rds/eu-west-1/snapshot/shop-*"),
        ("dynamodb", "arn:aws:dynamodb:eu-west-1:111122223333:table/t", "aws://111122223333/dynamodb/eu-west-1/table/t"),
        ("sqs", "arn:aws:sqs:eu-west-1:111122223333:q", "aws://111122223333/sqs/eu-west-1/q"),
        ("kms", "arn:aws:kms:eu-west-1:111122223333:key/k", "aws://111122223333/kms/eu-west-1/key/k"),
        ("", "aws://111122223333/sqs/eu-west-1/q", "aws://111122223333/sqs/eu-west-1/q"),
    ],
)
def test_an_address_is_a_pattern_of_uris(kind: str, ref: str, pattern: str):
    assert locate(where(ref, kind)).pattern == pattern


@pytest.mark.parametrize("name", ["shop-db", "my-secret", "shop-db-AbCdEf", "shop-db-*"])
def test_a_secret_is_named_with_or_without_what_aws_adds(name: str):
    located = locate(where(f"arn:aws:secretsmanager:eu-west-1:111122223333:secret:{name}", "secret"))
    full = name if name.endswith("AbCdEf") else f"{name.rstrip('*').rstrip('-')}-AbCdEf"
    assert matches(located, f"aws://111122223333/secretsmanager/eu-west-1/secret/{full}")
    assert not matches(located, "aws://111122223333/secretsmanager/eu-west-1/secret/other-AbCdEf")


def test_a_part_is_a_folder_in_a_bucket():
    whole, part = locate(where("arn:aws:s3:::b", "s3")), locate(where("arn:aws:s3:::b", "s3"), "labels/")
    assert part.pattern == "s3://b/labels/*"
    assert covers(whole.pattern, part.pattern)


def test_tags_name_every_store_of_the_kind_that_carries_them():
    assert locate(where("", "s3", (("data", "orders"),))) == Location("aws", "s3", "s3://*/*", tags=(("data", "orders"),))
    assert locate(where("", "", (("data", "orders"),))).pattern == "*"


@pytest.mark.parametrize(
    ("kind", "ref", "part", "said"),
    [
        ("disk", "arn:aws:s3:::b", "", "kind disk is not known"),
        ("s3", "b", "", "no address in aws"),
        ("s3", "s3://", "", "names no bucket"),
        ("rds", "arn:aws:s3:::b", "", "write it as arn:aws:rds"),
        ("rds", f"{RDS}:snapshot:s", "", "write it as arn:aws:rds"),
        ("sqs", "s3://b", "", "not of kind sqs"),
        ("", "arn:aws:ec2:eu-west-1:111122223333:instance/i", "", "names nothing that is read"),
        ("rds", f"{RDS}:db:shop", "labels/", "a part is a folder in a bucket"),
    ],
)
def test_what_is_wrong_says_what_is_expected(kind: str, ref: str, part: str, said: str):
    with pytest.raises(ValueError, match=said):
        locate(where(ref, kind), part)


def test_every_word_stands_for_kinds_that_are_evaluated():
    from providers.aws.evaluate.levels import RULES

    assert frozenset().union(*KINDS.values()) <= set(RULES)
