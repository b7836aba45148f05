import json
import subprocess
import sys

import boto3
import pytest

from audit.errors import ProviderError, ReadOnlyError
from providers.aws.session import Sessions, guarded
from providers.aws.settings import AwsSettings
from tests.unit.providers.aws.conftest import ACCOUNT, REGION


@pytest.mark.parametrize(("service", "call"), [("s3", "delete_bucket"), ("s3", "get_object"), ("secretsmanager", "get_secret_value")])
def test_an_unlisted_call_never_leaves(recorded, service: str, call: str):
    server = recorded(lambda _: (200, "{}"))
    client = server.sessions().client(ACCOUNT, service, REGION)
    asked = {"delete_bucket": {"Bucket": "orders"}, "get_object": {"Bucket": "orders", "Key": "x"}, "get_secret_value": {"SecretId": "x"}}
    with pytest.raises(ReadOnlyError, match=service):
        getattr(client, call)(**asked[call])
    assert server.seen == []


def test_no_client_or_resource_of_the_session_escapes_the_guard(recorded):
    server = recorded(lambda _: (200, "{}"))
    session = guarded(boto3.Session("test", "test", region_name=REGION))
    with pytest.raises(ReadOnlyError):
        session.resource("s3", endpoint_url=server.url).Bucket("orders").delete()
    with pytest.raises(ReadOnlyError):
        session.client("s3", endpoint_url=server.url).get_paginator("list_objects_v2").paginate(Bucket="orders").build_full_result()
    assert server.seen == []


def test_a_listed_call_leaves(recorded):
    server = recorded(lambda _: (200, '{"Keys": []}'))
    assert server.sessions().client(ACCOUNT, "kms", REGION).list_keys()["Keys"] == []
    assert [asked.target for asked in server.seen] == ["TrentService.ListKeys"]


def test_the_audit_role_is_assumed_once_for_each_account_and_never_in_the_callers_own(recorded):
    def answer(asked):
        key = "<AccessKeyId>ASIAX</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
        until = "<Expiration>2999-01-01T00:00:00Z</Expiration>"
        return 200, f"<R><AssumeRoleResult><Credentials>{key}{until}</Credentials></AssumeRoleResult></R>"

    server = recorded(answer)
    settings = AwsSettings(endpoint_url=server.url, audit_role="audit", external_id="shop-1")
    sessions = Sessions(settings, boto3.Session("test", "test", region_name=REGION))
    for account in (ACCOUNT, "222233334444", "222233334444"):
        sessions.client(account, "kms", REGION)
    assert len(server.seen) == 1
    assert "role%2Faudit" in server.seen[0].body
    assert "222233334444" in server.seen[0].body
    assert "ExternalId=shop-1" in server.seen[0].body


def test_refused_credentials_end_the_run_with_a_remedy(recorded):
    server = recorded(lambda _: (200, ""))
    server.reply = lambda _: (403, "<E><Error><Code>InvalidClientTokenId</Code><Message>no</Message></Error></E>")
    with pytest.raises(ProviderError, match="InvalidClientTokenId") as raised:
        server.sessions()
    assert raised.value.remedy


def test_without_credentials_the_remedy_is_to_sign_in(tmp_path):
    """In a process of its own, with an environment in which there are none."""
    program = (
        "from providers.aws import provider; from audit.ports import Scope; from audit.runs.memory import MemorySink\n"
        "from audit.errors import ProviderError; from datetime import datetime\n"
        "try: provider.collect(Scope('{}', datetime(2026, 11, 23)), MemorySink())\n"
        "except ProviderError as error: print(error)"
    )
    nothing = {"AWS_EC2_METADATA_DISABLED": "true", "HOME": str(tmp_path), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", program], env=nothing, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "there are no AWS credentials" in done.stdout
    assert "sign in" in done.stdout


def test_an_unknown_profile_is_said():
    with pytest.raises(ProviderError, match="nobody-has-this") as raised:
        Sessions(AwsSettings(profile="nobody-has-this"))
    assert raised.value.remedy


def test_importing_the_provider_brings_no_sdk():
    program = (
        "import sys, json, providers.aws as a; a.provider.operations(); a.provider.permissions(); print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"boto3", "botocore", "msgspec"} & set(json.loads(done.stdout))
