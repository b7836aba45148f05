from collections.abc import Iterator

import boto3
import pytest

from providers.sandbox.clients import environment
from providers.sandbox.server import Server


@pytest.fixture
def _served() -> Iterator[None]:
    credentials = {"AWS_ACCESS_KEY_ID": "sandbox", "AWS_SECRET_ACCESS_KEY": "sandbox"}
    with Server() as server, environment(server.url, credentials):
        server.empty()
        yield


@pytest.mark.usefixtures("_served")
def test_the_name_of_a_key_policy_may_be_left_out():
    kms = boto3.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    assert kms.get_key_policy(KeyId=key)["Policy"] == kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]


@pytest.mark.usefixtures("_served")
def test_a_permission_set_is_provisioned_where_it_is_assigned():
    admin = boto3.client("sso-admin")
    instance = admin.list_instances()["Instances"][0]["InstanceArn"]
    used, unused = (
        admin.create_permission_set(InstanceArn=instance, Name=name)["PermissionSet"]["PermissionSetArn"] for name in ("Used", "Unused")
    )
    for account in ("111122223333", "777788889999"):
        admin.create_account_assignment(
            InstanceArn=instance,
            TargetId=account,
            TargetType="AWS_ACCOUNT",
            PermissionSetArn=used,
            PrincipalType="GROUP",
            PrincipalId="043b2a8d-3420-4c85-9f1a-0e64ad474091",
        )
    accounts = [
        admin.list_accounts_for_provisioned_permission_set(InstanceArn=instance, PermissionSetArn=each)["AccountIds"]
        for each in (used, unused)
    ]
    assert accounts == [["111122223333", "777788889999"], []]
