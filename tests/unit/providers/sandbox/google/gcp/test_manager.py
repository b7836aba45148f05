from tests.unit.providers.sandbox.google.worlds import cloud, ids, refusal


def manager(clouds):
    return cloud(clouds, "cloudresourcemanager.v3")


def test_from_the_top_down(clouds):
    service = manager(clouds)
    assert ids(service.organizations().search().execute()["organizations"], "name") == ["organizations/1"]
    assert ids(service.organizations().search(query="domain:kanaal.example").execute()["organizations"], "name") == ["organizations/1"]
    assert service.organizations().search(query="directoryCustomerId:C99").execute() == {}
    assert ids(service.folders().list(parent="organizations/1").execute()["folders"], "name") == ["folders/2"]
    assert ids(service.projects().list(parent="folders/2").execute()["projects"], "projectId") == ["shop"]
    assert ids(service.projects().list(parent="folders/2", showDeleted=True).execute()["projects"], "projectId") == ["shop", "old"]
    assert refusal(service.projects().list())[0] == 400


def test_searches(clouds):
    projects = manager(clouds).projects()
    assert len(projects.search().execute()["projects"]) == 2
    assert ids(projects.search(query="parent:folders/2 state:ACTIVE").execute()["projects"], "projectId") == ["shop"]
    assert ids(projects.search(query='id="old"').execute()["projects"], "projectId") == ["old"]
    assert refusal(projects.search(query="colour:red"))[0] == 400


def test_a_search_leaves_out_without_a_word(clouds):
    clouds.withdraw_permission("resourcemanager.projects.get", "projects/shop")
    service = manager(clouds)
    assert ids(service.projects().search().execute()["projects"], "projectId") == ["old"]
    asked = {"permissions": ["resourcemanager.projects.get", "resourcemanager.projects.getIamPolicy"]}
    assert service.projects().testIamPermissions(resource="projects/30", body=asked).execute() == {"permissions": asked["permissions"][1:]}
    assert service.projects().testIamPermissions(resource="projects/none", body=asked).execute() == {}


def test_what_is_not_there_is_denied(clouds):
    service = manager(clouds)
    assert service.projects().get(name="projects/30").execute()["projectId"] == "shop"
    assert refusal(service.projects().get(name="projects/none")) == (403, "forbidden", "IAM_PERMISSION_DENIED")
    assert refusal(service.folders().getIamPolicy(resource="folders/9"))[0] == 403
    clouds.withdraw_permission("resourcemanager.folders.list", "organizations/1")
    assert refusal(service.folders().list(parent="organizations/1"))[0] == 403
