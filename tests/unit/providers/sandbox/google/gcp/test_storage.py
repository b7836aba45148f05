import pytest

from tests.unit.providers.sandbox.google.worlds import cloud, ids, refusal

UNIFORM = {"uniformBucketLevelAccess": {"enabled": True}}
ACL = [{"entity": "allUsers", "role": "READER"}]
POLICY = {"version": 3, "bindings": [{"role": "r", "members": ["allUsers"], "condition": {"title": "t", "expression": "true"}}]}


@pytest.fixture
def storage(clouds):
    world = clouds.world
    world.buckets = {
        "old": {"name": "old", "projectNumber": "30", "acl": ACL, "defaultObjectAcl": ACL, "owner": {"entity": "x"}},
        "new": {"name": "new", "projectNumber": "30", "iamConfiguration": UNIFORM, "acl": ACL},
        "else": {"name": "else", "projectNumber": "31"},
    }
    world.objects["old"] = [{"name": "a/b", "bucket": "old", "acl": ACL}, {"name": "c", "bucket": "old"}]
    world.managed_folders["new"] = [{"name": "a/", "bucket": "new"}]
    world.policies |= {
        "//storage.googleapis.com/projects/_/buckets/new": POLICY,
        "//storage.googleapis.com/projects/_/buckets/new/managedFolders/a/": POLICY,
    }
    return cloud(clouds, "storage.v1")


def test_buckets_of_a_project(storage):
    for project in ("shop", "30"):
        assert ids(storage.buckets().list(project=project).execute()["items"], "name") == ["old", "new"]
    assert ids(storage.buckets().list(project="shop", prefix="n").execute()["items"], "name") == ["new"]
    assert refusal(storage.buckets().list(project="none"))[0] == 400
    assert storage.buckets().get(bucket="new").execute()["kind"] == "storage#bucket"
    assert refusal(storage.buckets().get(bucket="none")) == (404, "notFound")


def test_lists_are_told_when_asked_for_and_where_they_count(storage, clouds):
    assert "acl" not in storage.buckets().list(project="shop").execute()["items"][0]
    old, new = storage.buckets().list(project="shop", projection="full").execute()["items"]
    assert ("acl" in old, "acl" in new) == (True, False)
    clouds.withdraw_permission("storage.buckets.getIamPolicy", "old")
    assert "acl" not in storage.buckets().list(project="shop", projection="full").execute()["items"][0]  # without a word


def test_policies_with_a_condition_need_version_three(storage):
    buckets = storage.buckets()
    assert buckets.getIamPolicy(bucket="new", optionsRequestedPolicyVersion=3).execute()["bindings"][0]["condition"]
    assert refusal(buckets.getIamPolicy(bucket="new"))[0] == 400
    assert refusal(buckets.getIamPolicy(bucket="new", optionsRequestedPolicyVersion=2))[0] == 400
    assert buckets.getIamPolicy(bucket="old").execute() == {
        "kind": "storage#policy",
        "resourceId": "projects/_/buckets/old",
        "etag": "ACAB",
    }


def test_managed_folders(storage):
    folders = storage.managedFolders()
    assert ids(folders.list(bucket="new").execute()["items"], "name") == ["a/"]
    assert folders.getIamPolicy(bucket="new", managedFolder="a/", optionsRequestedPolicyVersion=3).execute()["bindings"]
    assert refusal(folders.getIamPolicy(bucket="new", managedFolder="none/"))[0] == 404


def test_access_control_lists(storage):
    assert len(storage.bucketAccessControls().list(bucket="old").execute()["items"]) == 1
    assert len(storage.defaultObjectAccessControls().list(bucket="old").execute()["items"]) == 1
    assert len(storage.objectAccessControls().list(bucket="old", object="a/b").execute()["items"]) == 1
    assert refusal(storage.bucketAccessControls().list(bucket="new"))[0] == 400
    assert refusal(storage.objectAccessControls().list(bucket="old", object="none"))[0] == 404


def test_objects(storage, clouds):
    objects = storage.objects()
    assert [("acl" in each) for each in objects.list(bucket="old").execute()["items"]] == [False, False]
    assert [("acl" in each) for each in objects.list(bucket="old", projection="full").execute()["items"]] == [True, False]
    assert ids(objects.list(bucket="old", prefix="a/").execute()["items"], "name") == ["a/b"]
    assert refusal(objects.list(bucket="old", delimiter="/"))[0] == 400
    clouds.withdraw_permission("storage.objects.getIamPolicy")
    assert refusal(objects.list(bucket="old", projection="full"))[0] == 403
    objects.list(bucket="old").execute()
