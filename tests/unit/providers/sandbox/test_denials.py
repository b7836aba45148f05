"""A denied call answers as AWS does, in the protocol of its service; every other call goes through."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import boto3
import pytest
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import get_session

from audit.ports import Operation
from providers.sandbox.denials import Denied, Request, is_call
from providers.sandbox.server import Server

OPERATIONS = (
    Operation("s3", "GetBucketPolicy", "s3:GetBucketPolicy", "s3"),
    Operation("s3", "GetBucketAcl", "s3:GetBucketAcl", "s3"),
    Operation("s3", "ListBuckets", "s3:ListAllMyBuckets", "s3"),
    Operation("s3control", "ListAccessPoints", "s3:ListAccessPoints", "s3"),
    Operation("iam", "ListUsers", "iam:ListUsers", "iam"),
    Operation("iam", "ListRoles", "iam:ListRoles", "iam"),
    Operation("kms", "ListKeys", "kms:ListKeys", "kms"),
    Operation("lambda", "GetPolicy", "lambda:GetPolicy", "lambda"),
    Operation("lambda", "ListFunctions", "lambda:ListFunctions", "lambda"),
    Operation("rds", "DescribeDBInstances", "rds:DescribeDBInstances", "rds"),
    Operation("sqs", "ListQueues", "sqs:ListQueues", "sqs"),
    Operation("sso-admin", "ListInstances", "sso:ListInstances", "identity-center"),
    Operation("sts", "AssumeRole", "sts:AssumeRole", "accounts"),
)
ARGUMENTS = {
    "GetBucketPolicy": {"Bucket": "shop"},
    "GetBucketAcl": {"Bucket": "shop"},
    "GetPolicy": {"FunctionName": "report"},
    "AssumeRole": {"RoleArn": "arn:aws:iam::111122223333:role/audit", "RoleSessionName": "audit"},
    "ListAccessPoints": {"AccountId": "123456789012"},
}
KNOWN = [operation for operation in OPERATIONS if operation.service != "s3control"]  # its host carries the account


@pytest.fixture(scope="module")
def served() -> Iterator[Server]:
    with Server() as server:
        server.empty()
        _client(server, "s3").create_bucket(Bucket="shop", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        _client(server, "s3").create_bucket(Bucket="other", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        yield server


@pytest.mark.parametrize("operation", KNOWN, ids=lambda operation: operation.permission)
def test_a_denied_call_is_answered_as_aws_does(served: Server, operation: Operation):
    served.deny([Denied(operation.permission)], OPERATIONS)
    with pytest.raises(ClientError) as caught:
        _call(served, operation)
    assert caught.value.response["Error"]["Code"] in {"AccessDenied", "AccessDeniedException"}
    assert operation.permission in caught.value.response["Error"]["Message"]


@pytest.mark.parametrize("denied", KNOWN, ids=lambda operation: operation.permission)
def test_no_other_call_is_touched(served: Server, denied: Operation):
    served.deny([Denied(denied.permission)], OPERATIONS)
    for operation in KNOWN:
        if operation != denied:
            assert _code(served, operation) not in {"AccessDenied", "AccessDeniedException"}


def test_a_denial_can_be_of_one_resource(served: Server):
    served.deny([Denied("s3:GetBucketAcl", "shop")], OPERATIONS)
    with pytest.raises(ClientError):
        _client(served, "s3").get_bucket_acl(Bucket="shop")
    assert _client(served, "s3").get_bucket_acl(Bucket="other")["Owner"]


def test_the_account_in_a_host_name_does_not_matter():
    model = get_session().get_service_model("s3control").operation_model("GetPublicAccessBlock")
    asked = Request("s3", "GET", "/v20180820/configuration/publicAccessBlock", (), "", "")
    assert is_call(asked, model)
    assert not is_call(replace(asked, path="/v20180820/accesspoint"), model)


def test_a_sub_resource_is_another_call():
    model = get_session().get_service_model("s3").operation_model("ListObjects")
    asked = Request("s3", "GET", "/shop", (("prefix", "2026/"),), "", "")
    assert is_call(asked, model)
    assert not is_call(replace(asked, query=(("policy", ""),)), model)


def test_a_permission_that_no_operation_needs_is_a_mistake(served: Server):
    with pytest.raises(ValueError, match="s3:Nothing"):
        served.deny([Denied("s3:Nothing")], OPERATIONS)


def _call(server: Server, operation: Operation) -> object:
    client = _client(server, operation.service)
    return getattr(client, xform_name(operation.name))(**ARGUMENTS.get(operation.name, {}))


def _code(server: Server, operation: Operation) -> str:
    try:
        _call(server, operation)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return ""


def _client(server: Server, service: str) -> Any:
    return _made(server.url, service)


@cache
def _made(url: str, service: str) -> Any:
    return boto3.client(
        service,
        endpoint_url=url,
        region_name="eu-west-1",
        aws_access_key_id="sandbox",
        aws_secret_access_key="sandbox",
        config=Config(retries={"total_max_attempts": 1}),
    )
