"""Progress is for a terminal."""

import os
import pty
import subprocess
import sys

import pytest

from audit.cli.progress import progress

SHOW = "from audit.cli.progress import progress\nwith progress('reading', {quiet}) as tell: tell('\\x1b]0;owned\\x07'); import time; time.sleep(0.3)"


def on_a_terminal(quiet: bool) -> bytes:
    """What a terminal on standard error gets."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", SHOW.format(quiet=quiet)], stderr=theirs) as shown:
        os.close(theirs)
        got = b""
        try:
            while piece := os.read(ours, 1024):
                got += piece
        except OSError:  # the other side is closed
            pass
    os.close(ours)
    assert shown.returncode == 0
    return got


def test_a_terminal_sees_what_is_done_and_no_escape_of_a_provider() -> None:
    got = on_a_terminal(quiet=False)
    assert b"reading" in got
    assert b"\x1b]0;" not in got


def test_quiet_shows_nothing() -> None:
    assert on_a_terminal(quiet=True) == b""


def test_a_pipe_sees_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("reading", quiet=False) as tell:
        tell("more")
    assert capsys.readouterr().err == ""
