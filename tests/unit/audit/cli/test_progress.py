"""Progress is for a terminal, and colour too."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from audit.cli.progress import progress
from tests.unit.audit.cli.conftest import PAPER, Office

SHOW = """
from time import sleep
from audit.cli.progress import progress
with progress('reading', {quiet}) as tell:
    tell('\\x1b]0;owned\\x07[bold]drives')
    tell.count(3, 12)
    sleep(0.3)
    tell.count(12, 12)
    sleep(0.2)
"""
COLOUR = re.compile(rb"\x1b\[[0-9;]*[1-9][0-9;]*m")


def on_a_terminal(*words: str, out: bool = False, **environment: str) -> bytes:
    """What a terminal on standard error (and on standard output, when `out`) gets."""
    ours, theirs = pty.openpty()
    plain = {name: text for name, text in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    told = {**plain, "TERM": "xterm-256color", "COLUMNS": "120", "PYTHONPATH": f"{PAPER}:{Path.cwd()}", **environment}
    with subprocess.Popen([sys.executable, "-c", *words], stdout=theirs if out else subprocess.DEVNULL, stderr=theirs, env=told) as shown:
        os.close(theirs)
        got = b""
        try:
            while piece := os.read(ours, 4096):
                got += piece
        except OSError:  # the other side is closed
            pass
    os.close(ours)
    assert shown.returncode == 0
    return got


def test_a_terminal_sees_what_is_done_and_how_much_and_no_escape_of_a_provider() -> None:
    got = on_a_terminal(SHOW.format(quiet=False))
    assert b"reading" in got
    assert b"[bold]drives" in got
    assert b"3/12" in got
    assert b"\x1b]0;" not in got
    assert b"Traceback" not in got


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"TERM": "unknown"}])
def test_a_terminal_that_draws_nothing_over_sees_nothing(environment: dict[str, str]) -> None:
    assert on_a_terminal(SHOW.format(quiet=False), **environment) == b""


def test_no_colour_is_respected() -> None:
    got = on_a_terminal(SHOW.format(quiet=False), NO_COLOR="1")
    assert b"3/12" in got
    assert not COLOUR.search(got)
    assert COLOUR.search(on_a_terminal(SHOW.format(quiet=False)))


def test_quiet_shows_nothing() -> None:
    assert on_a_terminal(SHOW.format(quiet=True)) == b""


def test_a_pipe_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("reading", quiet=False) as tell:
        tell("more")
        tell.count(1, 2)
    assert capsys.readouterr().err == ""


def test_a_report_has_colour_on_a_terminal_alone(office: Office) -> None:
    office.night(20, "violation")
    asked = ["check", "--policy", str(office.policy), "--store", str(office.store)]
    script = f"""
import os
from audit.cli.main import run
for name, text in (("TERM", "xterm"), ("NO_COLOR", "1"), ("NO_COLOR", ""), ("TERM", "dumb")):
    os.environ[name] = text
    run({asked})
    print("=====", flush=True)
"""
    plain, no_colour, empty, dumb, _ = on_a_terminal(script, out=True).split(b"=====")
    assert all(b"DOES NOT COMPLY" in told for told in (plain, no_colour, empty, dumb))
    assert [bool(COLOUR.search(told)) for told in (plain, no_colour, empty, dumb)] == [True, False, True, False]
