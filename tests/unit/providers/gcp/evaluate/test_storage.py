"""Cloud Storage beside IAM."""

from typing import Any

import pytest

from policies.locations import Location
from providers.formula import FALSE, TRUE, Atom, Formula
from providers.gcp.evaluate.storage import (
    enforced,
    lets_public_in,
    list_entries,
    lists_count,
    names_public,
    objects_with_lists,
    unread_lists,
)
from providers.gcp.evaluate.world import World
from tests.reference.gcp_worlds import facts

EVERYWHERE = Location("google", "bucket", "gs://b/*")
PREVENTION = "storage.publicAccessPrevention"


def world(said: dict[str, Any], **more: Any) -> World:
    return World(facts({"resources": {"gs://b": said, "gs://b/hr/": {}}, **more}))


@pytest.mark.parametrize(
    ("entity", "principal"),
    [
        ({"entity": "user-p01@shop.example"}, "google://user/p01@shop.example"),
        ({"entity": "user-s@p.iam.gserviceaccount.com"}, "google://service-account/s@p.iam.gserviceaccount.com"),
        ({"entity": "user-00b4", "email": "p01@shop.example"}, "google://user/p01@shop.example"),
        ({"entity": "group-crew@shop.example"}, "google://group/crew@shop.example"),
        ({"entity": "domain-shop.example", "domain": "shop.example"}, "google://domain/shop.example"),
        ({"entity": "allUsers"}, "everyone://public"),
        ({"entity": "allAuthenticatedUsers"}, "everyone://authenticated"),
        ({"entity": "project-owners-1001"}, "google://user/p09@shop.example"),
        ({"entity": "unheard-of"}, "google://member/unheard-of"),
    ],
)
def test_whom_a_row_means(entity: dict[str, str], principal: str):
    made = world(
        {"acl": [{**entity, "role": "READER"}]}, policies={"projects/p": [{"role": "roles/owner", "members": ["user:p09@shop.example"]}]}
    )
    (entry,) = list_entries(made, made.resources["gs://b"], EVERYWHERE)
    assert entry.principals == (principal,)


def test_a_role_that_is_not_known_gives_what_nobody_knows():
    made = world({"acl": [{"entity": "allUsers", "role": "STEWARD"}]})
    (entry,) = list_entries(made, made.resources["gs://b"], EVERYWHERE)
    assert entry.permissions is None


def test_lists_of_objects_count_in_their_location():
    made = world({"objects": {"a/1": [{"entity": "allUsers", "role": "READER"}]}})
    bucket = made.resources["gs://b"]
    assert objects_with_lists(made, "gs://b") == ("gs://b/a/1",)
    assert [entry.because for entry in list_entries(made, bucket, EVERYWHERE)] == [
        "an object's access control list (gs://b/a/1) gives READER"
    ]
    assert list(list_entries(made, bucket, Location("google", "bucket", "gs://b/c/*"))) == []
    assert list(list_entries(made, bucket, Location("google", "bucket", "gs://b/*", ("gs://b/a/*",)))) == []


def test_lists_count_without_uniform_access_alone():
    assert lists_count(world({}).resources["gs://b"])
    assert not lists_count(world({"uniform_access": "true"}).resources["gs://b"])
    assert not lists_count(world({}).resources["gs://b/hr/"])


def test_what_was_not_read_of_objects_is_told_once():
    told = {"gaps": [{"surface": "storage", "scope": "gs://b", "operation": "storage.v1:objects.list"}]}
    for made, count in (
        (world({}), 1),
        (world({}, **told), 0),
        (world({"object_acls": "read"}), 0),
        (world({"uniform_access": "true"}), 0),
    ):
        assert len(list(unread_lists(made, made.resources["gs://b"]))) == count


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({"rules": [{"enforce": True}]}, TRUE),
        ({"rules": [{"enforce": "TRUE"}]}, TRUE),
        ({"rules": [{"enforce": False}]}, FALSE),
        ({"reset": True, "rules": [{"enforce": True}]}, FALSE),
        ({}, FALSE),
        (
            {"rules": [{"enforce": True, "condition": {"expression": "resource.matchTag('1/env', 'prod')"}}]},
            Atom("the tag 1/env is prod", "the tag 1/env is not prod"),
        ),
    ],
)
def test_a_constraint_holds_as_its_rules_say(spec: dict[str, Any], expected: Formula):
    made = world({}, org_policies={"projects/p": {f"constraints/{PREVENTION}": spec}})
    assert enforced(made, "gs://b", PREVENTION, "it") == expected


def test_what_would_let_everybody_in():
    public = [{"entity": "allUsers", "role": "READER"}]
    assert names_public(world({"acl": public}), world({}).resources["gs://b"])
    assert not names_public(world({"uniform_access": "true", "acl": public}), world({"uniform_access": "true"}).resources["gs://b"])
    assert names_public(world({}, policies={"folders/2": [{"can": "a.b.c", "members": ["allUsers"]}]}), world({}).resources["gs://b/hr/"])
    assert not names_public(world({}), world({}).resources["gs://b"])


def test_the_public_is_let_in_unless_somebody_prevents_it():
    assert lets_public_in(world({}), world({}).resources["gs://b"]) is TRUE
    made = world({"public_access_prevention": "enforced"})
    assert lets_public_in(made, made.resources["gs://b"]) is FALSE
    assert lets_public_in(made, made.resources["gs://b/hr/"]) is FALSE
