from tests.unit.providers.gcp.conftest import documents, gaps, resource
from tests.unit.providers.gcp.worlds import CRM, ETL, POOL, PROJECT

SA = f"google://iam.googleapis.com/projects/shop-prod/serviceAccounts/{ETL}"


def test_a_users_key_counts_and_googles_does_not(gcp):
    assert resource(gcp.collect(), SA).attribute("active_keys") == "1"


def test_keys_that_can_not_be_listed(gcp):
    gcp.server.withdraw_permission("iam.serviceAccountKeys.list")
    facts = gcp.collect()
    (gap,) = gaps(facts, "service-accounts")
    assert (gap.scope, gap.missing_permission) == (SA, "iam.serviceAccountKeys.list")
    assert resource(facts, SA).attribute("active_keys") == ""


def test_service_accounts_that_can_not_be_listed(gcp):
    gcp.server.withdraw_permission("iam.serviceAccounts.list")
    (gap,) = gaps(gcp.collect(), "service-accounts")
    assert gap.scope == PROJECT


def test_workload_and_workforce_pools_tell_whom_they_trust(gcp):
    pool = "locations/global/workforcePools/staff"
    gcp.world.resources[f"//iam.googleapis.com/{pool}"] = {"name": pool, "parent": "organizations/1", "state": "ACTIVE"}
    provider = {"name": f"{pool}/providers/idp", "state": "ACTIVE", "oidc": {"issuerUri": "https://idp.example", "clientId": "x"}}
    gcp.world.resources[f"//iam.googleapis.com/{pool}/providers/idp"] = provider
    facts = gcp.collect()
    (workload,) = documents(facts, f"google://iam.googleapis.com/{POOL}")
    assert workload["attributeCondition"] == "assertion.repo == 'shop'"
    (workforce,) = documents(facts, f"google://iam.googleapis.com/{pool}")
    assert workforce["oidc"] == {"issuerUri": "https://idp.example"}


def test_pools_that_can_not_be_listed(gcp):
    gcp.server.withdraw_permission("iam.workforcePools.list")
    (gap,) = gaps(gcp.collect(), "identity-pools")
    assert (gap.scope, gap.missing_permission) == (f"{CRM}organizations/1", "iam.workforcePools.list")
