from providers.sandbox.google.world import Raw
from tests.unit.providers.gcp.conftest import coverage, documents, gaps, resource
from tests.unit.providers.gcp.worlds import PROJECT, binding, policy


def test_objects_lists_are_read_when_the_settings_ask_for_them(gcp):
    facts = gcp.collect(object_acls=True)
    assert resource(facts, "gs://old").attribute("object_acls") == "read"
    assert documents(facts, "gs://old/0.pdf") == [{"items": [{"entity": "user-an@kanaal.example", "role": "READER"}]}]
    assert coverage(facts, "storage") == {PROJECT: "complete", "gs://old": "complete"}


def test_otherwise_a_bucket_without_uniform_access_is_dark(gcp):
    facts = gcp.collect()
    (gap,) = gaps(facts, "storage")
    assert (gap.scope, gap.operation) == ("gs://old", "storage.v1:objects.list")
    assert "object_acls" in gap.reason
    assert gcp.calls("storage.v1", "objects.list") == []
    assert coverage(facts, "storage") == {PROJECT: "complete", "gs://old": "partial"}


def test_objects_that_can_not_be_listed(gcp):
    gcp.server.withdraw_permission("storage.objects.list")
    facts = gcp.collect(object_acls=True)
    (gap,) = gaps(facts, "storage")
    assert (gap.scope, gap.missing_permission) == ("gs://old", "storage.objects.list")
    assert resource(facts, "gs://old").attribute("object_acls") == ""


def test_buckets_that_can_not_be_listed(gcp):
    gcp.server.withdraw_permission("storage.buckets.list")
    facts = gcp.collect()
    (gap,) = gaps(facts, "storage")
    assert (gap.scope, gap.missing_permission) == (PROJECT, "storage.buckets.list")
    assert coverage(facts, "storage") == {PROJECT: "denied"}


def test_managed_folders_have_policies_of_their_own(gcp):
    assert len(documents(gcp.collect(), "gs://orders/hr/", "allow-policy")) == 1
    gcp.server.withdraw_permission("storage.managedFolders.list")
    assert {gap.scope for gap in gaps(gcp.collect(object_acls=True), "storage")} == {"gs://orders"}


def test_a_folder_whose_policy_is_denied_is_still_there(gcp):
    gcp.server.withdraw_permission("storage.managedFolders.getIamPolicy")
    facts = gcp.collect(object_acls=True)
    assert resource(facts, "gs://orders/hr/").kind == "managed-folder"
    assert {gap.scope for gap in gaps(facts, "storage")} == {"gs://orders/hr/"}


def test_a_bucket_of_another_form_than_documented_is_a_gap_and_the_others_stand(gcp):
    gcp.world.buckets["zz"] = Raw({"name": "zz", "projectNumber": "300", "iamConfiguration": {"uniformBucketLevelAccess": []}})
    gcp.world.policies["//storage.googleapis.com/projects/_/buckets/zz"] = policy(binding("roles/viewer", "allUsers"))
    gcp.broken = True
    facts = gcp.collect(object_acls=True)
    assert resource(facts, "gs://orders").name == "orders"
    assert resource(facts, "gs://zz").attribute("uniform_access") == "false"
    assert len(documents(facts, "gs://zz", "allow-policy")) == 1
