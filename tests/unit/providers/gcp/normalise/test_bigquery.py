import pytest

from tests.unit.providers.gcp.samples import KEY, READER, Made

REFERENCE = {"projectId": "shop-prod", "datasetId": "crm", "tableId": "customers"}
TABLE = "bigquery://shop-prod/crm/customers"
TAG = "projects/300/locations/eu/taxonomies/4/policyTags/5"
TAG_URI = "google://datacatalog.googleapis.com/projects/shop-prod/locations/eu/taxonomies/4/policyTags/5"


def test_a_dataset_keeps_its_entries_as_given():
    access = [
        {"role": "READER", "userByEmail": "an@kanaal.example"},
        {"view": {"projectId": "shop-prod", "datasetId": "reports", "tableId": "v"}},
        {"role": "roles/x.new", "iamMember": "deleted:user:bo@kanaal.example?uid=7", "condition": {"expression": "false"}},
    ]
    body = {
        "datasetReference": {"datasetId": "crm"},
        "access": access,
        "labels": {"team": "crm"},
        "defaultTableExpirationMs": "3600000",
        "defaultEncryptionConfiguration": {"kmsKeyName": KEY},
    }
    made = Made("dataset", body, {"dataset": body})
    assert made.documents == [("bigquery://shop-prod/crm", "dataset-access", "", {"access": access})]
    assert made.measures == {"encryption-at-rest": "true", "access-logging": "true", "table-expiration": "true"}
    assert made.resource.attribute("kms_key") == f"google://cloudkms.googleapis.com/{KEY}"
    assert made.resource.label("team") == "crm"


def test_a_dataset_that_was_only_listed_has_no_entries_and_no_expiration():
    made = Made("dataset", {"datasetReference": {"datasetId": "crm"}})
    assert (made.documents, "table-expiration" in made.measures) == ([], False)


@pytest.mark.parametrize(
    ("default", "tables", "expected"),
    [
        ("1", None, "true"),
        ("1", {"expire": False}, "true"),
        ("", {"expire": True}, "true"),
        ("", {"expire": False}, "false"),
        ("", None, None),
    ],
)
def test_a_dataset_expires_by_default_or_table_by_table(default, tables, expected):
    body = {"datasetReference": {"datasetId": "crm"}} | ({"defaultTableExpirationMs": default} if default else {})
    made = Made("dataset", body, {"dataset": body} | ({"tables": tables} if tables else {}))
    assert made.measures.get("table-expiration") == expected


def test_a_view_holds_nothing_that_could_expire():
    view = {"tableReference": REFERENCE, "type": "VIEW"}
    assert "table-expiration" not in Made("table", view, {"table": view}).measures


def test_a_table_with_tags_on_nested_columns():
    schema = {"fields": [{"name": "a", "fields": [{"name": "b", "policyTags": {"names": [TAG]}}]}, {"name": "c"}]}
    table = {"tableReference": REFERENCE, "type": "TABLE", "schema": schema, "encryptionConfiguration": {"kmsKeyName": KEY}}
    made = Made("table", {"tableReference": REFERENCE, "expirationTime": "1"}, {"table": table, "policy": READER})
    found = made.resource
    assert (found.id, found.kind, found.parent) == (TABLE, "table", "bigquery://shop-prod/crm")
    assert (found.attribute("policy_tags"), found.attribute("type")) == (TAG_URI, "TABLE")
    assert made.measures["table-expiration"] == "true"
    assert [kind for _, kind, *_ in made.documents] == ["allow-policy"]


def test_an_external_table_names_its_sources_and_an_unknown_type_is_kept():
    table = {"tableReference": REFERENCE, "type": "FUTURE", "externalDataConfiguration": {"sourceUris": ["gs://b/x/*", "https://d"]}}
    found = Made("table", {"tableReference": REFERENCE}, {"table": table, "policy": {}}).resource
    assert (found.attribute("type"), found.attribute("sources")) == ("FUTURE", "gs://b/x/*")


def test_a_row_access_policy_with_its_grantees():
    policy = {"rowAccessPolicyReference": {**REFERENCE, "policyId": "be"}, "filterPredicate": "country = 'BE'"}
    made = Made("row-access-policy", policy, {"policy": READER})
    body = {"filterPredicate": "country = 'BE'", "bindings": READER["bindings"]}
    assert made.documents == [(TABLE, "row-access-policy", "be", body)]


def test_a_tag_lies_under_the_tag_above_it_or_under_its_taxonomy():
    taxonomy = {"name": TAG.partition("/policyTags/")[0], "displayName": "GDPR", "activatedPolicyTypes": ["FINE_GRAINED_ACCESS_CONTROL"]}
    assert Made("taxonomy", taxonomy, {"policy": {}}).resource.attribute("fine_grained") == "true"
    assert Made("taxonomy", {**taxonomy, "activatedPolicyTypes": []}).resource.attribute("fine_grained") == "false"
    top = Made("policy-tag", {"name": TAG, "displayName": "High"}, {"policy": READER})
    assert (top.resource.id, top.resource.parent) == (TAG_URI, TAG_URI.partition("/policyTags/")[0])
    assert Made("policy-tag", {"name": TAG + "0", "parentPolicyTag": TAG}).resource.parent == TAG_URI


def test_a_table_tells_the_names_of_its_columns_and_nothing_in_them():
    schema = {"fields": [{"name": "email"}, {"name": "proof", "fields": [{"name": "given_at"}]}]}
    table = {"tableReference": REFERENCE, "type": "TABLE", "schema": schema}
    assert Made("table", {"tableReference": REFERENCE}, {"table": table}).resource.attribute("columns") == "email, proof, proof.given_at"
    assert Made("table", {"tableReference": REFERENCE}).resource.attribute("columns") == ""


@pytest.mark.parametrize(("default", "days"), [("3024000000", "35"), ("", "")])
def test_a_dataset_tells_after_how_many_days_its_tables_go(default, days):
    body = {"datasetReference": {"datasetId": "crm"}} | ({"defaultTableExpirationMs": default} if default else {})
    assert Made("dataset", body, {"dataset": body}).resource.attribute("keeps_days") == days
