"""Who could give himself permissions on everything below a place."""

from typing import Any

from providers.gcp.evaluate.escalate.granting import granting, held_at
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import HIERARCHY
from tests.reference.gcp_worlds import facts

P = f"{HIERARCHY}projects/p"


def ways(**policies: Any) -> list[tuple[str, str, set[str]]]:
    world = World(
        facts({"policies": {name.replace("_", "/"): rows for name, rows in policies.items()}, "roles": {"projects/p/roles/own": "a.b.c"}})
    )
    return [(way.permission, way.words, {who.rpartition("/")[2] for who, _ in way.who}) for way in granting(world, world.chain(P))]


def test_by_the_policy_of_a_place():
    found = ways(projects_p=[{"can": "resourcemanager.projects.setIamPolicy", "members": ["user:p01@shop.example"]}])
    assert found == [("resourcemanager.projects.setIamPolicy", "could edit the policy of project p", {"p01@shop.example"})]


def test_by_a_role_that_he_has():
    rows = [{"role": "projects/p/roles/own", "members": ["user:p01@shop.example", "user:p02@shop.example"]}]
    editor = {"can": "iam.roles.update", "members": ["user:p01@shop.example", "user:p03@shop.example"]}
    assert ways(projects_p=[*rows, editor]) == [
        ("iam.roles.update", "could edit projects/p/roles/own, which it has on project p", {"p01@shop.example"})
    ]


def test_a_predefined_role_can_not_be_edited():
    rows = [
        {"role": "roles/viewer", "members": ["user:p01@shop.example"]},
        {"can": "iam.roles.update", "members": ["user:p01@shop.example"]},
    ]
    assert ways(projects_p=rows) == []


def test_rights_are_inherited_upwards_alone():
    world = World(facts({"policies": {"folders/2": [{"can": "x.y.z", "members": ["user:p01@shop.example"]}]}}))
    assert len(held_at(world, P, "x.y.z")) == 1
    assert held_at(world, f"{HIERARCHY}projects/q", "x.y.z") == held_at(world, f"{HIERARCHY}organizations/1", "x.y.z") == {}
