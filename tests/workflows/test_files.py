"""The files that forges read: valid as their schemas and linters say, pinned, and without a value inside a script."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from .jobs import ACTION, ROOT, workflow

BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".github" / "gitlab" / "toegang.gitlab-ci.yml"
SCRIPTS = ROOT / ".github" / "scripts"
PINNED = re.compile(r"^\s*(?:- )?uses: (?P<action>[\w./-]+)@(?P<sha>[0-9a-f]{40}) # v\d\S*", re.MULTILINE)


def test_workflows_pass_the_linter():
    done = subprocess.run([BIN / "actionlint", "-no-color", *WORKFLOWS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("schema", "files"),
    [("vendor.github-workflows", WORKFLOWS), ("vendor.github-actions", [ROOT / "action.yml"]), ("vendor.gitlab-ci", [GITLAB])],
    ids=["workflows", "action", "gitlab"],
)
def test_files_are_as_their_schema_says(schema: str, files: list[Path]):
    done = subprocess.run([BIN / "check-jsonschema", "--builtin-schema", schema, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.name)
def test_others_actions_are_pinned_by_commit(path: Path):
    used = re.findall(r"uses: (\S+)", path.read_text("utf-8"))
    others = [each for each in used if not each.startswith("./")]
    assert [f"{found['action']}@{found['sha']}" for found in PINNED.finditer(path.read_text("utf-8"))] == others


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    yield from (("action.yml", step) for step in ACTION["runs"]["steps"])
    for path in WORKFLOWS:
        for job in workflow(path.name)["jobs"].values():
            yield from ((path.name, step) for step in job.get("steps", ()))


def test_no_value_stands_inside_a_script():
    """Whoever names a branch, a file or an input would write the script otherwise."""
    assert [(name, step["run"]) for name, step in steps() if "${{" in step.get("run", "")] == []


def test_scripts_name_what_is_there():
    named = {each for _, step in steps() for each in re.findall(r"\.github/scripts/([\w.]+)", step.get("run", ""))}
    named |= set(re.findall(r"\.github/scripts/([\w.]+)", GITLAB.read_text("utf-8")))
    named |= {each for path in SCRIPTS.glob("*.sh") for each in re.findall(r"\$here/([\w.]+\.(?:py|sh))", path.read_text("utf-8"))}
    assert len(named) >= 8
    assert [each for each in named if not (SCRIPTS / each).is_file()] == []


def test_the_action_is_given_inputs_that_it_has():
    used = [step for _, step in steps() if step.get("uses") == "./.toegang-action"]
    assert len(used) == 3
    assert {name for step in used for name in step["with"]} <= ACTION["inputs"].keys()


def test_every_input_of_the_action_reaches_a_step():
    told = str(ACTION["runs"]["steps"])
    assert [name for name in ACTION["inputs"] if f"inputs.{name} " not in told] == []


def test_every_output_is_one_that_is_written():
    run = (SCRIPTS / "run.py").read_text("utf-8")
    named = {re.fullmatch(r"\$\{\{ steps\.run\.outputs\.([\w-]+) \}\}", about["value"]).group(1) for about in ACTION["outputs"].values()}  # type: ignore[union-attr]
    written = {"exit-code", "verdict", "violations", "new", "unknown", "folder", "sarif-file", "html-file", "json-file", "markdown-file"}
    assert named == written
    assert all(name.removesuffix("-file").replace("-", "_") in run for name in named)


@pytest.mark.parametrize("name", ["toegang-nightly.yml", "toegang-preview.yml"])
def test_a_reusable_workflow_has_no_rights_but_those_of_its_job(name: str):
    found = workflow(name)
    assert found["permissions"] == {}
    (job,) = found["jobs"].values()
    writes = {right for right, level in job["permissions"].items() if level == "write"}
    wanted = {"toegang-nightly.yml": {"id-token", "issues", "security-events"}, "toegang-preview.yml": {"id-token", "pull-requests"}}
    assert writes == wanted[name]
    assert all(
        step.get("with", {}).get("persist-credentials") == "false" for step in job["steps"] if "actions/checkout" in step.get("uses", "")
    )


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.sh")), ids=lambda path: path.name)
def test_a_shell_script_can_be_read(path: Path):
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0
    assert "set -euo pipefail" in path.read_text("utf-8") or "sourced by the job" in path.read_text("utf-8")


def test_the_action_installs_what_the_tests_run_with():
    """Each package of its lock is in the developers' lock, in the same version and with the same hashes."""

    def locked(name: str) -> set[str]:
        text = (ROOT / "locks" / name).read_text("utf-8")
        return set(re.findall(r"^(\S+==\S+).*?((?:\n    --hash=\S+(?: \\)?)+)", text, re.MULTILINE))

    action, dev = locked("action.txt"), locked("dev.txt")
    assert len(action) > 40
    assert action <= dev
    assert {"boto3", "msal", "google-api-python-client", "hatchling"} <= {each[0].partition("==")[0] for each in action}


def test_gitlab_jobs_say_what_they_take():
    told = yaml.safe_load(GITLAB.read_text("utf-8"))
    used = set(re.findall(r"\$\{?(TOEGANG_\w+)", GITLAB.read_text("utf-8")))
    used |= set(re.findall(r"\$\{?(TOEGANG_\w+)", (SCRIPTS / "gitlab_sign_in.sh").read_text("utf-8")))
    given = {*told["variables"], *told[".toegang"]["variables"], *told[".toegang"]["id_tokens"]}
    assert used - given == {"TOEGANG_GITLAB_TOKEN"}
