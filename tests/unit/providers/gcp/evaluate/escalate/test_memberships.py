"""Who can act as which service account. The scenarios `accounts` have every way."""

import json
from typing import Any

from audit.model.facts import Membership, MembershipKind, Verdict
from providers.gcp.evaluate.escalate.memberships import giving, memberships, taking
from providers.gcp.evaluate.escalate.ways import DEPLOYS, WAYS
from providers.gcp.evaluate.world import World
from tests.reference.gcp_worlds import facts, resource_id

P1 = "google://user/p01@shop.example"


def steps(**said: Any) -> list[Membership]:
    return list(memberships(World(facts({"resources": {"sa/s": {}}, **said}))))


def binding(can: str, *members: str) -> dict[str, Any]:
    return {"can": can, "members": list(members or ("user:p01@shop.example",))}


def test_each_way_gives_one_step_of_its_kind():
    for way in WAYS:
        (step,) = steps(policies={"projects/p": [binding(way.permission)]})
        assert (step.member, step.kind) == (P1, way.kind)
        assert step.because.startswith(way.words)


def test_whatever_starts_code_is_a_way_with_the_right_to_attach():
    for permission, words in DEPLOYS.items():
        (step,) = steps(policies={"projects/p": [binding(f"iam.serviceAccounts.actAs {permission}")]})
        assert (step.kind, step.because.partition(":")[0]) == (MembershipKind.ESCALATE, words)
        assert steps(policies={"projects/p": [binding(permission)]}) == []


def test_a_step_carries_the_binding_that_gives_it():
    (step,) = steps(policies={"sa/s": [binding("iam.serviceAccounts.getAccessToken")]})
    assert json.loads(step.evidence)["members"] == ["user:p01@shop.example"]


def test_of_two_ways_one_step_without_the_condition():
    conditional = binding("iam.serviceAccounts.getAccessToken") | {"if": "'x' in request.auth.access_levels"}
    (step,) = steps(policies={"sa/s": [conditional], "projects/p": [binding("iam.serviceAccounts.signBlob")]})
    assert (step.verdict, step.condition) == (Verdict.YES, "")


def test_who_acts_as_it_is_not_said_to_could_do_so():
    (step,) = steps(policies={"sa/s": [binding("iam.serviceAccounts.getAccessToken iam.serviceAccountKeys.create")]})
    assert step.kind is MembershipKind.IMPERSONATE


def test_an_account_is_no_step_to_itself():
    assert (
        steps(policies={"projects/p": [binding("iam.serviceAccounts.getAccessToken", "serviceAccount:s@p.iam.gserviceaccount.com")]}) == []
    )


def test_a_constraint_that_was_not_read_leaves_keys_unknown():
    gap = {"surface": "org-policies", "scope": "projects/p", "operation": "orgpolicy.v2:projects.policies.getEffectivePolicy"}
    (step,) = steps(policies={"sa/s": [binding("iam.serviceAccountKeys.create")]}, gaps=[gap])
    assert step.verdict is Verdict.UNKNOWN


def test_accounts_without_policies_share_the_work():
    world = World(facts({"resources": {"sa/s": {}, "sa/t": {}}, "policies": {"projects/p": [binding("iam.serviceAccounts.signJwt")]}}))
    one, other = (taking(world, world.resources[resource_id(name)]) for name in ("sa/s", "sa/t"))
    assert one is other


def test_the_binding_that_names_him_comes_before_one_that_names_a_set():
    rows = [binding("x.y.z", "domain:shop.example"), binding("x.y.z", "user:p01@shop.example")]
    world = World(facts({"policies": {"projects/p": rows}}))
    chain = world.chain(resource_id("projects/p"))
    found = giving(world, chain, "x.y.z", P1)
    assert found
    assert found.principals == (P1,)
    through = giving(world, chain, "x.y.z", "google://user/p02@shop.example")
    assert through
    assert through.principals == ("google://domain/shop.example",)
    assert giving(world, chain, "x.y.other", P1) is None
