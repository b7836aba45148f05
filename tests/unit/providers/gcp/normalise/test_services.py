import pytest

from tests.unit.providers.gcp.samples import KEY, READER, Made


@pytest.mark.parametrize(
    "held",
    [
        {"replication": {"automatic": {"customerManagedEncryption": {"kmsKeyName": KEY}}}},
        {"replication": {"userManaged": {"replicas": [{"location": "eu"}, {"customerManagedEncryption": {"kmsKeyName": KEY}}]}}},
        {"customerManagedEncryption": {"kmsKeyName": KEY}},
    ],
)
def test_a_secret_is_named_by_its_projects_id_and_knows_its_key(held):
    made = Made("secret", {"name": "projects/300/secrets/db", "labels": {"a": "b"}, **held}, {"policy": READER})
    uri = "google://secretmanager.googleapis.com/projects/shop-prod/secrets/db"
    assert (made.resource.id, made.resource.label("a"), made.resource.attribute("kms_key").endswith("/cryptoKeys/k")) == (uri, "b", True)
    assert [holder for holder, *_ in made.documents] == [uri]


def test_a_secret_without_a_key_of_its_own():
    assert Made("secret", {"name": "projects/300/secrets/db"}).resource.attribute("kms_key") == ""


def test_a_policy_that_binds_nobody_is_no_document():
    assert Made("topic", {"name": "projects/shop-prod/topics/t"}, {"policy": {"version": 1, "etag": "ACAB"}}).documents == []


def test_a_subscription_tells_where_messages_go():
    body = {
        "name": "projects/shop-prod/subscriptions/s",
        "topic": "projects/300/topics/t",
        "pushConfig": {
            "pushEndpoint": "https://hooks.example/x",
            "oidcToken": {"serviceAccountEmail": "push@shop-prod.iam.gserviceaccount.com"},
        },
        "bigqueryConfig": {"table": "shop-prod.crm.events"},
        "cloudStorageConfig": {"bucket": "orders"},
    }
    found = Made("subscription", body).resource
    assert found.attribute("topic") == "google://pubsub.googleapis.com/projects/shop-prod/topics/t"
    assert found.attribute("push_endpoint") == "https://hooks.example/x"
    assert (found.attribute("bigquery_table"), found.attribute("bucket")) == ("bigquery://shop-prod/crm/events", "gs://orders")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("p.d.t", "bigquery://p/d/t"),
        ("company.example:p.d.t", "bigquery://company.example:p/d/t"),
        ("odd", ""),
    ],
)
def test_forms_of_a_table(written, expected):
    body = {"name": "projects/shop-prod/subscriptions/s", "topic": "_deleted-topic_", "bigqueryConfig": {"table": written}}
    found = Made("subscription", body).resource
    assert (found.attribute("bigquery_table"), found.attribute("topic")) == (expected, "_deleted-topic_")


def test_a_key_lies_in_its_ring_and_symmetric_ones_rotate():
    base = "google://cloudkms.googleapis.com/projects/shop-prod/locations/eu/keyRings/r"
    key = Made("kms-key", {"name": KEY, "purpose": "ENCRYPT_DECRYPT"}, {"policy": READER})
    assert (key.resource.id, key.resource.parent, key.measures) == (f"{base}/cryptoKeys/k", base, {"key-rotation": "false"})
    assert Made("kms-key", {"name": KEY, "purpose": "ASYMMETRIC_SIGN"}).measures == {}
    ring = Made("kms-key-ring", {"name": KEY.partition("/cryptoKeys")[0]}, {"policy": READER})
    assert (ring.resource.id, len(ring.documents)) == (base, 1)


def test_what_only_the_inventory_spoke_of():
    run = Made("other", {"uri": "google://run.googleapis.com/projects/p/locations/eu/services/s"}, {"policy": READER})
    assert [holder for holder, *_ in run.documents] == ["google://run.googleapis.com/projects/p/locations/eu/services/s"]
    secret = Made("other", {"uri": "google://secretmanager.googleapis.com/projects/p/locations/eu/secrets/s"}, {"policy": READER})
    assert (secret.resource.kind, secret.resource.name) == ("secret", "s")


def test_a_dataset_that_bigquery_did_not_list_is_a_gap():
    made = Made("other", {"uri": "bigquery://shop-prod/hidden"}, {"policy": READER})
    assert (made.resource.kind, made.resource.parent) == ("dataset", "google://cloudresourcemanager.googleapis.com/projects/shop-prod")
    (gap,) = made.gaps
    assert (gap.scope, gap.surface, gap.missing_permission) == ("bigquery://shop-prod/hidden", "bigquery", "bigquery.datasets.get")
    assert Made("other", {"uri": "bigquery://shop-prod/hidden/t"}, {"policy": READER}).gaps == []
