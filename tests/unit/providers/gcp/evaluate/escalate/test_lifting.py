"""Who could lift what is denied to him."""

from typing import Any

from providers.formula import TRUE
from providers.gcp.evaluate.entries import policy_entries
from providers.gcp.evaluate.escalate.lifting import lifting, unconstrained
from providers.gcp.evaluate.world import World
from tests.reference.gcp_worlds import facts

READ, P1 = "storage.objects.get", ("google://user/p01@shop.example", "policy")
DENY = {
    "folders/2": [{"deniedPrincipals": ["principalSet://goog/public:all"], "deniedPermissions": ["storage.googleapis.com/objects.get"]}]
}


def ways(can: str, deny: Any, permission: str = READ, *, granted: str = READ) -> list[str]:
    policies = {
        "organizations/1": [{"can": can, "members": ["user:p01@shop.example"]}],
        "gs://b": [{"can": granted, "members": ["group:crew@shop.example"]}],
    }
    world = World(
        facts({"resources": {"gs://b": {}}, "policies": policies, "deny": deny, "groups": {"crew@shop.example": ["user:p01@shop.example"]}})
    )
    chain = world.chain("gs://b")
    entries = [entry for name in chain for entry in policy_entries(world, name)]
    found = lifting(world, chain, entries, [permission])
    assert all(set(way.who) == {P1} for way in found)
    return [f"{way.permission}: {way.words}" for way in found]


def test_who_edits_or_deletes_the_policy_that_denies():
    assert ways("iam.denypolicies.update", DENY) == ["iam.denypolicies.update: could lift the deny policy of folder 2"]
    assert ways("iam.denypolicies.delete", DENY) == ["iam.denypolicies.delete: could lift the deny policy of folder 2"]
    assert ways("iam.denypolicies.get", DENY) == []


def test_only_what_is_granted_and_denied_can_be_had_so():
    assert ways("iam.denypolicies.update", {}) == []
    assert ways("iam.denypolicies.update", DENY, "storage.objects.list") == []
    assert ways("iam.denypolicies.update", DENY, granted="storage.objects.list") == []


def test_a_constraint_is_lifted_from_wherever_above():
    world = World(facts({"policies": {"organizations/1": [{"can": "orgpolicy.policy.set", "members": ["user:p01@shop.example"]}]}}))
    given = {P1: TRUE, ("google://user/p02@shop.example", "policy"): TRUE}
    assert unconstrained(world, world.chain("google://iam.googleapis.com/projects/p/serviceAccounts/s"), given) == {P1: TRUE}
    assert unconstrained(world, (), given) == {}
