import pytest

from providers.gcp.collect.raw import Raw
from tests.unit.providers.gcp.samples import CRM, FOLDER, KEY, ORGANIZATION, READER, SHOP, Made

UNIFORM = {"uniformBucketLevelAccess": {"enabled": True}, "publicAccessPrevention": "enforced"}
FULL = {
    "name": "orders",
    "labels": {"data": "personal"},
    "location": "EU",
    "iamConfiguration": UNIFORM,
    "encryption": {"defaultKmsKeyName": f"{KEY}/cryptoKeyVersions/3"},
    "lifecycle": {"rule": [{"action": {"type": "Delete"}, "condition": {"age": 30}}]},
    "logging": {"logBucket": "logs"},
    "versioning": {"enabled": True},
    "softDeletePolicy": {"retentionDurationSeconds": "604800"},
}


def audited(place, configs) -> Raw:
    return Raw("place", place, {}, {"policy": {"auditConfigs": configs}})


def test_a_bucket_with_everything():
    made = Made("bucket", FULL, {"policy": READER})
    found = made.resource
    assert (found.id, found.kind, found.name, found.parent) == ("gs://orders", "bucket", "orders", f"{CRM}projects/shop-prod")
    assert found.label("data") == "personal"
    assert found.attribute("kms_key") == f"google://cloudkms.googleapis.com/{KEY}"
    assert (found.attribute("uniform_access"), found.attribute("public_access_prevention")) == ("true", "enforced")
    assert (found.attribute("location"), found.attribute("soft_delete_seconds")) == ("EU", "604800")
    assert set(made.measures) == {"encryption-at-rest", "block-public-access", "lifecycle-rule", "access-logging", "versioning"}
    assert set(made.measures.values()) == {"true"}
    assert made.documents == [("gs://orders", "allow-policy", "", {"version": 3, "bindings": READER["bindings"]})]


def test_a_bare_bucket_says_nothing_that_is_not_known():
    made = Made("bucket", {"name": "bare"})
    assert made.measures == {"encryption-at-rest": "true", "lifecycle-rule": "false", "versioning": "false"}
    assert made.resource.attribute("uniform_access") == "false"
    assert (made.resource.attribute("object_acls"), made.documents) == ("", [])


def test_access_control_lists_are_kept_without_what_changes():
    entry = {"entity": "user-an@kanaal.example", "role": "READER", "email": "an@kanaal.example", "etag": "CAE=", "selfLink": "https://x"}
    made = Made("bucket", {"name": "old"}, {"acl": {"items": [entry]}, "default-acl": {}, "objects": {"read": True}})
    kept = {"entity": "user-an@kanaal.example", "role": "READER", "email": "an@kanaal.example"}
    assert made.documents == [("gs://old", "bucket-acl", "", {"items": [kept]}), ("gs://old", "default-object-acl", "", {"items": []})]
    assert made.resource.attribute("object_acls") == "read"


def test_the_old_name_of_uniform_access_counts():
    assert (
        Made("bucket", {"name": "b", "iamConfiguration": {"bucketPolicyOnly": {"enabled": True}}}).resource.attribute("uniform_access")
        == "true"
    )


@pytest.mark.parametrize(("rules", "expected"), [([{"enforce": True}], "true"), ([{"enforce": False}], "false"), ([], "false")])
def test_an_organisation_policy_can_prevent_public_access(rules, expected):
    policy = Raw("org-policy", SHOP, {"spec": {"rules": rules}}, {"constraint": {"name": "storage.publicAccessPrevention"}})
    made = Made("bucket", {"name": "b", "iamConfiguration": {"publicAccessPrevention": "inherited"}}, grounds=[policy])
    assert made.measures["block-public-access"] == expected


@pytest.mark.parametrize(
    ("configs", "expected"),
    [
        ([{"service": "allServices", "auditLogConfigs": [{"logType": "DATA_READ"}]}], "true"),
        ([{"service": "storage.googleapis.com", "auditLogConfigs": [{"logType": "ADMIN_READ"}]}], "false"),
        ([{"service": "bigquery.googleapis.com", "auditLogConfigs": [{"logType": "DATA_READ"}]}], "false"),
    ],
)
def test_audit_logs_of_a_place_above_count(configs, expected):
    grounds = [audited(ORGANIZATION, configs), audited(FOLDER, []), audited(SHOP, [])]
    assert Made("bucket", {"name": "b"}, grounds=grounds).measures["access-logging"] == expected


def test_audit_logs_are_not_known_when_a_place_above_was_not_read():
    assert "access-logging" not in Made("bucket", {"name": "b"}, grounds=[audited(SHOP, [])]).measures


@pytest.mark.parametrize("name", ["hr/", "hr"])
def test_a_managed_folder_lies_in_its_bucket_as_a_prefix(name):
    made = Made("managed-folder", {"bucket": "orders", "name": name}, {"policy": READER})
    assert (made.resource.id, made.resource.parent) == ("gs://orders/hr/", "gs://orders")
    assert [holder for holder, *_ in made.documents] == ["gs://orders/hr/"]


def test_an_object_holds_its_list_without_a_resource():
    made = Made("object", {"bucket": "old", "name": "2026/a b.pdf", "acl": [{"entity": "allUsers", "role": "READER"}]})
    assert made.documents == [("gs://old/2026/a b.pdf", "object-acl", "", {"items": [{"entity": "allUsers", "role": "READER"}]})]
    assert len(made.facts) == 2


@pytest.mark.parametrize(
    ("rules", "days"),
    [
        ([{"action": {"type": "Delete"}, "condition": {"age": 30}}, {"action": {"type": "Delete"}, "condition": {"age": 20}}], "20"),
        ([{"action": {"type": "Delete"}, "condition": {"age": 30, "matchesPrefix": ["tmp/"]}}], ""),
        ([{"action": {"type": "SetStorageClass"}, "condition": {"age": 30}}], ""),
        ([{"action": {"type": "Delete"}, "condition": {"age": "soon"}}], ""),
        ([], ""),
    ],
)
def test_how_long_a_rule_for_every_object_keeps_it(rules, days):
    made = Made("bucket", {"name": "orders", "lifecycle": {"rule": rules}})
    assert made.resource.attribute("keeps_days") == days
