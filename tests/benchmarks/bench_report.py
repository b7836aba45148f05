"""The page of a check with ever more findings: how long it takes to make, and until it can be used in a headless Chromium.

python -m tests.benchmarks.bench_report [FINDINGS …]    100 10000 when nothing is said
"""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from tabulate import tabulate

from audit.plugins import renderer
from tests.browser.conftest import FLAGS, ROOT
from tests.browser.large import large

GOES = 5
VIEWS = ("", "findings", "subjects")
READY = ".verdict, .list a"


def main(sizes: list[int]) -> None:
    """Prints seconds for each size, and how many times the smallest they are."""
    found = subprocess.run([ROOT / ".ci" / "browser", "--find"], capture_output=True, text=True, check=True).stdout.strip()
    with sync_playwright() as driver, driver.chromium.launch(executable_path=found, args=FLAGS) as browser, TemporaryDirectory() as folder:
        rows = [_row(browser, Path(folder) / f"{size}.html", size) for size in sizes]
    smallest = rows[0]
    told = [(size, f"{megabytes:.1f}", *_told(times, smallest[2])) for size, megabytes, times in rows]
    sys.stdout.write(tabulate(told, ["findings", "MB", "made, s", *(f"open #/{view}, s" for view in VIEWS)], disable_numparse=True) + "\n")


def _told(times: list[float], smallest: list[float]) -> list[str]:
    return [f"{each:.2f} ({each / first:.1f} times)" for each, first in zip(times, smallest, strict=True)]


def _row(browser: Browser, file: Path, findings: int) -> tuple[int, float, list[float]]:
    report, page = large(findings), renderer("html")
    page.render(large(10))  # what is imported and compiled once
    start = time.perf_counter()
    file.write_text(page.render(report), "utf-8")
    made = time.perf_counter() - start
    return findings, file.stat().st_size / 2**20, [made, *(median(_opened(browser, file, view) for _ in range(GOES)) for view in VIEWS)]


def _opened(browser: Browser, file: Path, view: str) -> float:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    start = time.perf_counter()
    page.goto(f"{file.as_uri()}#/{view}")
    page.locator(READY).first.wait_for()
    taken = time.perf_counter() - start
    page.close()
    return taken


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 10_000])
