from providers.gcp.collect.policies import Policies
from providers.gcp.collect.projects import Projects
from providers.gcp.collect.raw import Place
from tests.unit.providers.gcp.conftest import coverage, documents
from tests.unit.providers.gcp.worlds import CRM, ETL, binding, policy

SHOP = Place("projects/shop-prod", number="300")


def held() -> Policies:
    made = Policies(Projects.of([SHOP]))
    names = {
        "//storage.googleapis.com/orders": policy(binding("roles/viewer")),
        "//secretmanager.googleapis.com/projects/300/secrets/s": policy(binding("roles/x")),
        "//storage.googleapis.com/orders/managedFolders/hr/": policy(binding("roles/y")),
    }
    made.hold(names, [SHOP])
    return made


def test_policies_are_found_by_id_and_told_once():
    policies = held()
    assert policies.known("gs://orders") == policy(binding("roles/viewer"))
    policies.drop("gs://orders")
    assert [uri for uri, _ in policies.rest()] == ["google://secretmanager.googleapis.com/projects/shop-prod/secrets/s"]
    assert (policies.covers(SHOP), policies.covers(Place("projects/other"))) == (True, False)


def test_a_policy_that_the_inventory_does_not_hold_is_asked_for(gcp):
    gcp.collect()
    asked = {call.parameters["bucket"] for call in gcp.calls("storage.v1", "buckets.getIamPolicy")}
    assert asked == set()  # both buckets have one in the inventory
    gcp.world.policies.pop("//storage.googleapis.com/projects/_/buckets/orders")
    gcp.collect()
    assert {call.parameters["bucket"] for call in gcp.calls("storage.v1", "buckets.getIamPolicy")} == {"orders"}


def test_a_table_without_a_policy_in_the_inventory_has_none(gcp):
    facts = gcp.collect()
    assert documents(facts, "bigquery://shop-prod/crm/recent") == []
    assert gcp.calls("bigquery.v2", "tables.getIamPolicy") == []


def test_a_service_account_is_known_by_its_number_too(gcp):
    account = f"//iam.googleapis.com/projects/shop-prod/serviceAccounts/{ETL}"
    found = held()
    found.hold({"//iam.googleapis.com/projects/300/serviceAccounts/11": policy(binding("roles/z"))}, [])
    answers = found.ask(
        None, SHOP, f"google:{account}", "iam.v1", "x", alias="google://iam.googleapis.com/projects/shop-prod/serviceAccounts/11"
    )
    assert answers == {"policy": policy(binding("roles/z"))}


def test_half_a_list_is_not_taken_for_the_whole(gcp):
    for method in ("assets.list", "searchAllIamPolicies", "v1.searchAllIamPolicies"):
        gcp.server.fail("cloudasset.v1", method, status=500, reason="backendError")
    facts = gcp.collect()
    assert coverage(facts, "cloud-asset") == {f"{CRM}organizations/1": "partial"}
    assert len(documents(facts, "gs://orders", "allow-policy")) == 1
