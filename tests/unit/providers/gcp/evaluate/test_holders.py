"""Who holds a permission on something, after everything."""

from typing import Any

from providers.formula import TRUE, Atom, Not
from providers.gcp.evaluate.asked import nowhere
from providers.gcp.evaluate.entries import policy_entries
from providers.gcp.evaluate.holders import boundaries, denies, holding, misread_denies, unread_denies
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import HIERARCHY
from providers.holding import Holding, shared
from tests.reference.gcp_worlds import facts

READ = "storage.objects.get"
BUCKET = {"gs://b": {"uniform_access": "true"}}
P1 = ("google://user/p01@shop.example", "policy")
BOUNDARY = {
    "policy": {"name": "pab", "details": {"rules": [{"resources": ["//cloudresourcemanager.googleapis.com/projects/q"], "effect": "ALLOW"}], "enforcementVersion": "2"}},
    "binding": {"target": {"principalSet": "//cloudresourcemanager.googleapis.com/projects/p"}},
}  # fmt: skip


def held(permission: str = READ, **said: Any) -> Holding:
    world = World(facts({"resources": BUCKET, **said}))
    chain = world.chain("gs://b")
    return holding(world, (entry for name in chain for entry in policy_entries(world, name)), chain, permission, nowhere(world))


def binding(*members: str, can: str = READ) -> dict[str, Any]:
    return {"can": can, "members": list(members)}


def test_policies_add_up():
    assert held(policies={"gs://b": [binding("user:p01@shop.example")], "organizations/1": [binding("user:p01@shop.example")]}) == {
        P1: TRUE
    }
    assert held(policies={"gs://b": [binding("user:p01@shop.example", can="storage.objects.list")]}) == {}


def test_a_deny_that_was_not_read_makes_it_unknown():
    gap = {"surface": "deny-policies", "scope": "folders/2", "operation": "iam.policies.list"}
    (formula,) = held(policies={"gs://b": [binding("user:p01@shop.example")]}, gaps=[gap]).values()
    assert isinstance(formula, Atom)
    assert formula.gap
    assert "iam.policies.list" in formula.text


def test_a_principal_of_a_form_that_is_not_known_may_be_meant():
    rule = {"deniedPrincipals": ["newKind:someone"], "deniedPermissions": ["storage.googleapis.com/objects.get"]}
    (formula,) = held(policies={"gs://b": [binding("user:p01@shop.example")]}, deny={"projects/p": [rule]}).values()
    assert isinstance(formula, Not)
    assert formula.of.gap


def test_boundaries_keep_out_the_accounts_of_a_place():
    told = held(
        policies={"gs://b": [binding("serviceAccount:s@p.iam.gserviceaccount.com", "serviceAccount:t@q.iam.gserviceaccount.com")]},
        boundaries=[BOUNDARY],
    )
    assert set(told) == {("google://service-account/t@q.iam.gserviceaccount.com", "policy")}


def test_a_boundary_of_the_place_itself_lets_in():
    allowed = {**BOUNDARY["policy"], "details": {"rules": [{"resources": ["//cloudresourcemanager.googleapis.com/folders/2"], "effect": "ALLOW"}], "enforcementVersion": "2"}}  # fmt: skip
    told = held(policies={"gs://b": [binding("serviceAccount:s@p.iam.gserviceaccount.com")]}, boundaries=[{**BOUNDARY, "policy": allowed}])
    assert list(told.values()) == [TRUE]


def test_a_boundary_or_deny_that_is_not_understood():
    world = World(facts({"resources": BUCKET, "boundaries": [{"policy": 5}], "raw": {"projects/p": {"deny-policy": {"rules": 5}}}}))
    assert boundaries(world) == ()
    chain = world.chain("gs://b")
    assert denies(world, chain) == ()
    assert (
        [gap.scope for gap in misread_denies(world, chain)]
        == [gap.scope for gap in unread_denies(world, chain)]
        == [f"{HIERARCHY}projects/p"]
    )


def test_who_is_in_two_holdings():
    world = World(facts({"groups": {"crew@shop.example": ["user:p01@shop.example"]}}))
    crew, people = {("google://group/crew@shop.example", ""): TRUE}, {P1: TRUE, ("google://user/p02@shop.example", "policy"): TRUE}
    assert shared(world, people, crew) == {P1: TRUE}
    assert shared(world, crew, {P1: Atom("mfa")}) == {("google://user/p01@shop.example", ""): Atom("mfa")}
