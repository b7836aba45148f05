"""The page of a check in a real Chromium: the sample company's second night, a large organisation's first, and one whose names are all hostile."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from audit.plugins import renderer
from tests.browser.axe import axe
from tests.browser.large import large
from tests.scenarios.command import Answer, toegang

VIEWS = (
    "",
    "findings",
    "assets",
    "asset/hr-files",
    "subjects",
    "subject/person%3Ap21",
    "changes?at=0",
    "matrix",
    "trend",
    "blind",
    "search?q=p21",
)
FIRST_SCREEN = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def night(demo: tuple[Path, Answer], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The address of the second night's page, in a language."""
    folder, made = tmp_path_factory.mktemp("report"), dict[str, str]()

    def address(language: str) -> str:
        if language not in made:
            file = folder / f"{language}.html"
            asked = ("--language", language)
            told = toegang(demo[0], "check", "--format", "html", *asked, "--output", str(file))
            assert told.code == 1, told.err
            made[language] = file.as_uri()
        return made[language]

    return address


@pytest.fixture
def opened(new_page: Callable[..., Page], night: Callable[[str], str]) -> Callable[..., Page]:
    """Opens a view of the page."""

    def view(path: str = "", language: str = "en", **options: object) -> Page:
        page = new_page(viewport=FIRST_SCREEN, **options)
        page.goto(f"{night(language)}#/{path}")
        return page

    return view


def findings(page: Page) -> list[dict[str, object]]:
    told: list[dict[str, object]] = json.loads(page.locator("#data").text_content() or "")["findings"]
    return told


def test_the_first_screen_says_whether_all_is_well_what_is_new_and_what_to_do(opened: Callable[..., Page]):
    page = opened()
    expect(page.locator(".verdict h1")).to_have_text("Does not comply")
    for name in ("Blind spots", "New since the last run", "Do first"):
        card = page.locator(".card", has=page.get_by_role("heading", name=name))
        box = card.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= FIRST_SCREEN["height"], name
        assert card.locator("li").count() > 0, name
    assert "s3:GetBucketPolicy" in page.locator(".card.dark").inner_text()


@pytest.mark.parametrize("view", VIEWS)
def test_everybody_can_use_each_view(opened: Callable[..., Page], view: str):
    page = opened(view)
    page.locator("main h1").wait_for()
    assert axe(page) == ()


@pytest.mark.parametrize("view", ["", "findings", "matrix"])
def test_by_night_too(opened: Callable[..., Page], view: str):
    page = opened(view, color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert axe(page) == ()


def test_dark_and_light_can_be_chosen(opened: Callable[..., Page]):
    page = opened()
    page.get_by_role("button", name="Dark or light").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 22, 29)"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_search_finds_assets_people_and_findings(opened: Callable[..., Page]):
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("p25")
    expect(page.locator("main h1")).to_have_text("Found for p25")
    assert page.get_by_role("link", name="p25", exact=True).first.get_attribute("href") == "#/subject/person%3Ap25"
    expect(page.get_by_role("heading", name=re.compile(r"^Findings \([1-9]"))).to_be_visible()
    assert page.get_by_role("searchbox", name="Search").input_value() == "p25"


def test_filters_are_in_the_address_and_say_how_many(opened: Callable[..., Page]):
    page = opened("findings")
    told = findings(page)
    critical = [each for each in told if each["severity"] == "critical"]
    page.get_by_label("severity").select_option("critical")
    expect(page.get_by_role("status")).to_have_text(f"{len(critical)} of {len(told)} findings")
    assert page.url.endswith("#/findings?severity=critical")
    page.get_by_role("searchbox", name="Filter").fill("hr-files")
    both = [each for each in critical if "hr-files" in json.dumps(each)]
    assert 0 < len(both) < len(critical)
    expect(page.get_by_role("status")).to_have_text(f"{len(both)} of {len(told)} findings")
    again = opened(page.url.partition("#/")[2])  # the address alone brings the same back
    expect(again.get_by_role("status")).to_have_text(f"{len(both)} of {len(told)} findings")


