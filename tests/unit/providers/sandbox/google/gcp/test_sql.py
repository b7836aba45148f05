import pytest

from tests.unit.providers.sandbox.google.worlds import cloud, ids, refusal


@pytest.mark.parametrize("api", ["sqladmin.v1", "sqladmin.v1beta4"])
def test_instances_and_their_users(clouds, api):
    clouds.world.sql_instances["shop"] = [{"name": "main", "databaseVersion": "POSTGRES_16"}]
    clouds.world.sql_users["shop:main"] = [{"name": "p01@kanaal.example", "type": "CLOUD_IAM_USER"}]
    service = cloud(clouds, api)
    for project in ("shop", "30"):
        assert ids(service.instances().list(project=project).execute()["items"], "name") == ["main"]
        assert ids(service.users().list(project=project, instance="main").execute()["items"], "name") == ["p01@kanaal.example"]
    assert service.instances().get(project="shop", instance="main").execute()["kind"] == "sql#instance"
    assert refusal(service.users().list(project="shop", instance="none"))[0] == 404
    assert refusal(service.instances().list(project="shop", filter="x"))[0] == 400
    clouds.withdraw_permission("cloudsql.users.list", "projects/shop")
    assert refusal(service.users().list(project="shop", instance="main"))[0] == 403
