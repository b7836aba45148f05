"""Buckets of one account, with the settings that an audit looks at."""

from collections.abc import Mapping
from typing import Any

from providers.sandbox.clients import REGION
from providers.sandbox.seed.policies import policy

_BLOCKS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


def make_buckets(buckets: Mapping[str, Any], s3: Any, keys: Mapping[str, str]) -> None:
    """Makes them with an S3 client; `keys` holds the ids of the KMS keys by alias. Logs go to the first bucket that keeps none itself."""
    logs = next((name for name, bucket in buckets.items() if not bucket.get("logged", True)), None)
    for name, bucket in buckets.items():
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
        _protect(s3, name, bucket, keys)
        if statements := bucket.get("policy"):
            s3.put_bucket_policy(Bucket=name, Policy=policy(statements))
        if tags := bucket.get("tags"):
            s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": [{"Key": key, "Value": value} for key, value in tags.items()]})
        if logs and bucket.get("logged", True):
            s3.put_bucket_logging(Bucket=name, BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": logs, "TargetPrefix": f"{name}/"}})


def _protect(s3: Any, name: str, bucket: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    closed = not bucket.get("public", False)
    s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=dict.fromkeys(_BLOCKS, closed))
    s3.put_bucket_ownership_controls(Bucket=name, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})
    by_key = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": keys[bucket["key"]]} if "key" in bucket else {"SSEAlgorithm": "AES256"}
    rules = [{"ApplyServerSideEncryptionByDefault": by_key}]
    s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": rules})
    if days := bucket.get("expire_after_days"):
        rule = {"ID": "retention", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": days}}
        s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [rule]})
