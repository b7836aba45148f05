"""What docs/ci.md gives to copy is what the files take."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.cli.main import toegang

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
YAML: list[str] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
SHELL = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
ACTION: dict[str, Any] = yaml.load((ROOT / "action.yml").read_text("utf-8"), yaml.BaseLoader)


def parsed(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return found


CALLERS = [parsed(text) for text in YAML if "workflows/toegang-" in text]
GITLAB = next(parsed(text) for text in YAML if "gitlab-ci" in text)


@pytest.mark.parametrize("caller", CALLERS, ids=lambda caller: caller["name"])
def test_a_caller_gives_what_the_workflow_takes_and_all_that_it_needs(caller: dict[str, Any]):
    (job,) = caller["jobs"].values()
    path, _, commit = job["uses"].partition("@")
    called = parsed((ROOT / path.removeprefix("OWNER/toegang/")).read_text("utf-8"))
    inputs = called["on"]["workflow_call"]["inputs"]
    assert job["with"].keys() <= inputs.keys()
    assert {name for name, about in inputs.items() if about.get("required") == "true"} <= job["with"].keys()
    assert job["with"]["toegang-ref"] == commit
    (inner,) = called["jobs"].values()
    assert job["permissions"] == inner["permissions"]


def test_examples_for_github_pass_the_linter(tmp_path: Path):
    files = []
    for number, text in enumerate(text for text in YAML if "gitlab-ci" not in text):
        files.append(tmp_path / f"{number}.yml")
        files[-1].write_text(text)
    assert len(files) == 3
    done = subprocess.run([Path(sys.executable).parent / "actionlint", "-no-color", *files], capture_output=True, text=True, check=False)
    assert done.stdout == ""


def test_the_action_takes_what_the_page_says():
    step = next(
        step
        for text in YAML
        for step in parsed(text).get("jobs", {}).get("check", {}).get("steps", ())
        if "toegang@" in step.get("uses", "")
    )
    assert step["with"].keys() <= ACTION["inputs"].keys()
    table = PAGE.partition("| input | |")[2].partition("\n\n")[0]
    told = {name for row in table.splitlines() for name in re.findall(r"`([\w-]+)`", row.split("|")[1] if "|" in row else "")}
    assert told == ACTION["inputs"].keys()
    outputs = PAGE.partition("Outputs: ")[2].partition(". The action")[0]
    assert set(re.findall(r"`([\w-]+)`", outputs)) == ACTION["outputs"].keys()


def test_gitlab_is_given_variables_that_the_template_has():
    (include,) = GITLAB["include"]
    template = parsed((ROOT / include["file"].lstrip("/")).read_text("utf-8"))
    assert GITLAB["variables"].keys() <= template["variables"].keys()
    assert GITLAB["variables"]["TOEGANG_REF"] == include["ref"]
    assert set(re.findall(r"`(toegang:\w+)`", PAGE)) <= template.keys()


def test_commands_of_the_page_exist_with_their_options():
    context = toegang.make_context("toegang", ["validate"], resilient_parsing=True)
    asked = [
        line for text in SHELL for line in re.findall(r"toegang (\w+)((?: [^&|;\n]*)?)", text) if line[0] in toegang.list_commands(context)
    ]
    assert {name for name, _ in asked} == {"collect", "check", "drift", "runs", "validate", "test", "preview"}
    for name, rest in asked:
        command = toegang.get_command(context, name)
        if name == "runs":
            command = command.get_command(context, rest.split()[0])  # type: ignore[union-attr]
        known = {option for parameter in command.params for option in parameter.opts}  # type: ignore[union-attr]
        assert set(re.findall(r"--[\w-]+", rest)) <= known, name


@pytest.mark.parametrize("text", SHELL)
def test_shell_can_be_read(text: str):
    assert shutil.which("bash")
    assert subprocess.run(["bash", "-n"], input=text, text=True, check=False).returncode == 0


def test_the_decisions_of_a_job_are_those_of_the_scripts():
    table = {int(row[0]): row[1] for row in re.findall(r"\| (\d) \| `(\w+)`", PAGE)}
    sys.path.insert(0, str(ROOT / ".github" / "scripts"))
    try:
        import run
    finally:
        sys.path.remove(str(ROOT / ".github" / "scripts"))
    assert table == run.WORDS
