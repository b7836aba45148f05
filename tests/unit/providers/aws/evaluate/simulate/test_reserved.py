"""What nobody changes: by the kind of resource and what the action would do to it."""

import pytest

from providers.aws.evaluate.simulate.reserved import is_reserved

MANAGED = "arn:aws:iam::aws:policy/AdministratorAccess"
CENTER = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_1"
ALIAS = "arn:aws:kms:eu-west-1:111122223333:alias/aws/s3"


@pytest.mark.parametrize(
    ("action", "resource", "expected"),
    [
        ("iam:CreatePolicyVersion", MANAGED, True),
        ("iam:DeletePolicy", MANAGED, True),
        ("IAM:SETDEFAULTPOLICYVERSION", MANAGED, True),
        ("iam:TagPolicy", "arn:aws:iam::aws:policy/service-role/AWSLambdaRole", True),
        ("iam:GetPolicy", MANAGED, False),  # only changes are kept from everybody
        ("iam:AttachRolePolicy", MANAGED, False),  # that changes the role
        ("iam:DeletePolicy", "arn:aws:iam::111122223333:policy/aws", False),
        ("iam:DeletePolicy", "arn:aws:iam::aws:role/x", False),
        ("iam:PassRole", CENTER, True),
        ("iam:UpdateAssumeRolePolicy", CENTER, True),
        ("iam:PutRolePolicy", CENTER, True),
        ("iam:GetRole", CENTER, False),
        ("sts:AssumeRole", CENTER, False),
        ("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/my/aws-reserved/x", False),
        ("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/deploy", False),
        ("iam:PutUserPolicy", "arn:aws:iam::111122223333:user/aws-reserved/x", False),
        ("kms:DeleteAlias", ALIAS, True),
        ("kms:UpdateAlias", ALIAS, True),
        ("kms:Decrypt", ALIAS, False),
        ("kms:DeleteAlias", "arn:aws:kms:eu-west-1:111122223333:alias/awsome", False),
        ("kms:DeleteAlias", "arn:aws:kms:eu-west-1:111122223333:key/k", False),
        ("iam:DeletePolicy", "*", False),
        ("iam:DeletePolicy", "", False),
        ("DeletePolicy", MANAGED, False),
        ("", "", False),
    ],
)
def test_what_aws_keeps_for_itself(action: str, resource: str, expected: bool):
    assert is_reserved(action, resource) is expected
