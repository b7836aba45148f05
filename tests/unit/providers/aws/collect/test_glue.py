import json

from tests.unit.providers.aws.conftest import ACCOUNT, REGION
from tests.unit.providers.aws.worlds import bodies, resource, resource_policy

HERE = f"aws://{ACCOUNT}/glue/{REGION}"


def test_the_catalogue_and_who_is_let_in(aws):
    policy = resource_policy("glue:GetTable")
    aws.client("glue").put_resource_policy(PolicyInJson=json.dumps(policy))
    facts = aws.collect()
    assert resource(facts, f"{HERE}/catalog").kind == "glue-catalog"
    assert bodies(facts, f"{HERE}/catalog", "resource") == [policy]
    assert list(facts.gaps()) == []


def test_a_denied_policy_is_a_gap_on_the_catalogue(aws):
    aws.deny("glue:GetResourcePolicy")
    assert [(gap.scope, gap.missing_permission) for gap in aws.collect().gaps()] == [(f"{HERE}/catalog", "glue:GetResourcePolicy")]


def test_a_table_tells_its_columns_and_where_its_data_lie(aws):
    glue = aws.client("glue")
    glue.create_database(DatabaseInput={"Name": "crm"})
    stored = {
        "Columns": [{"Name": "email", "Type": "string"}, {"Name": "given_at", "Type": "timestamp"}],
        "Location": "s3a://shop/consents/",
    }
    glue.create_table(DatabaseName="crm", TableInput={"Name": "consents", "StorageDescriptor": stored, "PartitionKeys": [{"Name": "year"}]})
    glue.create_table(DatabaseName="crm", TableInput={"Name": "elsewhere", "StorageDescriptor": {"Location": "jdbc:x"}})
    facts = aws.collect()
    table = resource(facts, f"{HERE}/table/crm/consents")
    assert (table.kind, table.name) == ("glue-table", "consents")
    assert (table.attribute("columns"), table.attribute("data_at")) == ("email, given_at, year", "s3://shop/consents")
    elsewhere = resource(facts, f"{HERE}/table/crm/elsewhere")
    assert (elsewhere.attribute("columns"), elsewhere.attribute("data_at")) == ("", "")
    assert list(facts.gaps()) == []


def test_tables_that_may_not_be_listed_darken_the_catalogue_alone(aws):
    aws.client("glue").create_database(DatabaseInput={"Name": "crm"})
    aws.deny("glue:GetTables")
    assert [(gap.scope, gap.missing_permission) for gap in aws.collect().gaps()] == [(f"{HERE}/catalog", "glue:GetTables")]
