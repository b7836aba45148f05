import pytest

from providers.sandbox.google.world import Raw
from tests.unit.providers.gcp.conftest import coverage, documents, gaps, resource
from tests.unit.providers.gcp.worlds import PROJECT, TAXONOMY

DATASET = "bigquery://shop-prod/crm"
TAGS = f"google://datacatalog.googleapis.com/{TAXONOMY}"


def test_conditions_in_a_datasets_entries_come_along(gcp):
    condition = {"expression": "request.time < timestamp('2027-01-01T00:00:00Z')"}
    gcp.world.datasets["shop-prod:crm"]["access"][0]["condition"] = condition
    (body,) = documents(gcp.collect(), DATASET, "dataset-access")
    assert body["access"][0]["condition"] == condition
    assert body["access"][2]["view"]["tableId"] == "totals"


def test_the_inventorys_form_of_a_dataset_is_not_told_besides(gcp):
    assert documents(gcp.collect(), DATASET, "allow-policy") == []


def test_a_dataset_expires_when_each_of_its_tables_does(gcp):
    assert resource(gcp.collect(), DATASET).attribute("measure:table-expiration") == "false"
    gcp.world.tables["shop-prod:crm"][0]["expirationTime"] = "1893456000000"
    assert resource(gcp.collect(), DATASET).attribute("measure:table-expiration") == "true"
    gcp.server.withdraw_permission("bigquery.tables.list")
    assert resource(gcp.collect(), DATASET).attribute("measure:table-expiration") == ""


def test_hidden_datasets_are_read(gcp):
    reference = {"projectId": "shop-prod", "datasetId": "_hidden"}
    gcp.world.datasets["shop-prod:_hidden"] = {"id": "shop-prod:_hidden", "datasetReference": reference, "access": []}
    facts = gcp.collect()
    assert resource(facts, "bigquery://shop-prod/_hidden").kind == "dataset"
    assert gaps(facts, "bigquery") == []


def test_a_dataset_that_is_not_listed_and_that_the_inventory_knows_is_dark(gcp):
    gcp.server.fail("bigquery.v2", "datasets.list", status=403, reason="accessNotConfigured", metadata={"consumer": "projects/300"})
    (gap,) = gaps(gcp.collect(), "bigquery")
    assert (gap.scope, gap.missing_permission) == (DATASET, "bigquery.datasets.get")


@pytest.mark.parametrize(
    ("permission", "scope"),
    [
        ("bigquery.tables.list", DATASET),
        ("bigquery.tables.get", f"{DATASET}/customers"),
        ("bigquery.rowAccessPolicies.list", f"{DATASET}/customers"),
        ("bigquery.rowAccessPolicies.getIamPolicy", f"{DATASET}/customers"),
    ],
)
def test_what_is_denied_darkens_what_it_is_about(gcp, permission, scope):
    gcp.server.withdraw_permission(permission)
    facts = gcp.collect()
    assert (scope, permission) in {(gap.scope, gap.missing_permission) for gap in gaps(facts, "bigquery")}
    assert coverage(facts, "bigquery")[DATASET] in ("partial", "denied")


def test_datasets_that_are_left_out_in_silence_darken_the_project(gcp):
    for permission in ("bigquery.datasets.get", "cloudasset.assets.listIamPolicy", "cloudasset.assets.searchAllIamPolicies"):
        gcp.server.withdraw_permission(permission)
    facts = gcp.collect()
    assert [each for each in facts.resources() if each.kind == "dataset"] == []
    (gap,) = gaps(facts, "bigquery")
    assert (gap.scope, gap.operation, gap.missing_permission) == (PROJECT, "bigquery.v2:datasets.list", "bigquery.datasets.get")


def test_tags_on_columns_are_read_up_to_the_taxonomy(gcp):
    facts = gcp.collect()
    assert resource(facts, f"{DATASET}/customers").attribute("policy_tags") == f"{TAGS}/policyTags/6"
    assert resource(facts, f"{TAGS}/policyTags/6").parent == f"{TAGS}/policyTags/5"
    assert resource(facts, f"{TAGS}/policyTags/5").parent == TAGS
    assert (resource(facts, TAGS).parent, resource(facts, TAGS).attribute("fine_grained")) == (PROJECT, "true")
    assert len(documents(facts, f"{TAGS}/policyTags/5", "allow-policy")) == 1


def test_tags_that_nobody_uses_are_not_read(gcp):
    gcp.world.tables["shop-prod:crm"][0]["schema"] = {"fields": [{"name": "iban", "type": "STRING"}]}
    assert [each.kind for each in gcp.collect().resources() if each.kind in ("policy-tag", "taxonomy")] == []


def test_who_reads_a_guarded_column_is_dark_when_it_is_denied(gcp):
    gcp.server.withdraw_permission("datacatalog.taxonomies.getIamPolicy")
    assert {gap.scope for gap in gaps(gcp.collect(), "policy-tags")} == {TAGS, f"{TAGS}/policyTags/5", f"{TAGS}/policyTags/6"}


def test_a_schema_of_another_form_than_documented_is_a_gap(gcp):
    table = gcp.world.tables["shop-prod:crm"][0]
    gcp.world.tables["shop-prod:crm"][0] = Raw(table | {"schema": {"fields": ["iban"]}})
    gcp.broken = True
    facts = gcp.collect()
    assert [gap.operation for gap in gaps(facts, "bigquery")] == ["read table"]
    assert resource(facts, f"{DATASET}/recent").kind == "table"
