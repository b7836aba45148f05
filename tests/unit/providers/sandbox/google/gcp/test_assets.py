import pytest

from tests.unit.providers.sandbox.google.worlds import CRM, cloud, ids, refusal

POLICY = {"bindings": [{"role": "roles/viewer", "members": ["allUsers"]}]}
ACCOUNT = "//iam.googleapis.com/projects/shop/serviceAccounts/"


@pytest.fixture
def assets(clouds):
    world = clouds.world
    world.resources[ACCOUNT + "etl@x.example"] = {"name": "etl", "email": "etl@x.example", "uniqueId": "555"}
    world.buckets["b"] = {"name": "b", "projectNumber": "30", "labels": {"data": "personal"}, "location": "EU"}
    world.datasets["shop:orders"] = {
        "access": [
            {"role": "READER", "specialGroup": "projectReaders"},
            {"role": "OWNER", "userByEmail": "etl@p.iam.gserviceaccount.com"},
            {"role": "roles/x", "iamMember": "allUsers"},
            {"role": "WRITER", "domain": "kanaal.example", "condition": {"title": "t", "expression": "true"}},
            {"role": "READER", "specialGroup": "allAuthenticatedUsers"},
            {"view": {"projectId": "shop", "datasetId": "v", "tableId": "t"}},
        ]
    }
    world.tables["shop:orders"] = [{"tableReference": {"tableId": "t"}}]
    world.sql_instances["shop"] = [{"name": "main"}]
    world.policies |= {
        CRM + "projects/shop": POLICY,
        "//storage.googleapis.com/projects/_/buckets/b": POLICY,
        ACCOUNT + "etl@x.example": POLICY,
        CRM + "organizations/1": {"bindings": []},
    }
    return cloud(clouds, "cloudasset.v1")


def test_who_is_let_in_where(assets):
    found = {each["resource"]: each for each in assets.v1().searchAllIamPolicies(scope="organizations/1").execute()["results"]}
    bucket = found["//storage.googleapis.com/b"]
    assert (bucket["assetType"], bucket["project"], bucket["folders"], bucket["organization"]) == (
        "storage.googleapis.com/Bucket",
        "projects/30",
        ["folders/2"],
        "organizations/1",
    )
    assert bucket["policy"] == POLICY
    assert set(found) == {
        CRM + "projects/30",
        "//storage.googleapis.com/b",
        ACCOUNT + "555",
        "//bigquery.googleapis.com/projects/shop/datasets/orders",
    }


def test_a_datasets_entries_are_bindings(assets):
    (found,) = assets.v1().searchAllIamPolicies(scope="projects/shop", assetTypes=["bigquery.*"]).execute()["results"]
    assert [(each["role"], each["members"][0], "condition" in each) for each in found["policy"]["bindings"]] == [
        ("roles/bigquery.dataViewer", "projectViewer:shop", False),
        ("roles/bigquery.dataOwner", "serviceAccount:etl@p.iam.gserviceaccount.com", False),
        ("roles/x", "allUsers", False),
        ("roles/bigquery.dataEditor", "domain:kanaal.example", True),
        ("roles/bigquery.dataViewer", "allAuthenticatedUsers", False),
    ]


def test_what_there_is(assets):
    found = assets.v1().searchAllResources(scope="projects/30").execute()["results"]
    assert len(found) == 6
    (bucket,) = assets.v1().searchAllResources(scope="projects/shop", assetTypes=["storage.googleapis.com/Bucket"]).execute()["results"]
    assert (bucket["displayName"], bucket["labels"], bucket["location"]) == ("b", {"data": "personal"}, "EU")
    assert assets.v1().searchAllResources(scope="folders/9").execute() == {}


def test_assets_with_their_content(assets):
    listed = assets.assets()
    with_policy = listed.list(parent="organizations/1", contentType="IAM_POLICY").execute()["assets"]
    assert len(with_policy) == 5
    assert {tuple(each["ancestors"]) for each in with_policy} == {("organizations/1",), ("projects/30", "folders/2", "organizations/1")}
    (bucket,) = listed.list(parent="projects/30", contentType="RESOURCE", assetTypes=["storage.*"]).execute()["assets"]
    assert bucket["resource"]["data"]["name"] == "b"
    assert set(ids(listed.list(parent="projects/old").execute()["assets"], "name")) == {CRM + "projects/31"}
    assert refusal(listed.list(parent="organizations/1", contentType="OS_INVENTORY"))[0] == 400


def test_what_is_not_served_or_not_allowed(assets, clouds):
    search = assets.v1()
    assert refusal(search.searchAllIamPolicies(scope="organizations/1", query="policy:x"))[0] == 400
    assert refusal(search.searchAllResources(scope="organizations/1", readMask="name"))[0] == 400
    clouds.withdraw_permission("cloudasset.assets.searchAllIamPolicies", "organizations/1")
    assert refusal(search.searchAllIamPolicies(scope="organizations/1"))[2] == "IAM_PERMISSION_DENIED"
    search.searchAllResources(scope="organizations/1").execute()
