"""Pages in a real Chromium: one browser for each worker, a fresh context for each page; no test passes while a page complains or leaves the machine."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.scenarios.conftest import demo  # noqa: F401 - the same demo, taken once

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--no-sandbox",  # as root, and in containers, there is none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE [::1], EXCLUDE localhost",
)
_HERE = ("127.0.0.1", "::1", "localhost")
_TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", told => console.error(`policy: ${told.effectiveDirective} stopped ${told.blockedURI}`))
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser that `.ci/browser` finds. Without one the tests of pages fail, unless they are left out by name."""
    if os.environ.get("TOEGANG_BROWSER") == "none":
        pytest.skip("TOEGANG_BROWSER=none leaves the tests of pages out")
    found = subprocess.run([ROOT / ".ci" / "browser", "--find"], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr.strip())
    with sync_playwright() as driver, driver.chromium.launch(executable_path=found.stdout.strip(), args=FLAGS) as browser:
        yield browser


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What pages complained of: errors in the console or of a script, what a security policy stopped, requests that would leave the machine.

    Whatever is left in it when the test ends fails the test: one that provokes a complaint takes it out.
    """
    told: list[str] = []
    yield told
    assert told == []


@pytest.fixture
def new_page(chromium: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a blank page in a context of its own; takes what Playwright's `new_context` does (`color_scheme`, `locale`, `viewport`, …)."""
    contexts = []

    def open_page(**options: object) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.add_init_script(_TELL_VIOLATIONS)
        page = context.new_page()
        context.on("console", lambda said: complaints.extend(_console(said)))
        context.on("weberror", lambda thrown: complaints.append(f"script: {thrown.error}"))
        context.on("request", lambda request: complaints.extend(_leaving(request)))
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A blank page."""
    return new_page()


def _console(said: ConsoleMessage) -> tuple[str, ...]:
    return (f"console: {said.text} ({said.location.get('url', '')})",) if said.type == "error" else ()


def _leaving(request: Request) -> tuple[str, ...]:
    address = urlsplit(request.url)
    stays = address.scheme in ("file", "data", "blob", "about") or address.hostname in _HERE
    return () if stays else (f"request: {request.method} {request.url} would leave this machine",)
