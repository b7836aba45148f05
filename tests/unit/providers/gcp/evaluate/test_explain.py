"""Why: the steps with what gives each. That every grant of every scenario has steps is tested with the scenarios."""

import json
from typing import Any

import pytest

from audit.model.reach import Path
from audit.ports import Asked
from policies.levels import Level
from policies.locations import Location
from providers.gcp.evaluate import explain
from tests.reference.gcp_worlds import facts

BUCKET = {"gs://b": {"uniform_access": "true"}}
P1, P2 = "google://user/p01@shop.example", "google://user/p02@shop.example"


def why(principal: str, level: Level, resource: str = "gs://b", **said: Any) -> Path:
    said = {"resources": BUCKET, **said}
    (path,) = explain(facts(said), [Asked(principal, level, Location("google", "", "*"), resource)])
    return path


def binding(*members: str, can: str = "storage.objects.get", **more: str) -> dict[str, Any]:
    return {"can": can, "members": list(members), **more}


def test_a_binding_on_the_resource():
    (step,) = why(P1, Level.READ, policies={"gs://b": [{"role": "roles/storage.objectViewer", "members": ["user:p01@shop.example"]}]})
    assert (step.kind, step.source, step.target) == ("grant", P1, "gs://b")
    assert step.because == "roles/storage.objectViewer on gs://b: storage.objects.get"
    assert json.loads(step.evidence) == {"role": "roles/storage.objectViewer", "members": ["user:p01@shop.example"]}


def test_one_that_is_inherited_names_where_it_lies():
    (step,) = why(P1, Level.READ, policies={"folders/2": [{"role": "roles/storage.objectViewer", "members": ["user:p01@shop.example"]}]})
    assert step.because == "roles/storage.objectViewer on folder 2, inherited by gs://b: storage.objects.get"


def test_one_without_a_condition_comes_first():
    rows = [binding("user:p01@shop.example", **{"if": "'x' in request.auth.access_levels"}), binding("user:p01@shop.example")]
    (step,) = why(P1, Level.READ, policies={"gs://b": rows})
    assert step.condition == ""
    (step,) = why(P1, Level.READ, policies={"gs://b": rows[:1]})
    assert step.condition == "access level x (x)"
    assert "condition" in step.evidence


def test_one_that_names_the_principal_comes_before_one_that_names_all():
    (step,) = why(P1, Level.READ, policies={"gs://b": [binding("allAuthenticatedUsers"), binding("user:p01@shop.example")]})
    assert json.loads(step.evidence)["members"] == ["user:p01@shop.example"]


def test_a_member_of_a_group_that_was_taken_apart():
    denied = {
        "deniedPrincipals": ["principal://goog/subject/p02@shop.example"],
        "deniedPermissions": ["storage.googleapis.com/objects.get"],
    }
    said = {
        "policies": {"gs://b": [binding("group:crew@shop.example")]},
        "groups": {"crew@shop.example": ["user:p01@shop.example", "user:p02@shop.example", "owner:p03@shop.example"]},
        "deny": {"projects/p": [denied]},
    }
    member, grant = why(P1, Level.READ, **said)
    assert (member.kind, member.source, member.target) == ("member", P1, "google://group/crew@shop.example")
    assert grant.source == member.target
    assert why(P2, Level.READ, **said) == ()
    owner, grant = why("google://user/p03@shop.example", Level.MANAGE, **said)
    assert (owner.kind, owner.target, grant.kind) == ("owner", "google://group/crew@shop.example", "grant")


def test_a_group_that_nobody_saw_and_by_which_somebody_could_let_himself_in():
    crew, instance = "google://group/crew@shop.example", "google://cloudsql.googleapis.com/projects/p/instances/i"
    said = {"resources": {instance: {"users": []}}, "unread_groups": ["crew@shop.example"]}
    rows = [binding("group:crew@shop.example", can="cloudsql.instances.login")]
    (grant,) = why(crew, Level.MANAGE, instance, policies={"projects/p": rows}, **said)
    assert (grant.kind, grant.source, grant.target) == ("grant", crew, instance)


def test_who_could_edit_the_project_s_policy():
    (step,) = why(
        P1, Level.MANAGE, policies={"projects/p": [binding("user:p01@shop.example", can="resourcemanager.projects.setIamPolicy")]}
    )
    assert step.kind == "escalate"
    assert step.because.startswith("could edit the policy of project p: roles/")
    assert json.loads(step.evidence)["members"] == ["user:p01@shop.example"]


def test_an_authorized_view():
    said = {
        "bigquery://p/d": {"access": [{"view": {"projectId": "p", "datasetId": "e", "tableId": "v"}}]},
        "bigquery://p/d/t": {},
        "bigquery://p/e": {"access": [{"role": "READER", "userByEmail": "p01@shop.example"}]},
        "bigquery://p/e/v": {"type": "VIEW"},
    }
    (step,) = why(P1, Level.READ, "bigquery://p/d/t", resources=said)
    assert step.because == "reads by the authorized view p.e.v"
    assert "tableId" in step.evidence
    assert step.condition == "only what the authorized view p.e.v shows"


@pytest.mark.parametrize(("principal", "resource"), [(P2, "gs://b"), (P1, "gs://unknown")])
def test_without_reach_there_are_no_steps(principal: str, resource: str):
    assert why(principal, Level.READ, resource, policies={"gs://b": [binding("user:p01@shop.example")]}) == ()
