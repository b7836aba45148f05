"""The whole of it: facts in, who reaches each location and who can act as whom out."""

from audit.model.facts import MembershipKind
from policies.locations import Location
from providers.gcp.evaluate import acls, explain
from tests.reference.gcp_worlds import facts

WORLD = {
    "resources": {"gs://b": {"uniform_access": "true"}, "sa/s": {}},
    "policies": {
        "gs://b": [{"role": "roles/storage.objectViewer", "members": ["serviceAccount:s@p.iam.gserviceaccount.com"]}],
        "sa/s": [{"role": "roles/iam.serviceAccountTokenCreator", "members": ["user:p01@shop.example"]}],
    },
}


def test_each_location_has_its_resources_and_steps_are_said_once():
    found = acls(
        facts(WORLD), [Location("google", "", "gs://b/*"), Location("google", "", "gs://b/a/*"), Location("google", "", "gs://c/*")]
    )
    assert [(acl.location.pattern, acl.resource) for acl in found.acls] == [("gs://b/*", "gs://b"), ("gs://b/a/*", "gs://b")]
    assert [one.kind for one in found.memberships] == [MembershipKind.IMPERSONATE]
    assert found.gaps == ()


def test_facts_of_other_providers_are_let_alone():
    assert acls(facts({}), [Location("google", "", "*")]).acls == ()
    assert explain(facts({}), []) == ()
