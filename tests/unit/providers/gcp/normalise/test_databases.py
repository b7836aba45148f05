import pytest

from tests.unit.providers.gcp.samples import KEY, READER, Made

SQL = "google://cloudsql.googleapis.com/projects/shop-prod/instances/shop"


def instance(**network) -> dict:
    flags = [{"name": "cloudsql.iam_authentication", "value": "on"}]
    return {
        "name": "shop",
        "project": "shop-prod",
        "databaseVersion": "POSTGRES_99",
        "region": "europe-west1",
        "serviceAccountEmailAddress": "p300@gcp-sa-cloud-sql.iam.gserviceaccount.com",
        "diskEncryptionConfiguration": {"kmsKeyName": KEY},
        "settings": {
            "databaseFlags": flags,
            "userLabels": {"data": "personal"},
            "ipConfiguration": network,
            "backupConfiguration": {"enabled": True},
        },
    }


@pytest.mark.parametrize(
    ("network", "public", "private"),
    [
        ({"ipv4Enabled": False}, "false", "true"),
        ({"ipv4Enabled": True}, "false", "false"),
        ({"ipv4Enabled": True, "authorizedNetworks": [{"value": "0.0.0.0/0"}]}, "true", "false"),
        ({}, "", None),
    ],
)
def test_from_where_an_instance_is_reached(network, public, private):
    made = Made("sql-instance", instance(**network))
    assert (made.resource.attribute("publicly_accessible"), made.measures.get("private-network")) == (public, private)


def test_an_instance_and_its_users_without_passwords():
    users = {
        "items": [{"name": "app", "type": "BUILT_IN", "host": "%", "password": "x", "etag": "y"}, {"name": "an", "type": "CLOUD_IAM_NEW"}]
    }
    made = Made("sql-instance", instance(sslMode="ENCRYPTED_ONLY"), {"users": users})
    found = made.resource
    assert (found.id, found.label("data"), found.attribute("engine")) == (SQL, "personal", "POSTGRES_99")
    assert found.attribute("iam_authentication") == "true"
    assert found.attribute("kms_key").endswith("/cryptoKeys/k")
    assert made.measures == {"encryption-at-rest": "true", "backups": "true", "encryption-in-transit": "true"}
    body = {"items": [{"name": "app", "type": "BUILT_IN", "host": "%"}, {"name": "an", "type": "CLOUD_IAM_NEW"}]}
    assert made.documents == [(SQL, "sql-users", "", body)]


def test_an_instance_without_any_settings():
    made = Made("sql-instance", {"name": "shop"})
    assert (made.measures, made.resource.attribute("iam_authentication"), made.documents) == ({"encryption-at-rest": "true"}, "", [])


def test_a_firestore_database():
    body = {
        "name": "projects/shop-prod/databases/(default)",
        "type": "FIRESTORE_NATIVE",
        "pointInTimeRecoveryEnablement": "POINT_IN_TIME_RECOVERY_ENABLED",
    }
    made = Made("firestore-database", body)
    assert made.resource.id == "google://firestore.googleapis.com/projects/shop-prod/databases/(default)"
    assert (made.resource.attribute("mode"), made.measures["point-in-time-recovery"]) == ("FIRESTORE_NATIVE", "true")
    assert Made("firestore-database", {"name": body["name"]}).measures == {"encryption-at-rest": "true"}


def test_a_spanner_database_lies_in_its_instance():
    base = "google://spanner.googleapis.com/projects/shop-prod/instances/i"
    instance = Made("spanner-instance", {"name": "projects/shop-prod/instances/i", "displayName": "Orders"}, {"policy": READER})
    assert (instance.resource.id, instance.resource.name, len(instance.documents)) == (base, "Orders", 1)
    encryption = {"kmsKeyNames": [KEY]}
    database = Made(
        "spanner-database", {"name": "projects/shop-prod/instances/i/databases/d", "encryptionConfig": encryption}, {"policy": READER}
    )
    assert (database.resource.id, database.resource.parent) == (f"{base}/databases/d", base)
    assert database.resource.attribute("kms_key").endswith("/cryptoKeys/k")
    assert [holder for holder, *_ in database.documents] == [f"{base}/databases/d"]
