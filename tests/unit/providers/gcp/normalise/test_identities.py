import pytest

from tests.unit.providers.gcp.samples import READER, Made

BODY = {"email": "etl@shop-prod.iam.gserviceaccount.com", "uniqueId": "11", "displayName": "ETL"}
URI = "google://iam.googleapis.com/projects/shop-prod/serviceAccounts/etl@shop-prod.iam.gserviceaccount.com"


def test_a_service_account_acts_and_can_be_acted_as():
    made = Made("service-account", BODY, {"policy": READER, "keys": {}})
    (principal,) = made.principals
    assert (principal.id, principal.name) == ("google://service-account/etl@shop-prod.iam.gserviceaccount.com", "ETL")
    assert (principal.email, principal.status, principal.attribute("project")) == (BODY["email"], "active", "shop-prod")
    assert (made.resource.id, made.resource.attribute("unique_id"), made.resource.attribute("disabled")) == (URI, "11", "false")
    assert principal.attribute("active_keys") == made.resource.attribute("active_keys") == "0"
    assert [holder for holder, *_ in made.documents] == [URI]


def test_a_disabled_one_stays():
    made = Made("service-account", {**BODY, "disabled": True})
    assert (made.principals[0].status, made.resource.attribute("disabled")) == ("disabled", "true")
    assert made.resource.attribute("active_keys") == ""


@pytest.mark.parametrize(
    ("key", "active"),
    [
        ({"keyType": "USER_MANAGED", "validBeforeTime": "9999-12-31T23:59:59Z"}, "1"),
        ({"keyType": "USER_MANAGED", "validBeforeTime": "2026-11-22T00:00:00Z"}, "0"),
        ({"keyType": "USER_MANAGED", "validBeforeTime": "2026-11-23T00:00:00Z"}, "1"),
        ({"keyType": "USER_MANAGED", "disabled": True}, "0"),
        ({"keyType": "SYSTEM_MANAGED"}, "0"),
        ({"keyType": "KEY_TYPE_OF_TOMORROW"}, "1"),
        ({}, "1"),
    ],
)
def test_which_keys_somebody_can_use(key, active):
    assert Made("service-account", BODY, {"keys": {"keys": [key]}}).resource.attribute("active_keys") == active


def test_a_key_that_ends_at_no_time_is_a_gap():
    (gap,) = Made("service-account", BODY, {"keys": {"keys": [{"validBeforeTime": "soon"}]}}).gaps
    assert gap.surface == "service-accounts"


def test_whom_a_pool_trusts_without_its_keys():
    name = "projects/300/locations/global/workloadIdentityPools/ci"
    oidc = {"issuerUri": "https://token.ci.example", "jwksJson": "{}"}
    body = {
        "name": f"{name}/providers/git",
        "attributeCondition": "assertion.repo == 'x'",
        "oidc": oidc,
        "state": "ACTIVE",
        "description": "…",
    }
    kept = {
        "name": body["name"],
        "attributeCondition": "assertion.repo == 'x'",
        "state": "ACTIVE",
        "oidc": {"issuerUri": "https://token.ci.example"},
    }
    assert Made("pool-provider", body).documents == [(f"google://iam.googleapis.com/{name}", "pool-provider", "git", kept)]