def test_a_sum_of_the_overview_leads_to_its_findings(opened: Callable[..., Page]):
    page = opened()
    cell = page.locator(".heats td a").first
    count = cell.text_content()
    cell.click()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{count} of "))


def test_a_finding_has_its_own_address_and_draws_its_path(opened: Callable[..., Page]):
    page = opened("findings")
    chosen = next(each for each in findings(page) if len(each["paths"]) > 1)
    page = opened(f"finding/{chosen['id']}")
    expect(page.locator("main h1")).to_have_text(str(chosen["sentence"]))
    told = page.evaluate("JSON.parse(document.getElementById('data').textContent)")
    steps = {tuple(told["steps"][step][:3]) for path in chosen["paths"] for step in told["paths"][path]}
    nodes = {name for _, source, target in steps for name in (source, target)}
    assert page.locator(".graph path.edge").count() == len(steps)
    assert page.locator(".graph rect").count() == len(nodes)
    assert page.locator("ol.path").count() == len(chosen["paths"])
    assert str(chosen["remedy"]) in page.locator("main").inner_text()
    assert axe(page) == ()


def test_a_reach_unfolds_its_paths_beside_the_rule_as_a_sentence(opened: Callable[..., Page]):
    page = opened("asset/hr-files")
    row = page.locator(".reach", has=page.get_by_role("link", name="p19", exact=True)).first
    assert "The role HR may share personnel files" in row.inner_text()
    assert row.locator("svg").count() == 0
    row.locator("summary").first.click()
    row.locator("svg").first.wait_for()
    assert row.locator("ol.path li").count() >= 2
    assert axe(page, ".reach") == ()


def test_what_is_not_there_is_said(opened: Callable[..., Page]):
    for view in ("finding/none", "asset/%", "subject/person%3Anobody", "nowhere"):
        expect(opened(view).locator("main h1")).to_have_text("There is nothing by this name in this run.")


def test_the_keyboard_is_enough(opened: Callable[..., Page]):
    page = opened("findings")
    page.locator(".list a").first.focus()
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    focused = page.evaluate("document.activeElement.closest('li').getAttribute('aria-posinset')")
    assert focused == "31"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.closest('li').getAttribute('aria-posinset')") == str(len(findings(page)))
    where = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{where}")
    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_paper_has_everything_in_black_on_white(opened: Callable[..., Page]):
    page = opened("matrix", color_scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    printed = page.locator("main").inner_text()
    assert [each["sentence"] for each in findings(page) if str(each["sentence"]) not in printed] == []
    assert page.locator("button.rest").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("main h1")).to_have_text("Matrix")


@pytest.mark.parametrize(("language", "verdict"), [("nl", "Niet in orde"), ("fr", "Non conforme")])
def test_it_speaks_the_language_of_its_reader(opened: Callable[..., Page], language: str, verdict: str):
    page = opened(language=language)
    expect(page.locator(".verdict h1")).to_have_text(verdict)
    assert page.locator("html").get_attribute("lang") == language
    assert axe(page) == ()


def test_of_ten_thousand_findings_only_those_in_sight_are_there(page: Page, tmp_path: Path):
    file = tmp_path / "large.html"
    file.write_text(renderer("html").render(large(10_000)), "utf-8")
    page.goto(f"{file.as_uri()}#/findings")
    expect(page.get_by_role("status")).to_have_text("10,000 of 10,000 findings")
    assert page.locator(".list li").count() < 40
    page.locator(".list a").first.focus()
    page.keyboard.press("End")
    last = page.locator(".list li[aria-posinset='10000']")
    expect(last).to_be_visible()
    assert page.locator(".list li").count() < 60
    page.get_by_role("searchbox", name="Filter").fill("p04242")
    expect(page.get_by_role("status")).to_have_text("1 of 10,000 findings")
