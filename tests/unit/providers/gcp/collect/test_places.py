from tests.unit.providers.gcp.conftest import coverage, documents, gaps, resource
from tests.unit.providers.gcp.worlds import CRM, PROJECT


def test_conditions_come_along(gcp):
    condition = {"title": "until", "expression": "request.time < timestamp('2027-01-01T00:00:00Z')"}
    held = gcp.world.policies["//cloudresourcemanager.googleapis.com/projects/shop-prod"]
    held["bindings"][0]["condition"] = condition
    (body,) = documents(gcp.collect(), PROJECT, "allow-policy")
    assert body["bindings"][0]["condition"] == condition


def test_deny_policies_come_with_their_rules(gcp):
    (body,) = documents(gcp.collect(), f"{CRM}folders/2", "deny-policy")
    assert body["rules"][0]["denyRule"]["deniedPermissions"] == ["storage.googleapis.com/objects.get"]
    gcp.server.withdraw_permission("iam.denypolicies.list")
    facts = gcp.collect()
    assert {(gap.scope, gap.missing_permission) for gap in gaps(facts, "deny-policies")} == {
        (f"{CRM}{name}", "iam.denypolicies.list") for name in ("organizations/1", "folders/2", "projects/shop-prod")
    }
    assert set(coverage(facts, "deny-policies").values()) == {"denied"}


def test_organisation_policies_as_they_come_out_in_a_project(gcp):
    facts = gcp.collect()
    bodies = {each.name: each for each in facts.attachments() if each.kind == "org-policy"}
    assert len(bodies) == 6
    assert resource(facts, "gs://orders").attribute("measure:block-public-access") == "true"


def test_one_gap_says_that_organisation_policies_can_not_be_read(gcp):
    gcp.server.withdraw_permission("orgpolicy.policy.get")
    facts = gcp.collect()
    (gap,) = gaps(facts, "org-policies")
    assert (gap.scope, gap.missing_permission) == (PROJECT, "orgpolicy.policy.get")
    assert len(gcp.calls("orgpolicy.v2", "projects.policies.getEffectivePolicy")) == 1
    assert resource(facts, "gs://orders").attribute("measure:block-public-access") == ""


def test_a_policy_that_its_own_api_does_not_give_is_taken_from_the_inventory_and_told(gcp):
    gcp.server.withdraw_permission("resourcemanager.projects.getIamPolicy")
    facts = gcp.collect()
    assert len(documents(facts, PROJECT, "allow-policy")) == 1
    (gap,) = gaps(facts, "resource-manager")
    assert (gap.scope, gap.missing_permission) == (PROJECT, "resourcemanager.projects.getIamPolicy")
