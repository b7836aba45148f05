"""Runs Toegang as the job asks, writes its reports, the summary, the annotations and the outputs; `verdict.py` ends the job afterwards.

Everything comes from the environment (INPUT_COMMAND, INPUT_POLICY, …): no value is put into a script. Exit code 0 unless the job itself is wrong (2).
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any

from annotations import command, of_preview
from assertions import renewed
from calls import CallError
from settings import COMMANDS, Settings, WrongError, is_public, settings

WORDS = {0: "complies", 1: "violations", 2: "wrong", 3: "unknown", 4: "failed"}
_WORST = (4, 2, 1, 3, 0)
_LONGEST = 1_000_000  # bytes that GitHub takes of a summary: 1 MiB for each step
_ERRORS = 4000  # signs of what a command said on standard error that go into a report
_ACCEPTED = {
    "validate": ("policy",),
    "test": ("policy", "as_of"),
    "collect": ("policy", "store", "providers"),
    "check": ("policy", "store", "providers", "run", "as_of", "language"),
    "drift": ("policy", "store", "providers", "language"),
    "preview": ("policy", "store", "providers", "run", "as_of", "language", "base", "fail_on"),
}  # which inputs each command takes


def main() -> int:
    """Runs all of it."""
    try:
        asked = settings()
    except WrongError as error:
        print(command("error", str(error)))
        return 2
    if is_public() and not asked.allow_public:
        print(command("error", "this repository is public, and a report names who reaches what: make it private, or set allow-public"))
        return 2
    asked.folder.mkdir(parents=True, exist_ok=True)
    try:
        codes = dict(_run(asked))
    except CallError as error:
        print(command("error", str(error)))
        return 2
    verdict = _verdict(asked, codes)
    (asked.folder / "verdict.json").write_text(json.dumps(verdict, indent=2) + "\n", "utf-8")
    _outputs(asked, verdict)
    _annotate(asked, verdict)
    _summarise(asked, verdict)
    return 0


def _run(asked: Settings) -> Iterator[tuple[str, int]]:
    """Runs the commands in order; what is wrong or failed ends it, since what follows would speak of something else."""
    with renewed() as signs_in:
        surroundings = {**os.environ, **signs_in}
        for step in COMMANDS[asked.command]:
            words = [*_program(), step, *_options(asked, step), *(_places(asked) if step == asked.report else ())]
            done = subprocess.run(words, check=False, capture_output=True, text=True, errors="backslashreplace", env=surroundings)  # noqa: S603 - no shell
            _show(step, done.stdout + done.stderr)
            code = done.returncode if done.returncode in WORDS else 4
            if step == "test" and code == 2 and "the policy has no tests" in done.stderr:
                code = 0
            if code:
                (asked.folder / f"{step}.log").write_text(done.stdout[-_ERRORS:] + done.stderr[-_ERRORS:], "utf-8", "backslashreplace")
            yield step, code
            if code in (2, 4):
                return


def _program() -> list[str]:
    """Toegang of the same environment as this script, whatever else is on the path."""
    return [sys.executable, "-c", "from audit.cli.main import main; main()"]


def _options(asked: Settings, command: str) -> Iterator[str]:
    for name in _ACCEPTED[command]:
        value = getattr(asked, name)
        if name == "providers":
            yield from (word for each in value for word in ("--provider", each))
        elif value:
            yield f"--{name.replace('_', '-')}={value}"  # one word: what begins with a dash is no option


def _places(asked: Settings) -> Iterator[str]:
    for form in asked.formats:
        yield from ("--format", form, "--output", os.fspath(asked.file(form)))


def _show(step: str, text: str) -> None:
    """What a command printed. A file's name may look like a command to the runner: it listens to none of it."""
    if not os.environ.get("GITHUB_ACTIONS"):
        print(text, end="", flush=True)
        return
    word = token_hex(16)
    print(f"::group::toegang {step}\n::stop-commands::{word}\n{text}\n::{word}::\n::endgroup::", flush=True)


def _verdict(asked: Settings, codes: dict[str, int]) -> dict[str, Any]:
    """How it ended, and the figures of the report."""
    code = next(each for each in _WORST if each in codes.values())
    told = _read(asked.file("json")) if asked.report in codes else {}
    return {
        "command": asked.command,
        "codes": codes,
        "exit_code": code,
        "verdict": WORDS[code],
        "passes": code == 0 or (code == 3 and asked.allow_unknown),
        "reason": asked.reason if code == 3 and asked.allow_unknown else "",
        **_figures(asked.report, told),
        "files": {form: os.fspath(asked.file(form)) for form in asked.formats if asked.file(form).is_file()},
    }


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def _figures(report: str, told: dict[str, Any]) -> dict[str, int]:
    if report == "preview":
        found = told.get("preview", {})
        unknown = len(found.get("unknown", ())) + len(found.get("dark", ()))
        return {"violations": len(found.get("new", ())), "new": len(found.get("new", ())), "unknown": unknown}
    counting = [each for each in told.get("findings", ()) if not each["waived_by"]]
    came = {name for change in told.get("changes", ()) for name in change["findings_new"]}
    new = came if report == "drift" else set(told.get("new") or ())
    if report == "drift":
        counting = [each for each in counting if each["fingerprint"] in came]
    return {
        "violations": sum(each["outcome"] == "violation" for each in counting),
        "new": sum(each["outcome"] == "violation" and each["fingerprint"] in new for each in counting),
        "unknown": sum(each["outcome"] == "unknown" for each in counting),
    }


def _outputs(asked: Settings, verdict: dict[str, Any]) -> None:
    files = verdict["files"]
    said = {
        **{name.replace("_", "-"): verdict[name] for name in ("exit_code", "verdict", "violations", "new", "unknown")},
        "folder": os.fspath(asked.folder),
        **{f"{form}-file": files.get(form, "") for form in ("sarif", "html", "json", "markdown", "junit", "gitlab")},
    }
    _append("GITHUB_OUTPUT", (f"{name}={str(value).splitlines()[0] if str(value) else ''}" for name, value in said.items()))


def _annotate(asked: Settings, verdict: dict[str, Any]) -> None:
    """On the lines of the policy. The format escapes what it says; what is said here is escaped here."""
    if "github" in verdict["files"]:
        print(asked.file("github").read_text("utf-8"), end="")
    if asked.report == "preview" and os.environ.get("GITHUB_ACTIONS"):
        for line in of_preview(_read(asked.file("json")).get("preview", {}), asked.policy or "toegang"):
            print(line)
    if verdict["reason"]:
        print(command("warning", f"What nobody can tell was let pass: {verdict['reason']}"))


def _summarise(asked: Settings, verdict: dict[str, Any]) -> None:
    form = next((each for each in ("github-summary", "markdown") if each in verdict["files"]), "")
    text = asked.file(form).read_text("utf-8") if form else f"# Toegang\n\n{asked.command}: {verdict['verdict']}\n"
    if verdict["reason"]:
        text += f"\n> {_plain(verdict['reason'])}\n"
    cut = text.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore")
    _append("GITHUB_STEP_SUMMARY", (cut if len(cut) == len(text) else f"{cut}\n\n…",))


def _plain(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in " .,;-()/" else f"&#{ord(sign)};" for sign in " ".join(text.split()))


def _append(variable: str, lines: Iterable[str]) -> None:
    if place := os.environ.get(variable):
        with Path(place).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
