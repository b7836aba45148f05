"""Every error class through the command line: its exit code, a message, never a traceback."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.cli.main import run
from audit.errors import Exit
from tests.unit.audit.cli.conftest import PAPER, Office

Told = Callable[[], tuple[str, str]]

ENDS = {
    "provider": (Exit.FAILED, ["the office is closed", "remedy: come back tomorrow"]),
    "run": (Exit.FAILED, ["the run is torn"]),
    "usage": (Exit.USAGE, ["no such cabinet", "remedy: did you mean invoices?"]),
    "read-only": (Exit.FAILED, ["a call that writes was stopped"]),
    "root": (Exit.FAILED, ["something ends here"]),
    "policy": (Exit.USAGE, ["the policy has 2 problems", "a.yaml:3:7: first (text)", "remedy: mend it", "b.yaml:9:1: second \\x1b[31m"]),
    "unexpected": (Exit.FAILED, ["failed unexpectedly: KeyError", "boom", "TOEGANG_DEBUG=1"]),
    "module": (Exit.FAILED, ["boto3", "pip install 'toegang[aws]'"]),
    "deep": (Exit.FAILED, ["RecursionError"]),
    "disk": (Exit.FAILED, ["No space left on device"]),
}


@pytest.mark.parametrize("state", sorted(ENDS))
@pytest.mark.parametrize("command", ["collect", "stumble"])
def test_every_error_has_its_code_and_its_message(command: str, state: str, office: Office, told: Told) -> None:
    office.state(state)
    code = office.toegang("collect") if command == "collect" else run(["stumble", state])
    out, err = told()
    expected, words = ENDS[state]
    assert code == expected
    assert out == ""
    assert all(word in err for word in words), err
    assert "Traceback" not in err
    assert "\x1b" not in err
    assert "\x07" not in err


def test_an_interrupt_ends_as_shells_expect(told: Told) -> None:
    assert run(["stumble", "interrupt"]) == 130
    assert "Traceback" not in told()[1]


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["check", "--nonsense"],
        ["who"],
        ["check", "--as-of", "tomorrow"],
        ["check", "--policy", "/nowhere/at/all"],
        ["runs", "nonsense"],
        [],
    ],
)
def test_a_wrong_command_line_is_2(words: list[str], told: Told) -> None:
    assert run(words) == Exit.USAGE
    assert told()[1]


def test_a_misspelt_command_gets_a_suggestion(told: Told) -> None:
    assert run(["chek"]) == Exit.USAGE
    assert "did you mean check?" in told()[1]


def _toegang(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(PAPER), str(Path.cwd())])
    command = [sys.executable, "-c", "from audit.cli.main import main; main()", *words]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": paths, **environment}, timeout=60
    )


def test_details_are_shown_on_demand() -> None:
    plain, detailed = _toegang("stumble", "unexpected"), _toegang("stumble", "unexpected", TOEGANG_DEBUG="1")
    assert plain.returncode == detailed.returncode == Exit.FAILED
    assert "Traceback" not in plain.stderr
    assert "Traceback" in detailed.stderr


def test_help_is_0_and_imports_nothing_heavy() -> None:
    heavy = (
        "duckdb",
        "pyarrow",
        "boto3",
        "botocore",
        "jsonschema",
        "yaml",
        "rich",
        "tabulate",
        "msgspec",
        "audit.model",
        "audit.cli.commands.",
    )
    look = f"import sys; from audit.cli.main import run; code = run(['--help']); sys.stderr.write(str([m for m in sys.modules if m.startswith({heavy!r})])); sys.exit(code)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0
    assert done.stderr == "[]"
    assert "check " in done.stdout


def test_a_reader_that_goes_away_is_no_noise() -> None:
    command = [sys.executable, "-c", "from audit.cli.main import main; main()", "schema", "policy"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as done:
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.close()
        assert done.stderr.read() == b""
    assert done.returncode == Exit.FAILED


def test_an_output_that_cannot_write_a_sign_shows_its_escape() -> None:
    done = _toegang("stumble", "→", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
