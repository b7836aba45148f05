import json

from botocore import session

from providers.aws.collect.sweep import GLOBAL, HOME, REGIONAL
from providers.aws.operations import OPERATIONS, SIGN_IN, permission, permissions


def test_every_operation_is_one_of_awss_own_and_listed_once():
    botocore = session.get_session()
    for operation in OPERATIONS:
        assert operation.name in botocore.get_service_model(operation.service).operation_names
    assert len({(operation.service, operation.name) for operation in OPERATIONS}) == len(OPERATIONS)


def test_every_operation_reads():
    reading = ("Get", "List", "Describe")
    others = {operation.name for operation in OPERATIONS if operation.surface != SIGN_IN and not operation.name.startswith(reading)}
    assert others == {"GenerateCredentialReport"}  # has a report drawn up, changes nothing


def test_the_policy_holds_exactly_the_permissions_of_the_list():
    policy = json.loads(permissions())
    granted = [action for statement in policy["Statement"] for action in statement["Action"]]
    assert sorted(granted) == sorted({operation.permission for operation in OPERATIONS if operation.permission})
    assert "sts:AssumeRole" in granted
    assert all(statement["Effect"] == "Allow" and statement["Resource"] == "*" for statement in policy["Statement"])
    assert [statement["Action"] for statement in policy["Statement"]] == [sorted(statement["Action"]) for statement in policy["Statement"]]


def test_permissions_have_their_own_names():
    assert permission("s3", "ListBuckets") == "s3:ListAllMyBuckets"
    assert permission("s3", "GetPublicAccessBlock") == "s3:GetBucketPublicAccessBlock"
    assert permission("s3control", "GetPublicAccessBlock") == "s3:GetAccountPublicAccessBlock"
    assert permission("efs", "DescribeFileSystemPolicy") == "elasticfilesystem:DescribeFileSystemPolicy"
    assert permission("sso-admin", "ListInstances") == "sso:ListInstances"
    assert permission("s3", "DeleteBucket") == ""


def test_every_surface_has_operations():
    assert {*GLOBAL, *REGIONAL, *HOME} <= {operation.surface for operation in OPERATIONS}
