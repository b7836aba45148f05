"""PDF: the page of the HTML format, printed by a browser that is installed. Nothing of it meets a network."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from audit import plugins
from audit.errors import ToegangError, UsageError
from audit.model.paper import Report

BROWSER = "TOEGANG_BROWSER"
_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_LONGEST = 120  # seconds that a browser may take
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=10000",  # milliseconds of the page's own time: its script has laid out what is to be printed
)


@dataclass(frozen=True, slots=True)
class Pdf:
    """The renderer."""

    name: str = "pdf"
    extension: str = "pdf"
    whole: bool = True

    def render(self, report: Report) -> bytes:
        """The document. Raises UsageError where there is no browser, ToegangError where it prints nothing."""
        browser = found_browser()
        page = plugins.renderer("html").render(report)
        with TemporaryDirectory(prefix="toegang-pdf-") as folder:
            source, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
            source.write_text(str(page), "utf-8", "backslashreplace")
            return _printed([browser, *_OPTIONS, *_as_root(), f"--user-data-dir={folder}/profile"], source, made)

    def schemas(self) -> Mapping[str, str]:
        """None: people need no schema."""
        return {}


def found_browser() -> str:
    """The program that prints: what TOEGANG_BROWSER names, else the first Chromium, Chrome or Edge that is installed.

    Raises UsageError where there is none.
    """
    told = os.environ.get(BROWSER, "")
    if told:
        if path := shutil.which(told):
            return path
        raise UsageError(f"{BROWSER} names {told}, which is no program", "name Chromium, Chrome or Edge, or leave it out to have one found")
    path = next(_installed(), None)
    if path is None:
        raise UsageError(
            "a PDF is printed by a browser, and neither Chromium, Chrome nor Edge is installed",
            f"install one, or name it: {BROWSER}=/path/to/it; --format html makes the same page to print from any browser",
        )
    return path


def _installed() -> Iterator[str]:
    for name in (*_NAMES, *_PLACES):
        if path := shutil.which(name):
            yield path


def _as_root() -> tuple[str, ...]:
    """A browser's own sandbox does not work for root, as in most containers; the page has no script but ours, and no network."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _printed(command: list[str], source: Path, made: Path) -> bytes:
    asked = [*command, f"--print-to-pdf={made}", f"{source.as_uri()}#/print"]
    try:
        done = subprocess.run(asked, capture_output=True, timeout=_LONGEST, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - the browser that the user has, and no shell
    except subprocess.TimeoutExpired as error:
        raise ToegangError(
            f"{command[0]} did not print within {_LONGEST} seconds", "try again, or print the page of --format html"
        ) from error
    if not made.exists():
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
        raise ToegangError(f"{command[0]} printed nothing: {said or done.returncode}", f"name another browser: {BROWSER}=/path/to/it")
    return made.read_bytes()


renderer = Pdf()
