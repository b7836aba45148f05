import pytest

from tests.unit.providers.sandbox.google.worlds import cloud, ids, refusal

CONDITION = {"title": "t", "expression": "true"}
ACCESS = [
    {"role": "READER", "userByEmail": "p01@kanaal.example", "condition": CONDITION},
    {"view": {"projectId": "shop", "datasetId": "v", "tableId": "t"}},
]
DATASET = {"projectId": "shop", "datasetId": "orders"}
ORDERS = "projects/shop/datasets/orders"


@pytest.fixture
def bigquery(clouds):
    world = clouds.world
    world.datasets = {
        "shop:orders": {
            "id": "shop:orders",
            "datasetReference": {"projectId": "shop", "datasetId": "orders"},
            "access": ACCESS,
            "description": "x",
        },
        "shop:_hidden": {"id": "shop:_hidden", "datasetReference": {"projectId": "shop", "datasetId": "_hidden"}},
        "old:x": {"id": "old:x"},
    }
    world.tables["shop:orders"] = [{"tableReference": {**DATASET, "tableId": "t"}, "schema": {"fields": [{"name": "a", "type": "STRING"}]}}]
    world.routines["shop:orders"] = [{"routineReference": {**DATASET, "routineId": "f"}, "routineType": "SCALAR_FUNCTION"}]
    world.row_policies["shop:orders.t"] = [
        {"rowAccessPolicyReference": {**DATASET, "tableId": "t", "policyId": "eu"}, "grantees": ["user:a@b.example"]}
    ]
    world.policies[f"//bigquery.googleapis.com/{ORDERS}/tables/t/rowAccessPolicies/eu"] = {
        "bindings": [{"role": "roles/bigquery.filteredDataViewer", "members": ["user:a@b.example"]}]
    }
    return cloud(clouds, "bigquery.v2")


def test_datasets_in_part_and_whole(bigquery):
    datasets = bigquery.datasets()
    (listed,) = datasets.list(projectId="shop").execute()["datasets"]
    assert set(listed) == {"kind", "id", "datasetReference"}
    assert ids(datasets.list(projectId="30", all=True).execute()["datasets"]) == ["shop:orders", "shop:_hidden"]
    assert refusal(datasets.list(projectId="none"))[0] == 404
    assert refusal(datasets.get(projectId="shop", datasetId="none"))[0] == 404
    assert len(bigquery.projects().list().execute()["projects"]) == 2


def test_a_condition_needs_version_three(bigquery):
    get = bigquery.datasets().get
    assert get(**DATASET, accessPolicyVersion=3).execute()["access"] == ACCESS
    entry, view = get(**DATASET).execute()["access"]
    assert (entry["role"].startswith("READER_withcond_"), "condition" in entry, view) == (True, False, ACCESS[1])
    assert "access" not in get(**DATASET, datasetView="METADATA").execute()
    assert refusal(get(**DATASET, accessPolicyVersion=2))[0] == 400


def test_what_goes_without_a_word(bigquery, clouds):
    clouds.withdraw_permission("bigquery.datasets.getIamPolicy", "orders")
    assert "access" not in bigquery.datasets().get(**DATASET).execute()
    clouds.withdraw_permission("bigquery.datasets.get", "orders")
    assert bigquery.datasets().list(projectId="shop").execute() == {"kind": "bigquery#datasetList"}
    clouds.disable("bigquery.googleapis.com", "shop")
    assert refusal(bigquery.datasets().list(projectId="shop"))[1] == "accessNotConfigured"


def test_tables_routines_and_rows(bigquery):
    (table,) = bigquery.tables().list(**DATASET).execute()["tables"]
    assert "schema" not in table
    assert "schema" in bigquery.tables().get(**DATASET, tableId="t").execute()
    assert refusal(bigquery.tables().get(**DATASET, tableId="none"))[0] == 404
    assert len(bigquery.routines().list(**DATASET).execute()["routines"]) == 1
    assert bigquery.routines().get(**DATASET, routineId="f").execute()["routineType"] == "SCALAR_FUNCTION"
    assert refusal(bigquery.routines().get(**DATASET, routineId="none"))[0] == 404
    (rows,) = bigquery.rowAccessPolicies().list(**DATASET, tableId="t").execute()["rowAccessPolicies"]
    assert "grantees" not in rows
    assert bigquery.rowAccessPolicies().getIamPolicy(resource=f"{ORDERS}/tables/t/rowAccessPolicies/eu").execute()["bindings"]
    assert bigquery.tables().getIamPolicy(resource=f"{ORDERS}/tables/t").execute() == {"etag": "ACAB"}
    assert refusal(bigquery.tables().getIamPolicy(resource="projects/shop/datasets/none/tables/t"))[0] == 404


def test_rows_themselves_are_never_there(bigquery):
    assert refusal(bigquery.tabledata().list(**DATASET, tableId="t"))[0] == 403
