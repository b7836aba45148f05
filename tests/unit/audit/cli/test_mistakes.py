"""Many wrong command lines: each ends with 2 or 4, one line that says what is wrong, and one that says what to do."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from audit.cli.main import run
from audit.cli.mistakes import of_the_disk, told
from audit.errors import Exit
from tests.unit.audit.cli.conftest import POLICY, Office

Told = Callable[[], tuple[str, str]]

USAGE, FAILED = Exit.USAGE, Exit.FAILED
HELD = ["--policy", "{policy}", "--store", "{store}"]

WRONG: dict[str, tuple[list[str], Exit, str, str]] = {
    "a command misspelt": (["chek"], USAGE, "no such command: chek", "did you mean check?"),
    "a command like no other": (["zzzzz"], USAGE, "no such command: zzzzz", "known: init, "),
    "a command below misspelt": (["runs", "lst"], USAGE, "no such command 'lst'", "known: list, prune, verify"),
    "an option misspelt": (["check", "--quit"], USAGE, "no such option: --quit", "did you mean --quiet?"),
    "an option like no other": (["check", "--zzz"], USAGE, "no such option: --zzz", "see toegang check --help"),
    "an option without its value": (["check", "--run"], USAGE, "--run: option '--run' requires an argument", "write it as --run VALUE"),
    "an argument missing": (["who"], USAGE, "ASSET is missing", "toegang who [OPTIONS] ASSET"),
    "an option missing": (["breach", "invoices", "--from", "2026-11-19"], USAGE, "--to is missing", "toegang breach [OPTIONS] ASSET --to VALUE"),
    "an argument too many": (["who", "a", "b"], USAGE, "got unexpected extra argument (b)", "see toegang who --help"),
    "a day that does not exist": (["check", "--as-of", "2026-02-30"], USAGE, "--as-of: 2026-02-30 is no day", "YYYY-MM-DD"),
    "a day in words": (["test", "--as-of", "tomorrow"], USAGE, "--as-of: tomorrow is no day", "YYYY-MM-DD"),
    "a language that we have not": (["register", "--language", "de"], USAGE, "--language: de is not one of them", "known: nl, fr, en"),
    "a shell that we have not": (["completion", "csh"], USAGE, "SHELL: csh is not one of them", "did you mean zsh?"),
    "a folder that is not there": (["check", "--policy", "/nowhere"], USAGE, "--policy: directory '/nowhere' does not exist", "its name"),
    "a file in place of a folder": (["validate", "--policy", "{file}"], USAGE, "--policy: directory", "its name and its rights"),
    "a folder without a policy": (["validate", "--policy", "{empty}"], USAGE, "the policy has 1 problem", "name the folder that holds them"),
    "a policy that is broken": (["validate", "--policy", "{broken}"], USAGE, "the policy has", "remedy: "),
    "a file that is not there": (["simulate", "aws", "/nowhere"], USAGE, "CASES: '/nowhere': No such file", "its name and its rights"),
    "a format that we have not": (["who", "invoices", "--format", "jsn", *HELD], USAGE, "no format is named jsn", "did you mean json?"),
    "an output in no folder": (["who", "invoices", "--output", "/nowhere/x.json", *HELD], USAGE, "no folder /nowhere", "--output FILE"),
    "a provider misspelt": (["check", "--provider", "papr", *HELD], USAGE, "no provider is named papr", "did you mean paper?"),
    "permissions of no provider": (["permissions", "papr"], USAGE, "no provider is named papr", "did you mean paper?"),
    "a schema misspelt": (["schema", "polic"], USAGE, "no schema is named polic", "did you mean policy?"),
    "a store that is not there": (["check", "--policy", "{policy}", "--store", "/nowhere"], USAGE, "has no run latest", "toegang collect"),
    "a run that is not there": (["check", "--run", "x", *HELD], USAGE, "has no run x", "it has 2026-11-20T02-00-00Z"),
    "only one run to compare": (["drift", *HELD], USAGE, "has no run previous", "it has 2026-11-20T02-00-00Z"),
    "two ways to say which run": (["check", "--collect", "--run", "x", *HELD], USAGE, "--collect takes a new run", "leave one of them out"),
    "an asset misspelt": (["who", "invoice", *HELD], USAGE, "no asset is named invoice", "did you mean invoices?"),
    "a person whom nobody knows": (["what", "p99", *HELD], USAGE, "knows p99", "known: p01, p02"),
    "a leaver without a name": (["leaver", *HELD], USAGE, "say who", "toegang leaver"),
    "a joiner whom nobody knows": (["joiner", "p99", *HELD], USAGE, "nobody on the roster is p99", "known: p01, p02"),
    "a period that is none": (["runs", "prune", "--keep", "90", *HELD], USAGE, "90", "write it as P90D"),
    "no period at all": (["runs", "prune", *HELD], USAGE, "does not say how long runs are kept", "--keep P13M"),
    "a processor whom nobody knows": (["template", "processing", "x", "--policy", "{policy}"], USAGE, "no processor is named x", "known"),
    "a moment without its zone": (["breach", "invoices", "--from", "2026-11-19", "--aware", "2026-11-20T09:30", *HELD], USAGE, "time zone", "+01:00"),
    "a policy where one is": (["init", "{policy}"], USAGE, "there is a policy in", "name another"),
    "a store that is damaged": (["check", "--policy", "{policy}", "--store", "{damaged}"], FAILED, "run", "remedy: "),
    "a provider that is down": (["collect", "--policy", "{closed}", "--store", "{store}"], FAILED, "the office is closed", "come back tomorrow"),
    "a disk that is full": (["collect", "--policy", "{full}", "--store", "{store}"], FAILED, "No space left on device", "free space"),
}  # fmt: skip


@pytest.fixture
def places(office: Office) -> dict[str, Path]:
    """Everything that a wrong command line may name."""
    office.night(20, "fine")
    found = {name: office.folder / name for name in ("empty", "broken", "damaged", "closed", "full")}
    for place in found.values():
        place.mkdir()
    (found["broken"] / "a.yaml").write_text("assetss: {}\n", "utf-8")
    (found["damaged"] / "2026-11-20T02-00-00Z").mkdir()
    (found["damaged"] / "2026-11-20T02-00-00Z" / "manifest.json").write_text("{", "utf-8")
    for name, state in (("closed", "provider"), ("full", "disk")):
        (office.folder / f"{name}.state").write_text(state, "utf-8")
        (found[name] / "policy.yaml").write_text(POLICY.format(state=office.folder / f"{name}.state"), "utf-8")
    file = office.policy / "policy.yaml"
    return {**found, "policy": office.policy, "store": office.store, "file": file}


@pytest.mark.parametrize("case", sorted(WRONG))
def test_what_is_wrong_and_what_to_do(case: str, places: dict[str, Path], told: Told) -> None:
    words, code, message, remedy = WRONG[case]
    assert run([word.format(**places) for word in words]) == code
    out, err = told()
    first, *more = [line for line in err.splitlines() if not line.startswith("left out: ")]  # a plugin that is lost on purpose
    assert out == ""
    assert first.startswith("toegang: ")
    assert message in err
    assert any(line.startswith("    remedy: ") for line in more)
    assert remedy in "\n".join(more)
    assert "Traceback" not in err


def test_a_folder_that_may_not_be_read(office: Office, told: Told) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    (office.policy / "policy.yaml").chmod(0)
    assert run(["validate", "--policy", str(office.policy)]) == USAGE
    assert "check the name and the rights of the file" in told()[1]


@pytest.mark.parametrize(("number", "remedy"), [(errno.ENOSPC, "free space"), (errno.EACCES, "the right"), (errno.EROFS, "can be written"), (errno.EIO, "try again")])  # fmt: skip
def test_the_disk_says_which_file(number: int, remedy: str) -> None:
    message, what_to_do = of_the_disk(OSError(number, os.strerror(number), "/x/y"))
    assert message == f"/x/y: {os.strerror(number)}"
    assert remedy in what_to_do


def test_what_click_may_add_is_said_too() -> None:
    assert told(click.ClickException("Something is wrong.")) == ("something is wrong", "see toegang --help")
    assert told(click.FileError("x", "it is gone")) == ("x can't be read: it is gone", "look at its name and its rights")
    assert told(click.BadParameter("no good"))[0] == "a value: no good"
