"""The composite action's steps, run on the sample company's kept runs: exit codes, outputs, annotations, summary, files, one comment."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import COMPANY
from .forge import State
from .jobs import ACTION, Runner

STEPS = {step.get("name", ""): step for step in ACTION["runs"]["steps"]}
VALUES = {f"inputs.{name}": about.get("default", "") for name, about in ACTION["inputs"].items()}


def verdict(job: Runner, code: int, passes: bool) -> int:
    """The last step, on a report by hand."""
    folder = job.workspace / "toegang-report"
    folder.mkdir(exist_ok=True)
    (folder / "verdict.json").write_text(json.dumps({"command": "check", "verdict": "x", "exit_code": code, "passes": passes}))
    return job.step(STEPS["Verdict"], VALUES).code


def test_a_check_writes_every_report_and_fails_on_violations(job: Runner):
    ran = job.action(command="check", formats="sarif github github-summary markdown json junit gitlab", **COMPANY)
    assert ran.code == 1
    told = json.loads((job.workspace / "toegang-report" / "check.json").read_text())
    violations = sum(each["outcome"] == "violation" and not each["waived_by"] for each in told["findings"])
    outputs = job.outputs
    assert (outputs["exit-code"], outputs["verdict"], outputs["violations"]) == ("1", "violations", str(violations))
    assert int(outputs["unknown"]) == sum(each["outcome"] == "unknown" and not each["waived_by"] for each in told["findings"])
    assert json.loads((job.workspace / outputs["sarif-file"]).read_text())["version"] == "2.1.0"
    errors = [line for line in ran.out.splitlines() if line.startswith("::error file=policy/")]
    assert 0 < len(errors) <= 10
    assert job.summary.startswith("# ")
    assert "could not be read" in job.summary
    assert {path.name for path in (job.workspace / "toegang-report").iterdir()} == {
        "check.annotations.txt",
        "check.gl-code-quality.json",
        "check.json",
        "check.junit.xml",
        "check.log",
        "check.md",
        "check.sarif",
        "check.summary.md",
        "verdict.json",
    } - ({"check.log"} if not (job.workspace / "toegang-report" / "check.log").exists() else set())


HOSTILE = '--help $(touch pwned)"; touch pwned; `touch pwned` ${{ github.token }}\nexit-code=0\n::error::z'
TEXTS = [
    name
    for name, about in ACTION["inputs"].items()
    if name not in ("command", "folder", "post", "version") and "true:" not in about["description"]
]


def test_no_input_is_ever_run(job: Runner):
    """All of them at once; what looks like an option, an output or a command of the runner is a value."""
    asked = {name.replace("-", "_"): f"{HOSTILE} {name}" for name in TEXTS if not name.startswith("azure")}
    ran = job.action(**asked, command="check", folder="re$(port) x")
    assert ran.code == 2
    assert not list(job.place.rglob("pwned"))
    assert (job.workspace / "re$(port) x" / "verdict.json").is_file()
    assert (job.outputs["exit-code"], job.outputs["verdict"]) == ("2", "wrong")
    word = ran.out.partition("::stop-commands::")[2].partition("\n")[0]
    assert len(word) == 32
    assert ran.out.count(f"::{word}::") == 1
    unheard = ran.out.partition(f"::stop-commands::{word}\n")[2].partition(f"::{word}::")[0]
    assert "touch pwned" in unheard
    assert "::error::z" not in ran.out.replace(unheard, "")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"command": "destroy"}, "no command is called destroy"),
        ({"allow_unknown": "true"}, "say why in allow-unknown-reason"),
        ({"allow_unknown": "yes"}, "allow-unknown is true or false, and not yes"),
    ],
)
def test_a_job_that_asks_for_what_can_not_be_is_told_so(told: dict[str, str], said: str, job: Runner):
    ran = job.action(**told)
    assert (ran.code, said in ran.out) == (2, True)


def test_a_public_repository_is_no_place_for_a_report(job: Runner):
    Path(job.environment["GITHUB_EVENT_PATH"]).write_text(json.dumps({"repository": {"private": False}}))
    ran = job.action(command="check", **COMPANY)
    assert (ran.code, "this repository is public" in ran.out) == (2, True)
    assert not (job.workspace / "toegang-report").exists()


@pytest.mark.parametrize(
    ("code", "passes", "job_code"), [(0, True, 0), (1, False, 1), (2, False, 2), (3, False, 3), (3, True, 0), (4, False, 4)]
)
def test_the_job_ends_as_the_run(code: int, passes: bool, job_code: int, job: Runner):
    assert verdict(job, code, passes) == job_code


def test_a_run_that_left_no_verdict_has_failed(job: Runner):
    assert job.step(STEPS["Verdict"], VALUES).code == 4


WIDER = ("{id: A06, who: role:marketing, may: read", "{id: A06, who: role:marketing, may: change")
NARROWER = ("{id: A01, who: role:customer-care, may: change", "{id: A01, who: role:customer-care, may: find")


def test_a_preview_is_one_comment_that_is_written_anew(job: Runner, server: State, change: Callable[[str, str], None]):
    change(*NARROWER)
    change(*WIDER)
    ran = job.action(command="preview", post="comment", language="nl", formats="markdown json", **COMPANY)
    assert ran.code == 1, ran.out
    (comment,) = server.comments
    assert "# Wat de wijziging van het beleid doet" in comment["body"]
    assert "mag voortaan wijzigen: de rol marketing" in comment["body"]
    assert int(job.outputs["new"]) >= 1
    assert any(line.startswith("::error file=policy/policy.yaml,line=") and "allow:A01" in line for line in ran.out.splitlines())
    assert any(line.startswith("::warning file=policy/policy.yaml,line=") and "allow:A06" in line for line in ran.out.splitlines())
    assert {token for _, _, token in server.calls} == {"Bearer the-token"}
    inputs = {**VALUES, "inputs.post": "comment", "inputs.policy": "policy", "inputs.token": "the-token"}
    before = list(server.writes)
    assert job.step(STEPS["Tell people"], inputs).code == 0
    assert server.writes == before  # the same is not told twice
    report = job.workspace / "toegang-report" / "preview.json"
    told = json.loads(report.read_text())
    told["preview"]["new"] = []
    report.write_text(json.dumps(told))
    assert job.step(STEPS["Tell people"], inputs).code == 0
    assert server.writes[len(before) :] == [("PATCH", "/repos/shop/policy/issues/comments/1")]
    assert len(server.comments) == 1


def test_a_policy_that_is_not_valid_is_told_in_the_comment_and_ends_it(job: Runner, server: State, change: Callable[[str, str], None]):
    change("{id: A06, who: role:marketing,", "{id: A06, who: role:nobody`s,")
    ran = job.action(command="preview", post="comment", **COMPANY)
    assert ran.code == 2
    (comment,) = server.comments
    assert "**toegang validate** ended with exit code 2." in comment["body"]
    assert "policy.yaml:" in comment["body"]
    assert comment["body"].count("```") == 2  # what is quoted does not end the quotation
    assert job.outputs["verdict"] == "wrong"


@pytest.mark.nightly
def test_without_a_change_nobody_is_told_anything(job: Runner, server: State):
    ran = job.action(command="preview", post="comment", formats="markdown json", **COMPANY)
    assert (ran.code, server.writes) == (0, [])


def test_a_forge_that_refuses_fails_the_job(job: Runner, server: State):
    folder = job.workspace / "toegang-report"
    folder.mkdir()
    (folder / "verdict.json").write_text(
        json.dumps({"command": "check", "codes": {"check": 1}, "exit_code": 1, "verdict": "violations", "new": 1, "unknown": 0})
    )
    server.refuses = True
    ran = job.step(STEPS["Tell people"], {**VALUES, "inputs.post": "comment", "inputs.token": "secret-token"})
    assert (ran.code, "answered with 403" in ran.out, "secret-token" in ran.out) == (4, True, False)
