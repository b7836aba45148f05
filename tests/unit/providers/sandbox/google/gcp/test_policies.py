from providers.sandbox.google.gcp.policies import conditional, without_condition
from tests.unit.providers.sandbox.google.worlds import CRM, cloud, refusal

CONDITION = {"title": "until", "expression": "request.time < timestamp('2027-01-01T00:00:00Z')"}
BOUND = {"role": "roles/viewer", "members": ["user:p01@kanaal.example"], "condition": CONDITION}
POINT = "cloudresourcemanager.googleapis.com%2Fprojects%2F{}"
DENY = {
    "name": "no-keys",
    "displayName": "no keys",
    "rules": [{"denyRule": {"deniedPermissions": ["iam.googleapis.com/serviceAccountKeys.create"]}}],
}


def test_a_condition_needs_version_three(clouds):
    clouds.world.policies[CRM + "projects/shop"] = {"version": 3, "etag": "BwXs", "bindings": [BOUND]}
    projects = cloud(clouds, "cloudresourcemanager.v3").projects()
    whole = projects.getIamPolicy(resource="projects/shop", body={"options": {"requestedPolicyVersion": 3}}).execute()
    assert whole["bindings"] == [BOUND]
    for options in ({}, {"options": {"requestedPolicyVersion": 1}}):
        (found,) = projects.getIamPolicy(resource="projects/30", body=options).execute()["bindings"]
        assert found["role"].startswith("roles/viewer_withcond_")
        assert "condition" not in found
    assert refusal(projects.getIamPolicy(resource="projects/shop", body={"options": {"requestedPolicyVersion": 4}}))[0] == 400


def test_no_policy_is_an_empty_one(clouds):
    assert cloud(clouds, "cloudresourcemanager.v3").folders().getIamPolicy(resource="folders/2").execute() == {"etag": "ACAB"}


def test_bindings():
    assert conditional({"bindings": [BOUND]})
    assert not conditional({})
    assert without_condition({"role": "r"}) == {"role": "r"}
    assert without_condition(BOUND) != without_condition({**BOUND, "condition": {**CONDITION, "title": "x"}})


def test_a_list_of_deny_policies_has_no_rules(clouds):
    clouds.world.deny_policies["cloudresourcemanager.googleapis.com/projects/shop"] = [DENY]
    policies = cloud(clouds, "iam.v2").policies()
    for project in ("shop", "30"):
        (listed,) = policies.listPolicies(parent=f"policies/{POINT.format(project)}/denypolicies").execute()["policies"]
        assert (listed["displayName"], "rules" in listed) == ("no keys", False)
        assert policies.get(name=listed["name"]).execute()["rules"] == DENY["rules"]
    assert "policies" not in policies.listPolicies(parent=f"policies/{POINT.format('old')}/denypolicies").execute()
    assert refusal(policies.get(name=f"policies/{POINT.format('shop')}/denypolicies/none"))[0] == 404
