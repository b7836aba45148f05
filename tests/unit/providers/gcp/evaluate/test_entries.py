"""The ways in to a resource."""

import json

import pytest

from providers.formula import FALSE, TRUE, Atom
from providers.gcp.evaluate.asked import nowhere
from providers.gcp.evaluate.entries import basic_roles, misread, named, policy_entries, tells_apart, unread_roles
from providers.gcp.evaluate.world import World
from providers.gcp.kinds import HIERARCHY
from tests.reference.gcp_worlds import facts

P = f"{HIERARCHY}projects/p"


def test_a_binding_is_an_entry_with_its_role_and_its_text():
    world = World(
        facts(
            {
                "policies": {
                    "gs://b": [{"role": "roles/storage.legacyObjectReader", "members": ["user:p01@shop.example", "group:c@shop.example"]}]
                }
            }
        )
    )
    (entry,) = policy_entries(world, "gs://b")
    assert entry.principals == ("google://user/p01@shop.example", "google://group/c@shop.example")
    assert entry.permissions == {"storage.objects.get"}
    assert entry.because == "roles/storage.legacyObjectReader on gs://b"
    assert json.loads(entry.evidence)["members"] == ["user:p01@shop.example", "group:c@shop.example"]
    asking = nowhere(world).asking
    assert (entry.gives("storage.objects.get", asking), entry.gives("storage.objects.list", asking)) == (TRUE, FALSE)


def test_a_role_that_was_not_read_gives_what_nobody_knows():
    world = World(
        facts({"unread_roles": ["projects/p/roles/x"], "policies": {"gs://b": [{"role": "projects/p/roles/x", "members": ["allUsers"]}]}})
    )
    (entry,) = policy_entries(world, "gs://b")
    told = entry.gives("storage.objects.get", nowhere(world).asking)
    assert isinstance(told, Atom)
    assert told.gap
    assert [gap.scope for gap in unread_roles(world, "gs://b")] == ["google://iam.googleapis.com/projects/p/roles/x"]


def test_convenience_values_are_whoever_has_the_basic_role():
    told = {
        "gs://b": [{"role": "roles/storage.objectViewer", "members": ["projectViewer:p"]}],
        "projects/p": [{"role": "roles/viewer", "members": ["user:p01@shop.example"]}],
        "folders/2": [
            {"role": "roles/viewer", "members": ["user:p02@shop.example"]},
            {"role": "roles/owner", "members": ["user:p03@shop.example"]},
        ],
    }
    world = World(facts({"policies": told}))
    entries = policy_entries(world, "gs://b")
    assert [entry.principals for entry in entries] == [("google://user/p01@shop.example",), ("google://user/p02@shop.example",)]
    assert entries[0].because == "roles/storage.objectViewer on gs://b, given to projectViewer:p: roles/viewer on project p"
    assert len(basic_roles(world, P, "roles/owner")) == 1


def test_on_a_project_itself_they_stay_what_they_are():
    world = World(facts({"policies": {"projects/p": [{"role": "roles/viewer", "members": ["projectViewer:p"]}]}}))
    assert [entry.principals for entry in policy_entries(world, P)] == [("google://project-viewer/p",)]


def test_a_policy_that_is_not_understood_is_a_gap():
    world = World(facts({"raw": {"gs://b": {"allow-policy": {"bindings": 5}}}}))
    assert policy_entries(world, "gs://b") == ()
    assert [(gap.scope, gap.operation) for gap in misread(world, "gs://b")] == [("gs://b", "parse allow-policy")]


def test_which_policies_tell_resources_apart():
    told = {
        "gs://b": [{"can": "storage.objects.get", "members": ["allUsers"], "if": "resource.name == 'x'"}],
        "gs://c": [{"can": "storage.objects.get", "members": ["allUsers"], "if": "request.time < timestamp('2027-01-01T00:00:00Z')"}],
    }
    world = World(facts({"policies": told}))
    assert tells_apart(world, "gs://b")
    assert not tells_apart(world, "gs://c")


@pytest.mark.parametrize(
    ("holder", "expected"),
    [
        (P, "project p"),
        (f"{HIERARCHY}folders/2", "folder 2"),
        ("gs://b", "gs://b"),
        ("google://secretmanager.googleapis.com/projects/p/secrets/s", "secrets/s"),
    ],
)
def test_a_holder_as_people_name_it(holder: str, expected: str):
    assert named(holder) == expected
