import json

import pytest

from audit.model.facts import CoverageStatus, Gap
from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, bucket, resource, resource_policy

BLOCK = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}
HOME = f"aws://{ACCOUNT}"


def measures(found) -> dict[str, str]:
    return {name.removeprefix("measure:"): value for name, value in found.attributes if name.startswith("measure:")}


def test_a_bare_bucket_has_an_acl_and_no_measure(aws):
    bucket(aws.client("s3"), "orders")
    facts = aws.collect()
    found = resource(facts, "s3://orders")
    assert (found.parent, found.attribute("region"), found.attribute("account")) == (HOME, REGION, ACCOUNT)
    assert set(measures(found).values()) == {"false"}
    assert [one.kind for one in facts.attachments() if one.holder == "s3://orders"] == ["bucket-acl"]
    assert list(facts.gaps()) == []


def test_everything_that_says_who_gets_into_a_bucket(aws):
    s3 = aws.client("s3")
    bucket(s3, "orders")
    bucket(s3, "logs")
    policy = resource_policy("s3:GetObject", "arn:aws:s3:::orders/*")
    s3.put_bucket_policy(Bucket="orders", Policy=json.dumps(policy))
    s3.put_public_access_block(Bucket="orders", PublicAccessBlockConfiguration=BLOCK)
    s3.put_bucket_ownership_controls(Bucket="orders", OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
    s3.put_bucket_tagging(Bucket="orders", Tagging={"TagSet": [{"Key": "data", "Value": "personal"}]})
    key = aws.client("kms").create_key()["KeyMetadata"]["Arn"]
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}
    s3.put_bucket_encryption(Bucket="orders", ServerSideEncryptionConfiguration={"Rules": [rule]})
    s3.put_bucket_versioning(Bucket="orders", VersioningConfiguration={"Status": "Enabled"})
    expiry = {"ID": "old", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 30}}
    s3.put_bucket_lifecycle_configuration(Bucket="orders", LifecycleConfiguration={"Rules": [expiry]})
    s3.put_bucket_acl(Bucket="logs", ACL="log-delivery-write")
    s3.put_bucket_logging(Bucket="orders", BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": "logs", "TargetPrefix": ""}})
    facts = aws.collect()
    found = resource(facts, "s3://orders")
    assert set(measures(found)) == {"encryption-at-rest", "block-public-access", "lifecycle-rule", "access-logging", "versioning"}
    assert set(measures(found).values()) == {"true"}
    assert found.label("data") == "personal"
    assert found.attribute("kms_key") == f"{HOME}/kms/{REGION}/key/{key.rpartition('/')[2]}"
    assert bodies(facts, "s3://orders", "resource") == [policy]
    assert bodies(facts, "s3://orders", "public-access-block") == [BLOCK]
    assert bodies(facts, "s3://orders", "ownership")[0]["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert len(bodies(facts, "s3://logs", "bucket-acl")[0]["Grants"]) > 1


def test_the_accounts_block_counts_for_its_buckets(aws):
    bucket(aws.client("s3"), "orders")
    aws.client("s3control").put_public_access_block(AccountId=ACCOUNT, PublicAccessBlockConfiguration=BLOCK)
    facts = aws.collect()
    assert bodies(facts, HOME, "public-access-block") == [BLOCK]
    assert measures(resource(facts, "s3://orders"))["block-public-access"] == "true"


@pytest.mark.parametrize(
    ("permission", "measure"),
    [
        ("s3:GetBucketPolicy", ""),
        ("s3:GetBucketAcl", ""),
        ("s3:GetBucketTagging", ""),
        ("s3:GetEncryptionConfiguration", "encryption-at-rest"),
        ("s3:GetLifecycleConfiguration", "lifecycle-rule"),
        ("s3:GetBucketPublicAccessBlock", "block-public-access"),
    ],
)
def test_what_is_denied_on_one_bucket_is_a_gap_on_it_alone(aws, permission, measure):
    bucket(aws.client("s3"), "orders")
    bucket(aws.client("s3"), "images")
    aws.deny(permission, "orders")
    facts = aws.collect()
    assert [(gap.scope, gap.missing_permission) for gap in facts.gaps()] == [("s3://orders", permission)]
    assert measure not in measures(resource(facts, "s3://orders"))
    assert not measure or measure in measures(resource(facts, "s3://images"))
    assert next(row.status for row in facts.coverage() if row.surface == "s3") is CoverageStatus.PARTIAL


def test_when_listing_is_denied_the_account_is_dark(aws):
    bucket(aws.client("s3"), "orders")
    aws.deny("s3:ListAllMyBuckets")
    facts = aws.collect()
    assert [(gap.scope, gap.missing_permission) for gap in facts.gaps()] == [(HOME, "s3:ListAllMyBuckets")]
    assert not [one for one in facts.resources() if one.kind == "s3-bucket"]


def test_a_policy_that_does_not_parse_is_kept_as_it_was_given_with_a_gap(recorded):
    from datetime import date

    from providers.aws.collect.reader import Reader
    from providers.aws.collect.s3 import collect
    from providers.aws.normalise import normalise

    def answer(asked):
        if asked.path.endswith("?policy"):
            return 200, "{not json"
        if "ListBuckets" in asked.path or asked.path == "/":
            return 200, "<R><Buckets><Bucket><Name>orders</Name><BucketRegion>eu-west-1</BucketRegion></Bucket></Buckets></R>"
        return 403, "<Error><Code>AccessDenied</Code></Error>"

    facts = list(normalise(list(collect(Reader(recorded(answer).sessions(), "s3", ACCOUNT))), date(2026, 11, 23)))
    assert "{not json" in [getattr(fact, "body", "") for fact in facts]
    gap = Gap("aws", "s3", "s3://orders", "parse resource", "the resource document could not be parsed")
    assert gap in facts


def test_access_points_stand_beside_their_bucket(aws):
    bucket(aws.client("s3"), "orders")
    control = aws.client("s3control")
    control.create_access_point(AccountId=ACCOUNT, Name="partner", Bucket="orders", PublicAccessBlockConfiguration=BLOCK)
    policy = resource_policy("s3:GetObject", f"arn:aws:s3:{REGION}:{ACCOUNT}:accesspoint/partner/object/*")
    control.put_access_point_policy(AccountId=ACCOUNT, Name="partner", Policy=json.dumps(policy))
    facts = aws.collect()
    (point,) = (one for one in facts.resources() if one.kind == "s3-access-point")
    assert point.id.endswith("/accesspoint/partner")
    assert (point.parent, point.attribute("network_origin")) == ("s3://orders", "Internet")
    assert bodies(facts, point.id, "resource") == [policy]
    assert bodies(facts, point.id, "public-access-block") == [BLOCK]


@pytest.mark.parametrize(
    ("rules", "versioned", "keeps", "old"),
    [
        ([{"Filter": {"Prefix": ""}, "Expiration": {"Days": 30}}, {"Filter": {"Prefix": ""}, "Expiration": {"Days": 20}}], False, "20", ""),
        ([{"Filter": {"Prefix": "tmp/"}, "Expiration": {"Days": 30}}], False, "", ""),
        ([{"Filter": {"Tag": {"Key": "a", "Value": "b"}}, "Expiration": {"Days": 30}}], False, "", ""),
        ([{"Filter": {"Prefix": ""}, "Expiration": {"Days": 30}}], True, "30", "kept"),
        ([{"Filter": {"Prefix": ""}, "Expiration": {"Days": 30}, "NoncurrentVersionExpiration": {"NoncurrentDays": 7}}], True, "30", ""),
    ],
)
def test_how_long_a_rule_for_the_whole_bucket_keeps_things_and_whether_old_versions_stay(aws, rules, versioned, keeps, old):
    s3 = aws.client("s3")
    bucket(s3, "orders")
    if versioned:
        s3.put_bucket_versioning(Bucket="orders", VersioningConfiguration={"Status": "Enabled"})
    told = [{"ID": str(number), "Status": "Enabled", **rule} for number, rule in enumerate(rules)]
    s3.put_bucket_lifecycle_configuration(Bucket="orders", LifecycleConfiguration={"Rules": told})
    found = resource(aws.collect(), "s3://orders")
    assert (found.attribute("keeps_days"), found.attribute("old_versions")) == (keeps, old)
