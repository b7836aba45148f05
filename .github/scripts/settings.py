"""What a job asks for, read from its environment. Values are data: nothing in them is ever run."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "check": ("check",),
    "collect+check": ("collect", "check"),
    "drift": ("drift",),
    "preview": ("validate", "test", "preview"),
}  # what each runs, in order; the last one makes the report
FORMATS: Mapping[str, tuple[str, ...]] = {
    "check": ("sarif", "github", "github-summary", "markdown", "html", "json"),
    "drift": ("github-summary", "markdown", "html", "json"),
    "preview": ("markdown", "html", "json"),
}
ENDINGS: Mapping[str, str] = {
    "github": "annotations.txt",
    "github-summary": "summary.md",
    "gitlab": "gl-code-quality.json",
    "junit": "junit.xml",
    "markdown": "md",
    "table": "txt",
}  # the others end with their own name


class WrongError(Exception):
    """The job asks for something that can't be: exit code 2."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The inputs. `folder` is where reports are written, `options` what every command that takes it is given."""

    command: str
    formats: tuple[str, ...]
    folder: Path
    policy: str
    store: str
    providers: tuple[str, ...]
    run: str
    base: str
    as_of: str
    language: str
    fail_on: str
    allow_unknown: bool
    reason: str
    allow_public: bool

    @property
    def report(self) -> str:
        """The command that makes the report."""
        return COMMANDS[self.command][-1]

    def file(self, form: str) -> Path:
        """Where the report of a format is written."""
        return self.folder / f"{self.report}.{ENDINGS.get(form, form)}"


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The inputs of the job. Raises WrongError with what is wrong."""
    told = {name.removeprefix("INPUT_").lower(): value.strip() for name, value in environment.items() if name.startswith("INPUT_")}
    command = told.get("command") or "check"
    if command not in COMMANDS:
        raise WrongError(f"no command is called {command}: known are {', '.join(COMMANDS)}")
    report = COMMANDS[command][-1]
    asked = tuple(told.get("formats", "").replace(",", " ").split()) or FORMATS[report]
    found = Settings(
        command=command,
        formats=tuple(dict.fromkeys((*asked, "json"))),
        folder=Path(told.get("folder") or "toegang-report"),
        policy=told.get("policy", ""),
        store=told.get("store", ""),
        providers=tuple(told.get("provider", "").replace(",", " ").split()),
        run=told.get("run", ""),
        base=told.get("base", ""),
        as_of=told.get("as_of", ""),
        language=told.get("language", ""),
        fail_on=told.get("fail_on", ""),
        allow_unknown=_switch(told, "allow_unknown"),
        reason=told.get("allow_unknown_reason", ""),
        allow_public=_switch(told, "allow_public"),
    )
    if found.allow_unknown and len(found.reason) < 10:
        raise WrongError("allow-unknown lets pass what nobody can tell: say why in allow-unknown-reason, for whoever reads it later")
    return found


def _switch(told: Mapping[str, str], name: str) -> bool:
    value = told.get(name) or "false"
    if value not in ("true", "false"):
        raise WrongError(f"{name.replace('_', '-')} is true or false, and not {value}")
    return value == "true"


def is_public(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the repository is public: then logs, summaries, issues and artefacts are, and they name who reaches what."""
    event = Path(environment.get("GITHUB_EVENT_PATH") or "/nowhere")
    if event.is_file():
        told = json.loads(event.read_text("utf-8")).get("repository") or {}
        return told.get("private") is False
    return environment.get("CI_PROJECT_VISIBILITY", "") == "public"
