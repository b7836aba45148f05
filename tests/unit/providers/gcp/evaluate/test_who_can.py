"""All principals against the resources of a location. What each concept comes to is in the scenarios."""

from typing import Any

import pytest

from audit.model.facts import Grant, Verdict
from policies.levels import Level
from policies.locations import Location
from providers.gcp.evaluate.levels import On
from providers.gcp.evaluate.who_can import WhoCan
from providers.gcp.evaluate.world import World
from tests.reference.gcp_worlds import facts

EVERYTHING = Location("google", "", "*")
P1, P2 = "google://user/p01@shop.example", "google://user/p02@shop.example"
INSTANCE = "google://cloudsql.googleapis.com/projects/p/instances/i"
P3, CREW = "google://user/p03@shop.example", "google://group/crew@shop.example"


def asking(**said: Any) -> WhoCan:
    return WhoCan(World(facts(said)))


def found(made: WhoCan, pattern: str, kind: str = "", **more: Any) -> list[str]:
    return [acl.resource for acl in made.located(Location("google", kind, pattern, **more))]


def test_which_resources_a_location_names():
    inside = [
        "gs://b",
        "gs://b/hr/",
        "gs://c",
        "bigquery://p/d",
        "bigquery://p/d/t",
        "google://secretmanager.googleapis.com/projects/p/secrets/s",
    ]
    made = asking(resources={name: {} for name in (*inside, "sa/s")})
    assert found(made, "*") == sorted(inside)
    assert found(made, "gs://b/*") == ["gs://b", "gs://b/hr/"]
    assert found(made, "gs://b/hr/pay/*") == ["gs://b", "gs://b/hr/"]
    assert found(made, "gs://b/2026/*") == ["gs://b"]
    assert found(made, "gs://*/*") == ["gs://b", "gs://b/hr/", "gs://c"]
    assert found(made, "bigquery://p/d/*") == ["bigquery://p/d", "bigquery://p/d/t"]
    assert found(made, "*", "secret") == [inside[-1]]
    assert found(made, "gs://nothing/*") == []


def test_tags_are_those_of_what_holds_it_too():
    made = asking(
        resources={"bigquery://p/d": {"labels": {"data": "orders"}}, "bigquery://p/d/t": {}, "gs://b": {"labels": {"data": "other"}}}
    )
    assert found(made, "*", tags=(("data", "orders"),)) == ["bigquery://p/d", "bigquery://p/d/t"]


def test_a_grant_says_what_it_came_through():
    said = {
        "resources": {"gs://b": {"object_acls": "read", "acl": [{"entity": "user-p01@shop.example", "role": "READER"}]}},
        "policies": {"gs://b": [{"can": "storage.objects.get", "members": ["user:p01@shop.example"]}]},
    }
    (acl,) = asking(**said).located(EVERYTHING)
    assert acl.grants == {Grant(P1, Level.FIND, "acl"), Grant(P1, Level.READ, "policy")}


def test_buckets_with_the_same_policies_share_the_work():
    policies = {"projects/p": [{"can": "storage.objects.get", "members": ["user:p01@shop.example"]}]}
    made = asking(resources={"gs://b": {"uniform_access": "true"}, "gs://c": {"uniform_access": "true"}}, policies=policies)
    one, other = made.located(EVERYTHING)
    assert one.grants is other.grants
    told = {"gs://b": {"uniform_access": "true"}, "gs://c": {"uniform_access": "true", "public_access_prevention": "enforced"}}
    public = {"projects/p": [{"can": "storage.objects.get", "members": ["allUsers"]}]}
    assert [len(acl.grants) for acl in asking(resources=told, policies=public).located(EVERYTHING)] == [1, 0]


def test_a_condition_on_the_name_is_worked_out_for_each():
    condition = "resource.name.startsWith('projects/_/buckets/b/')"
    policies = {"projects/p": [{"can": "storage.objects.get", "members": ["user:p01@shop.example"], "if": condition}]}
    made = asking(resources={"gs://b": {"uniform_access": "true"}, "gs://c": {"uniform_access": "true"}}, policies=policies)
    assert [(acl.resource, len(acl.grants)) for acl in made.located(EVERYTHING)] == [("gs://b", 1), ("gs://c", 0)]


