"""PDF, printed by the browser that is installed."""

import shutil
import sys
from pathlib import Path

import pytest

from audit.errors import ToegangError, UsageError
from reports.pdf import BROWSER, found_browser, renderer
from tests.unit.reports import checked

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="no browser is installed")
def test_the_page_is_printed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(BROWSER, str(CHROMIUM))
    made = renderer.render(checked.check())
    assert made.startswith(b"%PDF-")
    assert made.rstrip().endswith(b"%%EOF")


def test_without_a_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(BROWSER, raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    if sys.platform == "linux":
        with pytest.raises(UsageError, match="neither Chromium, Chrome nor Edge") as raised:
            renderer.render(checked.check())
        assert BROWSER in raised.value.remedy


def test_the_one_that_is_named_is_taken_or_missed_aloud(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\necho out of paper >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv(BROWSER, str(program))
    assert found_browser() == str(program)
    with pytest.raises(ToegangError, match="printed nothing: out of paper"):
        renderer.render(checked.check())
    monkeypatch.setenv(BROWSER, str(tmp_path / "none"))
    with pytest.raises(UsageError, match="is no program"):
        found_browser()
