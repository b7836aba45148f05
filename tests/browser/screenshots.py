"""The pictures of the documentation, made anew from the sample company's second night: `make screenshots`."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, ROOT
from tests.scenarios.command import answer, toegang

PICTURES = ROOT / "docs" / "screenshots"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, the view, and what is done before it is taken."""

    name: str
    view: str
    dark: bool = False
    language: str = "en"
    unfold: str = ""


TAKEN = (
    Picture("overview", ""),
    Picture("overview-nl-dark", "", dark=True, language="nl"),
    Picture("findings", "findings?q=hr-files"),
    Picture("asset", "asset/hr-files", unfold=".reach:has(a[href='#/subject/person%3Ap25']) summary"),
    Picture("changes", "changes?at=1"),
    Picture("matrix", "matrix"),
)


def main() -> None:
    """Takes them all; raises when the demo or the check does not end as it should."""
    browser = subprocess.run([ROOT / ".ci" / "browser", "--find"], capture_output=True, text=True, check=True).stdout.strip()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "kept"
        assert answer(["demo", "--keep", str(kept)]).code == 0
        pages = {language: _page(kept, Path(folder), language) for language in {each.language for each in TAKEN}}
        with sync_playwright() as driver, driver.chromium.launch(executable_path=browser, args=FLAGS) as chromium:
            for each in TAKEN:
                context = chromium.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark" if each.dark else "light")
                page = context.new_page()
                page.goto(f"{pages[each.language]}#/{each.view}")
                if each.unfold:
                    page.locator(each.unfold).first.click()
                    page.locator(each.unfold).first.evaluate("node => node.closest('.reach').scrollIntoView({block: 'center'})")
                page.wait_for_timeout(200)
                page.screenshot(path=PICTURES / f"{each.name}.png")
                context.close()
    sys.stdout.write(f"{len(TAKEN)} pictures in {PICTURES.relative_to(ROOT)}\n")


def _page(kept: Path, folder: Path, language: str) -> str:
    file = folder / f"{language}.html"
    told = toegang(kept, "check", "--format", "html", "--language", language, "--output", str(file))
    assert told.code == 1, told.err
    return file.as_uri()


if __name__ == "__main__":
    main()
