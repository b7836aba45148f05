"""What the smaller services have in common: a list that is denied, one that is off, one that is broken."""

import pytest

from tests.unit.providers.gcp.conftest import coverage, gaps
from tests.unit.providers.gcp.worlds import KEY, PROJECT

LISTS = {
    "sql": ("sqladmin.v1", "instances.list", "cloudsql.instances.list", "sqladmin.googleapis.com"),
    "secrets": ("secretmanager.v1", "projects.secrets.list", "secretmanager.secrets.list", "secretmanager.googleapis.com"),
    "pubsub": ("pubsub.v1", "projects.topics.list", "pubsub.topics.list", "pubsub.googleapis.com"),
    "firestore": ("firestore.v1", "projects.databases.list", "datastore.databases.list", "firestore.googleapis.com"),
    "spanner": ("spanner.v1", "projects.instances.list", "spanner.instances.list", "spanner.googleapis.com"),
    "kms": ("cloudkms.v1", "projects.locations.list", "cloudkms.locations.list", "cloudkms.googleapis.com"),
    "storage": ("storage.v1", "buckets.list", "storage.buckets.list", "storage.googleapis.com"),
    "service-accounts": ("iam.v1", "projects.serviceAccounts.list", "iam.serviceAccounts.list", "iam.googleapis.com"),
}


@pytest.mark.parametrize("surface", sorted(LISTS))
def test_a_list_that_is_denied_names_the_permission(gcp, surface):
    *_, permission, _ = LISTS[surface]
    gcp.server.withdraw_permission(permission)
    facts = gcp.collect(object_acls=True)
    assert (PROJECT, permission) in {(gap.scope, gap.missing_permission) for gap in gaps(facts, surface)}
    assert coverage(facts, surface)[PROJECT] in ("denied", "partial")


@pytest.mark.parametrize("surface", sorted(LISTS))
def test_an_api_that_is_off_in_the_project_is_not_used_there(gcp, surface):
    *_, host = LISTS[surface]
    gcp.server.disable(host, "shop-prod")
    facts = gcp.collect(object_acls=True)
    assert gaps(facts, surface) == []
    assert coverage(facts, surface)[PROJECT] == "complete"


@pytest.mark.parametrize("surface", sorted(LISTS))
def test_an_api_that_is_off_in_the_audits_own_project_tells_nothing(gcp, surface):
    api, method, *_ = LISTS[surface]
    gcp.server.fail(api, method, status=403, reason="accessNotConfigured", metadata={"consumer": "projects/999"})
    facts = gcp.collect(object_acls=True)
    assert PROJECT in {gap.scope for gap in gaps(facts, surface)}
    assert coverage(facts, surface)[PROJECT] in ("unsupported", "partial")


@pytest.mark.parametrize("surface", sorted(LISTS))
def test_a_list_that_breaks_is_a_gap(gcp, surface):
    api, method, *_ = LISTS[surface]
    gcp.server.fail(api, method, status=500, reason="backendError")
    assert PROJECT in {gap.scope for gap in gaps(gcp.collect(object_acls=True), surface)}


@pytest.mark.parametrize(
    ("surface", "permission", "scope"),
    [
        ("sql", "cloudsql.users.list", "google://cloudsql.googleapis.com/projects/shop-prod/instances/shop"),
        ("secrets", "secretmanager.secrets.getIamPolicy", "google://secretmanager.googleapis.com/projects/shop-prod/secrets/db"),
        ("pubsub", "pubsub.topics.getIamPolicy", "google://pubsub.googleapis.com/projects/shop-prod/topics/sold"),
        ("pubsub", "pubsub.subscriptions.getIamPolicy", "google://pubsub.googleapis.com/projects/shop-prod/subscriptions/out"),
        ("spanner", "spanner.databases.list", "google://spanner.googleapis.com/projects/shop-prod/instances/main"),
        ("spanner", "spanner.databases.getIamPolicy", "google://spanner.googleapis.com/projects/shop-prod/instances/main/databases/shop"),
        ("kms", "cloudkms.cryptoKeys.list", f"google://cloudkms.googleapis.com/{KEY.partition('/cryptoKeys')[0]}"),
        ("kms", "cloudkms.cryptoKeys.getIamPolicy", f"google://cloudkms.googleapis.com/{KEY}"),
    ],
)
def test_what_is_denied_of_one_thing_darkens_that_thing(gcp, surface, permission, scope):
    gcp.world.policies = {name: held for name, held in gcp.world.policies.items() if "/projects/shop-prod/" not in name}
    gcp.server.withdraw_permission(permission)
    facts = gcp.collect(object_acls=True)
    assert {(gap.scope, gap.missing_permission) for gap in gaps(facts, surface)} == {(scope, permission)}
