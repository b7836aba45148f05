"""Steps of workflows, run as a runner runs them: bash, the environment of the job, files for outputs and summaries."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.load((ROOT / "action.yml").read_text("utf-8"), yaml.BaseLoader)
_EXPRESSION = re.compile(r"\$\{\{\s*(?P<what>[^}]+?)\s*\}\}")
_TRUE = {"if", "needs"}


def workflow(name: str) -> dict[str, Any]:
    """A workflow of the project."""
    found: dict[str, Any] = yaml.load((ROOT / ".github" / "workflows" / name).read_text("utf-8"), yaml.BaseLoader)
    return found


@dataclass
class Ran:
    """How a step ended."""

    code: int
    out: str


@dataclass
class Runner:
    """One job: a workspace, and the environment that GitHub gives it."""

    place: Path
    environment: dict[str, str]
    contexts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workspace = self.place / "workspace"
        self.workspace.mkdir(parents=True, exist_ok=True)
        venv = self.place / "temp" / "toegang" / "bin"
        venv.mkdir(parents=True)
        _program(venv / "python", f'exec "{sys.executable}" "$@"')
        _program(venv / "toegang", f'exec "{sys.executable}" -c "from audit.cli.main import main; main()" "$@"')
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ},
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "RUNNER_TEMP": str(self.place / "temp"),
            **{f"GITHUB_{name}": str(self.place / name.lower()) for name in ("OUTPUT", "STEP_SUMMARY", "PATH")},
            **self.environment,
        }

    @property
    def summary(self) -> str:
        return self._read("step_summary")

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self._read("output").splitlines())

    def _read(self, name: str) -> str:
        path = self.place / name
        return path.read_text("utf-8") if path.exists() else ""

    def step(self, step: Mapping[str, Any], contexts: Mapping[str, str]) -> Ran:
        """Runs the script of a step as it stands: expressions are filled into its environment, and there is none in a script."""
        assert not _EXPRESSION.search(step["run"]), step["run"]
        told = {name: self.fill(value, contexts) for name, value in step.get("env", {}).items()}
        return self.script(step["run"], told)

    def script(self, text: str, told: Mapping[str, str] = {}) -> Ran:
        words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text]
        done = subprocess.run(words, cwd=self.workspace, env={**self.environment, **told}, capture_output=True, text=True, check=False)
        return Ran(done.returncode, done.stdout + done.stderr)

    def fill(self, text: str, contexts: Mapping[str, str]) -> str:
        known = {"runner.temp": str(self.place / "temp"), "github.action_path": str(ROOT), **self.contexts, **contexts}
        return _EXPRESSION.sub(lambda found: known[found["what"]], text)

    def action(self, **inputs: str) -> Ran:
        """Runs the composite action's steps in order, until one fails, with these inputs and the defaults of the others."""
        told = {name: about.get("default", "") for name, about in ACTION["inputs"].items()}
        unknown = {name.replace("_", "-") for name in inputs} - told.keys()
        assert not unknown, unknown
        told |= {name.replace("_", "-"): value for name, value in inputs.items()}
        contexts = {f"inputs.{name}": self.fill(value, {"github.token": "the-token"}) for name, value in told.items()}
        said = ""
        for step in ACTION["runs"]["steps"]:
            if "run" in step:
                ran = self.step(step, contexts)
                said += ran.out
                if ran.code:
                    return Ran(ran.code, said)
        return Ran(0, said)


def _program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
