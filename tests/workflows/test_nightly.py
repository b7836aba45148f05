"""The nightly workflow's own steps: the runs of the last night, how many nights there are, and what drifted told once."""

import json
from typing import Any

import pytest

from .conftest import COMPANY
from .forge import State
from .jobs import ACTION, ROOT, Runner, workflow

(JOB,) = workflow("toegang-nightly.yml")["jobs"].values()
STEPS = {step.get("name", step.get("id", "")): step for step in JOB["steps"]}
TELL = next(step for step in ACTION["runs"]["steps"] if step.get("name") == "Tell people")
INPUTS = {f"inputs.{name}": about.get("default", "") for name, about in ACTION["inputs"].items()} | {
    "inputs.post": "issue",
    "inputs.policy": "policy",
    "inputs.token": "the-token",
}
CONTEXTS = {"inputs.policy": "policy", "github.token": "the-token", "github.ref_name": "main"}


@pytest.fixture
def night(job: Runner) -> Runner:
    """The job has Toegang's checkout where the workflow puts it."""
    (job.workspace / ".toegang-action").symlink_to(ROOT)
    job.environment["STORE"] = "runs"
    return job


def artifact(run: int, **changes: Any) -> dict[str, Any]:
    told = {"head_branch": "main", "repository_id": 1, "head_repository_id": 1, **changes.pop("workflow_run", {})}
    return {"expired": False, "created_at": f"2026-10-{run:02}T02:10:00Z", "workflow_run": {"id": run, **told}, **changes}


@pytest.mark.parametrize(
    ("artifacts", "found"),
    [
        ([], ""),
        ([artifact(14), artifact(16), artifact(15)], "16"),
        ([artifact(14), artifact(16, expired=True)], "14"),
        ([artifact(14), artifact(16, workflow_run={"head_branch": "somebody's"})], "14"),
        ([artifact(14), artifact(16, workflow_run={"head_repository_id": 9})], "14"),
        ([artifact(16, workflow_run={"head_repository_id": None, "repository_id": None})], ""),
    ],
)
def test_the_runs_of_the_last_night_are_those_of_this_branch(artifacts: list[dict[str, Any]], found: str, night: Runner, server: State):
    server.artifacts = artifacts
    assert night.step(STEPS["Find the runs of the last night"], CONTEXTS).code == 0
    assert night.outputs == {"run-id": found}


def test_without_an_answer_the_night_ends(night: Runner, server: State):
    server.refuses = True
    assert night.step(STEPS["Find the runs of the last night"], CONTEXTS).code == 4


@pytest.mark.parametrize(("store", "there"), [("runs", "true"), pytest.param("empty", "false", marks=pytest.mark.nightly)])
def test_how_many_nights_there_are(store: str, there: str, night: Runner):
    night.environment["STORE"] = store
    ran = night.step(STEPS["Is there a night to compare with?"], CONTEXTS)
    assert (ran.code, night.outputs) == (0, {"any": there, "several": there}), ran.out


def test_what_drifted_is_told_once(night: Runner, server: State):
    asked = {name: COMPANY[name] for name in ("policy", "store", "provider")}
    ran = night.action(command="drift", post="issue", formats="github-summary json", **asked)
    assert (ran.code, night.outputs["new"]) == (1, night.outputs["violations"])
    (issue,) = server.issues
    assert (issue["labels"], "17 new violations" in issue["title"]) == (["toegang"], True)
    assert "What changed, by cause" in issue["body"]
    assert server.writes == [("POST", "/repos/shop/policy/issues")]

    def again() -> list[tuple[str, str]]:
        before = len(server.writes)
        assert night.step(TELL, {**CONTEXTS, **INPUTS}).code == 0
        return server.writes[before:]

    assert again() == []
    report = night.workspace / "toegang-report" / "drift.json"
    told = json.loads(report.read_text())
    whole, told["changes"] = told["changes"], told["changes"][:3]
    report.write_text(json.dumps(told))
    assert again() == [("PATCH", "/repos/shop/policy/issues/1"), ("POST", "/repos/shop/policy/issues/1/comments")]
    assert again() == []
    report.write_text(json.dumps({**told, "changes": []}))
    assert again() == []  # a night without news is silent
    issue["state"] = "closed"
    report.write_text(json.dumps({**told, "changes": whole}))
    assert again() == [("POST", "/repos/shop/policy/issues")]
    issue["user"] = {"login": "somebody"}
    report.write_text(json.dumps({**told, "changes": whole[:2]}))
    assert again()[0] == ("PATCH", "/repos/shop/policy/issues/2")  # another's issue with our mark is left alone
