"""`toegang completion`: a real bash completes with the script."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.cli.main import run
from audit.errors import Exit
from tests.unit.audit.cli.conftest import Office

Told = Callable[[], tuple[str, str]]
BASH = shutil.which("bash")
ASK = """
eval "$(toegang completion bash)"
complete -p toegang
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _toegang_completion toegang; echo "${COMPREPLY[*]}"; }
"""


@pytest.mark.parametrize(("shell", "word"), [("bash", "complete -o nosort"), ("zsh", "#compdef toegang"), ("fish", "complete --no-files")])
def test_each_shell_has_its_script(shell: str, word: str, told: Told) -> None:
    assert run(["completion", shell]) == Exit.COMPLIES
    assert word in told()[0]


def test_another_shell_is_a_usage_error(told: Told) -> None:
    assert run(["completion", "csh"]) == Exit.USAGE
    assert "csh is not one of them" in told()[1]


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
def test_a_real_bash_completes_commands_options_and_values(office: Office) -> None:
    office.night(20, "fine")
    command = office.folder / "bin" / "toegang"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from audit.cli.main import main; main()" "$@"\n')
    command.chmod(0o755)
    asked = [
        f'ask toegang who --policy {office.policy} ""',
        f"ask toegang who --policy {office.policy} --store {office.store} --run 2026",
        "ask toegang wh",
    ]
    paths = {"PATH": f"{command.parent}:{os.environ['PATH']}", "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [BASH or "", "-c", "\n".join([ASK, *asked])],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **paths},
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[1:] == ["invoices", "2026-11-20T02-00-00Z", "who what why"]


def test_a_shell_that_asks_for_nonsense_gets_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from audit.cli.main import main; main()"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "_TOEGANG_COMPLETE": "bash_complete", "COMP_WORDS": "toegang 'x", "COMP_CWORD": "nonsense"},
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (Exit.FAILED, "", "")


def test_commands_are_completed_without_importing_one() -> None:
    look = "import sys; from audit.cli.main import main\ntry: main()\nfinally: print([m for m in sys.modules if m.startswith(('audit.cli.commands.', 'yaml', 'duckdb', 'jsonschema'))])"
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", look],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "_TOEGANG_COMPLETE": "bash_complete", "COMP_WORDS": "toegang w", "COMP_CWORD": "1"},
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert time.monotonic() - start < 5  # a machine under load; see the benchmark for the real one