def test_a_dataset_with_tables_leaves_them_to_be_asked():
    with_one = asking(resources={"bigquery://p/d": {}, "bigquery://p/d/t": {}})
    without = asking(resources={"bigquery://p/d": {}})
    for made, expected in ((with_one, False), (without, True)):
        rules = made.rules(made.world.resources["bigquery://p/d"])
        assert any(rule.on is On.TABLES for rule in rules) is expected


def test_a_dataset_without_tables_is_read_as_if_it_had_some():
    policies = {"projects/p": [{"can": "bigquery.tables.getData", "members": ["user:p01@shop.example"]}]}
    (acl,) = asking(resources={"bigquery://p/d": {}}, policies=policies).located(EVERYTHING)
    assert acl.grants == {Grant(P1, Level.READ, "policy")}


def test_the_order_of_bindings_does_not_matter():
    rows = [{"can": "storage.objects.get", "members": [f"user:p0{at}@shop.example"]} for at in (1, 2)]
    first, second = (
        asking(resources={"gs://b": {"uniform_access": "true"}}, policies={"gs://b": order}).located(EVERYTHING)
        for order in (rows, rows[::-1])
    )
    assert next(iter(first)).grants == next(iter(second)).grants == {Grant(one, Level.READ, "policy") for one in (P1, P2)}


def crew(*, denied: Any = (), hidden: bool = False, **more: str) -> set[Grant]:
    """Who could join a group that is let in, where one of its members reaches the bucket anyhow."""
    rows = [
        {"can": "storage.objects.get", "members": ["group:crew@shop.example"], **more},
        {"can": "storage.objects.create", "members": ["user:p01@shop.example"]},
    ]
    members = {"groups": {"crew@shop.example": ["user:p01@shop.example", "owner:p03@shop.example"]}}
    deny = {"deny": {"projects/p": [denied]}} if denied else {}
    told = {"unread_groups": ["crew@shop.example"]} if hidden else members
    (acl,) = asking(resources={"gs://b": {"uniform_access": "true"}}, policies={"gs://b": rows}, **deny, **told).located(EVERYTHING)
    return {one for one in acl.grants if one.levels & Level.MANAGE}


def denying(*principals: str, spared: tuple[str, ...] = ()) -> dict[str, Any]:
    """A rule that keeps some from reading objects."""
    goog = {"deniedPrincipals": principals, "exceptionPrincipals": spared}
    return {
        **{key: [f"principal{'Set' if '/group/' in one else ''}://goog/{one.strip('/')}" for one in named] for key, named in goog.items()},
        "deniedPermissions": ["storage.googleapis.com/objects.get"],
    }


@pytest.mark.parametrize("hidden", [False, True])
def test_nobody_gains_by_joining_a_group_that_is_let_in_elsewhere(hidden):
    assert crew(hidden=hidden, **{"if": "resource.name.startsWith('projects/_/buckets/other/objects/')"}) == set()


@pytest.mark.parametrize("hidden", [False, True])
def test_nobody_gains_by_joining_a_group_that_is_denied_as_a_whole(hidden):
    assert crew(denied=denying("/group/crew@shop.example"), hidden=hidden) == set()


def test_somebody_who_is_spared_gains_by_joining_it():
    assert crew(denied=denying("/group/crew@shop.example", spared=("subject/p03@shop.example",))) == {Grant(P3, Level.MANAGE, "policy")}


def test_who_could_join_a_group_that_nobody_saw_is_not_known():
    said = {
        "resources": {INSTANCE: {"users": []}},
        "policies": {
            "projects/p": [
                {"can": "cloudsql.instances.login", "members": ["group:crew@shop.example"]},
                {"can": "cloudsql.instances.export", "members": ["user:p01@shop.example"]},
            ]
        },
    }
    read = {"groups": {"crew@shop.example": ["user:p01@shop.example", "owner:p03@shop.example"]}}
    (seen,) = asking(**said, **read).located(EVERYTHING)
    (unseen,) = asking(**said, unread_groups=["crew@shop.example"]).located(EVERYTHING)
    assert seen.grants - unseen.grants == {Grant(P3, Level.MANAGE, "policy")}
    assert unseen.grants - seen.grants == {
        Grant(CREW, Level.MANAGE, "policy", "who is in this group was not read", verdict=Verdict.UNKNOWN)
    }
