"""Papers as pages: a record and letters of the sample company, in each language, on a screen by day and by night, and printed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from audit.plugins import renderer
from policies.wording import LANGUAGES
from tests.browser.axe import axe
from tests.scenarios.command import Answer, answer
from tests.unit.reports import samples
from tests.unit.reports.papers import paper

ASKED = {"statement": ("what", "p14", "--letter"), "register": ("register",), "notice": ("notice", "customer")}  # as LANGUAGES
INK = "getComputedStyle(document.body).color"
PAPER = "getComputedStyle(document.body).backgroundColor"
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"


@pytest.fixture
def show(demo: tuple[Path, Answer], tmp_path: Path) -> Callable[..., None]:
    """Makes a paper and opens it in a page."""

    def shown(page: Page, kind: str, language: str = "nl") -> None:
        store = ("--store", str(demo[0] / "runs")) if kind == "statement" else ()
        file = tmp_path / f"{kind}.html"
        words = [*ASKED[kind], "--policy", str(demo[0] / "policy"), *store, "--language", language]
        told = answer([*words, "--format", "html", "--output", str(file)])
        assert told.code in (0, 1, 3), told.err
        page.goto(file.as_uri())

    return shown


@pytest.mark.parametrize(("kind", "language"), list(zip(ASKED, LANGUAGES, strict=True)))
def test_everybody_can_read_it(page: Page, show: Callable[..., None], kind: str, language: str):
    show(page, kind, language)
    assert axe(page) == ()
    assert page.locator("html").get_attribute("lang") == language


def test_a_record_is_readable_by_night_and_as_wide_as_it_is(new_page: Callable[..., Page], show: Callable[..., None]):
    page = new_page(color_scheme="dark", viewport={"width": 400, "height": 800})
    show(page, "register")
    assert axe(page) == ()
    assert page.evaluate(PAPER) != WHITE
    assert page.evaluate("document.documentElement.scrollWidth") <= 400  # the table scrolls, not the page
    region = page.locator(".wide").first
    region.focus()
    page.keyboard.press("ArrowRight")
    moved = (page.wait_for_timeout(50) or page.evaluate("document.querySelector('.wide').scrollLeft") for _ in range(100))
    assert any(moved)  # not `wait_for_function`, which the page's policy may stop


def test_a_record_is_printed_line_by_line_in_black_on_white(new_page: Callable[..., Page], show: Callable[..., None]):
    page = new_page(color_scheme="dark")
    show(page, "register")
    page.emulate_media(media="print")
    assert (page.evaluate(INK), page.evaluate(PAPER)) == (BLACK, WHITE)
    assert page.evaluate("getComputedStyle(document.querySelector('.wide tbody td'), '::before').content") == '"Verwerking"'
    assert page.evaluate("document.querySelector('.wide').scrollWidth <= document.querySelector('.wide').clientWidth")
    assert page.pdf().startswith(b"%PDF")


def test_a_hostile_name_does_nothing(page: Page, tmp_path: Path):
    made = renderer("html").render(
        replace(paper("<script>alert(1)</script><img src=//elsewhere.example/x>\u202e"), head=samples.head("<b>"))
    )
    assert isinstance(made, str)
    (tmp_path / "paper.html").write_text(made, "utf-8")
    page.goto((tmp_path / "paper.html").as_uri())
    assert page.locator("main script, main img, main b").count() == 0
    assert "<script>alert(1)</script>" in page.locator("h1").inner_text()
    assert axe(page) == ()


def test_only_its_own_style_holds(page: Page, complaints: list[str], tmp_path: Path):
    made = renderer("html").render(paper())
    assert isinstance(made, str)
    (tmp_path / "paper.html").write_text(made.replace("</body>", "<style>h1 { color: rgb(1, 2, 3) }</style></body>"), "utf-8")
    page.goto((tmp_path / "paper.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "960px"
    assert any(told.startswith("console: policy: style-src-elem") for told in complaints)
    complaints.clear()


def test_what_could_not_be_read_stands_under_the_title(page: Page, tmp_path: Path):
    made = renderer("html").render(replace(paper(), head=samples.head(gaps=(samples.GAP,))))
    assert isinstance(made, str)
    (tmp_path / "paper.html").write_text(made, "utf-8")
    page.goto((tmp_path / "paper.html").as_uri())
    assert page.locator("ul.note").inner_text() == "? s3://gw-hr: AccessDenied"
