"""The company is made by AWS's own calls, and has the same ids however often and in whatever state it is made."""

from collections.abc import Mapping
from typing import Any

import boto3
import pytest

from providers.sandbox.clients import environment
from providers.sandbox.company import Company, changed_by, first_night
from providers.sandbox.seed import seed
from providers.sandbox.server import Server

AUDIT = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:List*", "Resource": "*"}]}'


@pytest.fixture(scope="module")
def looks() -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    with Server() as server:
        return look(server, first_night()), look(server, changed_by(first_night(), "night-two"))


def look(server: Server, company: Company) -> Mapping[str, Any]:
    server.empty()
    with environment(server.url, seed(company, server.url, AUDIT)):
        session = boto3.Session()  # not the process's own, which may have been made before the environment was set
        organisation, store = session.client("organizations"), session.client("identitystore")
        directory = session.client("sso-admin").list_instances()["Instances"][0]["IdentityStoreId"]
        root = organisation.list_roots()["Roots"][0]["Id"]
        return {
            "caller": session.client("sts").get_caller_identity()["Arn"],
            "accounts": sorted(account["Id"] for account in organisation.list_accounts()["Accounts"]),
            "units": organisation.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"],
            "users": {user["UserName"]: user["UserId"] for user in store.list_users(IdentityStoreId=directory)["Users"]},
        }


def test_the_accounts_have_their_numbers(looks: tuple[Mapping[str, Any], Mapping[str, Any]]):
    assert looks[0]["accounts"] == ["111122223333", "444455556666", "777788889999"]
    assert looks[0]["caller"].startswith("arn:aws:sts::444455556666:assumed-role/toegang-audit/")


def test_staff_sign_in_through_identity_center(looks: tuple[Mapping[str, Any], Mapping[str, Any]]):
    assert "p17@groenewinkel.example" in looks[0]["users"]


def test_ids_are_the_same_on_another_night(looks: tuple[Mapping[str, Any], Mapping[str, Any]]):
    assert looks[0] == looks[1]
