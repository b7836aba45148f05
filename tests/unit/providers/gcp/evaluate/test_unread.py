"""What was not read, and which resources it leaves in the dark. The scenarios `gaps` have more."""

from typing import Any

import pytest

from audit.model.facts import Grant, Membership, MembershipKind
from policies.levels import Level
from providers.gcp.evaluate.unread import acting, darkening
from providers.gcp.evaluate.world import World
from tests.reference.gcp_worlds import facts

T = "bigquery://p/d/t"
S, OTHER = "google://service-account/s@p.iam.gserviceaccount.com", "google://service-account/t@q.iam.gserviceaccount.com"


def gap(surface: str, scope: str, operation: str = "list") -> dict[str, str]:
    return {"surface": surface, "scope": scope, "operation": operation}


@pytest.mark.parametrize(
    ("surface", "scope", "dark"),
    [
        ("storage", "gs://b", True),
        ("storage", "projects/p", True),
        ("storage", "projects/q", False),
        ("storage", "gs://c", False),
        ("secrets", "projects/p", False),
        ("resource-manager", "folders/2", True),
        ("resource-manager", "google://", False),
        ("deny-policies", "organizations/1", True),
        ("measures", "gs://b", False),
        ("identity-pools", "projects/p", False),
    ],
)
def test_a_gap_darkens_what_it_is_about(surface: str, scope: str, dark: bool):
    made = World(facts({"resources": {"gs://b": {"uniform_access": "true"}}, "gaps": [gap(surface, scope)]}))
    assert bool(darkening(made, made.resources["gs://b"])) is dark


@pytest.mark.parametrize(("member", "dark"), [("allUsers", True), ("user:p01@shop.example", False)])
def test_org_policies_are_about_buckets_that_let_everybody_in(member: str, dark: bool):
    policies = {"projects/p": [{"can": "a.b.c", "members": [member]}]}
    made = World(
        facts({"resources": {T: {"parent": "projects/p"}, "gs://b": {}}, "policies": policies, "gaps": [gap("org-policies", "projects/p")]})
    )
    assert darkening(made, made.resources[T]) == ()
    assert any(one.surface == "org-policies" for one in darkening(made, made.resources["gs://b"])) is dark


def test_a_policy_tag_that_was_not_read():
    tag = "google://datacatalog.googleapis.com/projects/p/locations/eu/taxonomies/4/policyTags/7"
    said: dict[str, Any] = {"resources": {"bigquery://p/d": {}, T: {"policy_tags": tag}}}
    made = World(facts(said))
    assert [one.scope for one in darkening(made, made.resources[T])] == [tag]
    said["resources"][tag] = {}
    made = World(facts({**said, "gaps": [gap("policy-tags", tag)]}))
    assert [one.operation for one in darkening(made, made.resources[T])] == ["list"]


@pytest.mark.parametrize(
    ("scope", "operation", "dark"),
    [
        ("sa/s", "iam.v1:projects.serviceAccounts.getIamPolicy", True),
        ("projects/p", "iam.v1:projects.serviceAccounts.list", True),
        ("google://", "read places", True),
        ("projects/q", "iam.v1:projects.serviceAccounts.list", True),  # an account of q can act as the one that has the grant
        ("sa/s", "iam.v1:projects.serviceAccounts.keys.list", False),
    ],
)
def test_who_acts_as_an_account_is_open_where_it_has_grants(scope: str, operation: str, dark: bool):
    made = World(facts({"resources": {"sa/s": {}}, "gaps": [gap("service-accounts", scope, operation)]}))
    steps = [Membership(OTHER, S, MembershipKind.IMPERSONATE)]
    assert bool(acting(made, steps, [Grant(S, Level.READ)])) is dark
    assert acting(made, steps, [Grant("google://user/p01@shop.example", Level.READ)]) == ()
