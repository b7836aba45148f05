"""What is left of somebody in Google Cloud."""

import json
from typing import Any

import pytest

from audit.model.facts import Verdict
from providers.gcp.kinds import HIERARCHY, AttachmentKind
from providers.gcp.offboarding import residuals
from tests.unit.providers.leaving import account, lines, named, traces

AN = account("google://user/an@x.example", "google_workspace", "an@x.example", aliases="a@x.example")
USER = "user:an@x.example"


def policy(*members: str, role: str = "roles/viewer", **condition: str) -> str:
    binding: dict[str, Any] = {"role": role, "members": list(members)} | ({"condition": condition} if condition else {})
    return json.dumps({"bindings": [binding]})


def left(holder: str, body: str, kind: AttachmentKind = AttachmentKind.ALLOW_POLICY, name: str = "") -> list[tuple[str, str, str]]:
    return lines(residuals(traces(AN, named=(named(AN, holder, kind, body, name),))))


@pytest.mark.parametrize(
    ("holder", "command"),
    [
        (f"{HIERARCHY}projects/p", "gcloud projects remove-iam-policy-binding p"),
        (f"{HIERARCHY}folders/12", "gcloud resource-manager folders remove-iam-policy-binding 12"),
        (f"{HIERARCHY}organizations/1", "gcloud organizations remove-iam-policy-binding 1"),
        ("gs://orders", "gcloud storage buckets remove-iam-policy-binding gs://orders"),
        ("gs://orders/hr/", "gcloud storage managed-folders remove-iam-policy-binding gs://orders/hr/"),
        ("google://secretmanager.googleapis.com/projects/p/secrets/s", "gcloud secrets remove-iam-policy-binding s --project=p"),
        (
            "google://iam.googleapis.com/projects/p/serviceAccounts/etl@p.iam.gserviceaccount.com",
            "gcloud iam service-accounts remove-iam-policy-binding etl@p.iam.gserviceaccount.com --project=p",
        ),
        ("google://pubsub.googleapis.com/projects/p/topics/t", "gcloud pubsub topics remove-iam-policy-binding t --project=p"),
        (
            "google://cloudkms.googleapis.com/projects/p/locations/eu/keyRings/r/cryptoKeys/k",
            "gcloud kms keys remove-iam-policy-binding k --project=p --location=eu --keyring=r",
        ),
        (
            "google://spanner.googleapis.com/projects/p/instances/i/databases/d",
            "gcloud spanner databases remove-iam-policy-binding d --project=p --instance=i",
        ),
    ],
)
def test_each_place_has_its_command(holder: str, command: str):
    ((kind, words, end),) = left(holder, policy(USER))
    assert (kind, words) == ("policy", f"has roles/viewer on {holder.removeprefix(HIERARCHY)}")
    assert end == f"{command} --member='{USER}' --role='roles/viewer'"


def test_a_table_has_bigquerys_own_command_and_what_has_none_is_said_in_words():
    ((_, _, end),) = left("bigquery://p/d/t", policy(USER))
    assert end == f"bq remove-iam-policy-binding --member='{USER}' --role='roles/viewer' p:d.t"
    ((_, _, end),) = left("google://run.googleapis.com/projects/p/services/s", policy(USER))
    assert end == f"take {USER} out of roles/viewer in the policy of google://run.googleapis.com/projects/p/services/s"


@pytest.mark.parametrize(
    ("member", "told"),
    [
        (USER, True),
        ("user:AN@x.example", True),
        ("user:a@x.example", True),
        ("deleted:user:an@x.example?uid=123", True),
        ("user:jan@x.example", False),
        ("group:an@x.example.org", False),
    ],
)
def test_a_member_is_the_account_by_any_of_its_addresses(member: str, told: bool):
    found = left("gs://b", policy("user:bo@x.example", member))
    assert bool(found) is told
    assert all(f"--member='{member}'" in end for _, _, end in found)


def test_a_condition_is_told_and_gcloud_hears_of_it():
    body = policy(USER, title="until May", expression="request.time < …")
    (found,) = residuals(traces(AN, named=(named(AN, "gs://b", AttachmentKind.ALLOW_POLICY, body),)))
    assert (found.verdict, found.condition, found.end.endswith(" --all")) == (Verdict.IF, "until May", True)


@pytest.mark.parametrize(
    ("holder", "kind", "expected"),
    [
        (
            "gs://b",
            AttachmentKind.BUCKET_ACL,
            (
                "the access control list of gs://b names an@x.example",
                "gcloud storage buckets update gs://b --remove-acl-grant=user-an@x.example",
            ),
        ),
        (
            "gs://b",
            AttachmentKind.DEFAULT_OBJECT_ACL,
            (
                "the list for new objects of gs://b names an@x.example",
                "gcloud storage buckets update gs://b --remove-default-object-acl-grant=user-an@x.example",
            ),
        ),
        (
            "gs://b/k",
            AttachmentKind.OBJECT_ACL,
            (
                "the access control list of gs://b/k names an@x.example",
                "gcloud storage objects update gs://b/k --remove-acl-grant=user-an@x.example",
            ),
        ),
        (
            "bigquery://p/d",
            AttachmentKind.DATASET_ACCESS,
            (
                "the access list of bigquery://p/d names an@x.example",
                "BigQuery > bigquery://p/d > Sharing > Permissions > an@x.example > Remove",
            ),
        ),
        (
            "bigquery://p/d/t",
            AttachmentKind.ROW_ACCESS_POLICY,
            (
                "the row access policy mine of bigquery://p/d/t names an@x.example",
                "CREATE OR REPLACE ROW ACCESS POLICY mine without an@x.example",
            ),
        ),
        (
            "google://sqladmin.googleapis.com/projects/p/instances/shop",
            AttachmentKind.SQL_USERS,
            (
                "the list of users of google://sqladmin.googleapis.com/projects/p/instances/shop names an@x.example",
                "gcloud sql users delete an@x.example --instance=shop",
            ),
        ),
        ("google://x", AttachmentKind.DENY_POLICY, None),
    ],
)
def test_lists_that_name_them(holder: str, kind: AttachmentKind, expected: tuple[str, str] | None):
    found = left(holder, json.dumps({"items": [{"email": "an@x.example"}]}), kind, "mine")
    assert found == ([("policy", *expected)] if expected else [])


def test_accounts_of_other_systems_are_no_affair_of_google_cloud():
    other = account("microsoft://user/1", "microsoft365", "an@x.example")
    assert residuals(traces(other, named=(named(other, "gs://b", AttachmentKind.ALLOW_POLICY, policy(USER)),))) == ()
