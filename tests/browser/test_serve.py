"""The reports of all nights in a browser: the sample company's two nights, and one that was damaged."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page
from starlette.responses import HTMLResponse

from audit.cli.progress import progress
from audit.pipeline import plan
from audit.runs.store import Store
from policies.load import load
from policies.wording import LANGUAGES, wording
from providers.sandbox.sandbox import PROVIDERS
from reports.serve.guard import COOKIE, Key
from reports.serve.site import Site, app_of
from tests.browser.axe import axe
from tests.scenarios.command import Answer
from tests.unit.reports.serve.serving import Reply, ask, running

NOTHING = "\N{EN DASH}"
FIRST, SECOND, DAMAGED = "2026-10-15T02-00-00Z", "2026-10-16T02-00-00Z", "2026-10-17T02-00-00Z"


@dataclass(frozen=True)
class Served:
    """The pages of a copy of the demo's store."""

    origin: str
    key: Key
    store: Path
    before: Mapping[str, str]  # what the store held when it was opened

    def ask(self, path: str, method: str = "GET") -> Reply:
        """A page, as somebody sees who is let in."""
        return ask(self.origin, f"{self.key.base}{path}", method, cookie=f"{COOKIE}={self.key.token}")

    def enter(self, page: Page, path: str = "/") -> None:
        """Goes in by the address that the command prints, and on to a page."""
        page.goto(f"{self.origin}/?token={self.key.token}")
        page.wait_for_url(f"{self.origin}{self.key.base}/")
        if path != "/":
            page.goto(f"{self.origin}{self.key.base}{path}")


def served(policy: Path, store: Path, language: str, key: Key) -> Site:
    planned = replace(plan(load(policy), PROVIDERS), language=language)
    return Site(planned, Store(str(store)), wording(language), key.base, lambda run: progress(run, quiet=True))


@pytest.fixture(scope="module")
def nights(demo: tuple[Path, Answer], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a policy and three runs."""
    folder = copied(demo[0], tmp_path_factory.mktemp("nights"))
    shutil.copytree(folder / "runs" / SECOND, folder / "runs" / DAMAGED)
    (folder / "runs" / DAMAGED / "manifest.json").write_text("{")
    return folder


def copied(kept: Path, into: Path) -> Path:
    """A copy of what the demo kept; other tests check its runs meanwhile, and replace what was worked out by the same."""
    for name in map(str, range(20)):
        with suppress(shutil.Error, FileNotFoundError):
            return shutil.copytree(kept, into / name, ignore=shutil.ignore_patterns(".partial-*"))
    raise AssertionError("the demo is never still")


@pytest.fixture(scope="module")
def pages(nights: Path) -> Iterator[Served]:
    key = Key()
    with running(app_of(served(nights / "policy", nights / "runs", "nl", key), key)) as origin:
        yield Served(origin, key, nights / "runs", digests(nights / "runs"))


def test_all_nights_newest_first(page: Page, pages: Served):
    pages.enter(page)
    assert "token" not in page.url
    assert page.locator("tbody th").all_inner_texts() == [
        "17 oktober 2026, 02:00 UTC",
        "16 oktober 2026, 02:00 UTC",
        "15 oktober 2026, 02:00 UTC",
    ]
    assert page.locator("tbody tr").nth(0).locator("td").first.inner_text().startswith("Kan niet gelezen worden: ")
    assert page.locator("tbody tr").nth(2).locator("td").all_inner_texts() == ["8", "56", "30", "1", NOTHING, "3", "3", "16", "22", ""]
    assert page.locator("svg[role=img] rect.blind").count() == 1
    assert page.locator("html").get_attribute("lang") == "nl"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == ()


def test_a_night_and_those_beside_it(page: Page, pages: Served):
    pages.enter(page)
    page.get_by_role("link", name="16 oktober 2026, 02:00 UTC", exact=True).click()
    page.wait_for_url(f"**/runs/{SECOND}*")
    page.wait_for_selector("main h1, main h2")
    assert "De Groene Winkel" in page.title()
    assert axe(page, ".toegang-bar") == ()
    beside = {link.inner_text(): link.get_attribute("href") for link in page.locator(".toegang-bar a").all()}
    assert beside["vorige nacht"] == f"{pages.key.base}/runs/{FIRST}"
    assert beside["volgende nacht"] == f"{pages.key.base}/runs/{DAMAGED}"
    assert beside["Wat veranderde"] == f"{pages.key.base}/compare?before={FIRST}&after={SECOND}"
    page.get_by_role("link", name="Alle nachten").click()
    page.wait_for_url(f"**{pages.key.base}/")


def test_two_nights_are_compared_with_the_keyboard_alone(page: Page, pages: Served):
    pages.enter(page, "/compare")
    assert axe(page) == ()
    page.get_by_label("Vroegere nacht").focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.type("16")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/compare?before={FIRST}&after={SECOND}")
    assert "backup-operators" in page.locator("main").inner_text()
    assert axe(page, ".toegang-bar") == ()


@pytest.mark.parametrize("path", [f"/compare?before={SECOND}&after={FIRST}", f"/compare?before={FIRST}&after={SECOND}"])
def test_the_earlier_night_comes_first_whichever_was_named_first(pages: Served, path: str):
    assert "p21" in pages.ask(path).body
    assert pages.ask(path).body == pages.ask(f"/compare?before={FIRST}&after={SECOND}").body


def test_one_night_is_not_compared_with_itself(pages: Served):
    assert "Kies twee verschillende nachten." in pages.ask(f"/compare?before={FIRST}&after={FIRST}").body


def test_a_search_leads_to_the_place_in_the_report(page: Page, pages: Served):
    pages.enter(page, f"/search?q=P21&run={SECOND}")
    assert axe(page) == ()
    page.locator("table a", has_text="p21").click()
    page.wait_for_url(f"**/runs/{SECOND}#/subject/person:p21")
    page.wait_for_selector("main h1:has-text('p21'), main h2:has-text('p21')")


def test_a_search_in_the_bar_looks_in_the_run_that_is_shown(page: Page, pages: Served):
    pages.enter(page, f"/runs/{SECOND}")
    page.locator(".toegang-bar input[name=q]").fill("order-doc")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/search?q=order-doc&run={SECOND}")
    page.get_by_role("link", name="order-documents", exact=True).click()
    page.wait_for_url(f"**/runs/{SECOND}#/asset/order-documents")
    assert "order-documents" in page.locator("main .crumbs").inner_text()


def test_what_was_not_found_may_be_there_all_the_same(page: Page, pages: Served):
    pages.enter(page, f"/search?q=zzz&run={FIRST}")
    assert page.locator(".note").all_inner_texts() == [
        "Niets heet zo in deze run: zzz",
        "Die nacht kon niet alles gelezen worden: wat hier niet gevonden wordt, kan er toch zijn.",
    ]


def test_who_and_why(pages: Served):
    assert "p20" in pages.ask(f"/who/database-backups?run={FIRST}").body
    assert "AssumeDeploy" in pages.ask(f"/why?who=p20&asset=database-backups&run={FIRST}").body
    assert pages.ask(f"/why?who=p20&asset=database-backup&run={FIRST}").status == 404


@pytest.mark.parametrize("word", ["p2", "p2&run=x"])
def test_why_of_nobody_in_particular_is_a_search(pages: Served, word: str):
    told = pages.ask(f"/why?{urlencode({'who': word, 'asset': 'database-backups', 'run': FIRST})}")
    assert told.status == 303
    assert told.headers["location"] == f"{pages.key.base}/search?{urlencode({'q': word, 'run': FIRST})}"


@pytest.mark.parametrize("path", ["/search?q=p21", f"/compare?before={FIRST}&after={DAMAGED}", f"/who/hr-files?run={DAMAGED}"])
def test_nothing_is_said_of_a_damaged_run(pages: Served, path: str):
    told = pages.ask(path)
    assert told.status == 500
    assert f"the manifest of run {DAMAGED} can&#39;t be read" in told.body


def test_a_damaged_run_says_so_and_shows_no_traceback(page: Page, pages: Served, complaints: list[str]):
    pages.enter(page, f"/runs/{DAMAGED}")
    assert "Dit kan niet getoond worden" in page.title()
    assert "the manifest of run 2026-10-17T02-00-00Z can't be read" in page.locator("main").inner_text()
    assert "Traceback" not in page.content()
    assert axe(page) == ()
    assert [told for told in complaints if "status of 500" not in told] == []
    complaints.clear()


@pytest.mark.parametrize(
    "path",
    [
        "/runs/2026-01-01T02-00-00Z",
        "/runs/..",
        "/runs/%2e%2e",
        "/runs/..%2f..%2fpolicy",
        "/runs/%2Fetc%2Fpasswd",
        "/runs/2026-10-15T02-00-00Z%2fmanifest.json",
        "/runs/2026-10-15T02-00-00Z%00",
        "/runs/",
        f"/who/nothing?run={FIRST}",
        "/search?q=p21&run=../../etc",
        "/style.css/../../../pyproject.toml",
        "/templates/shell.html.j2",
    ],
)
def test_a_run_that_is_not_one_of_the_store_is_not_there(pages: Served, path: str):
    assert pages.ask(path).status == 404


def test_the_policy_of_the_report_is_the_header_s(pages: Served):
    told = pages.ask(f"/runs/{SECOND}")
    policy = told.headers["content-security-policy"]
    assert "http-equiv" not in told.body.partition("<body")[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_of_another_server_reads_nothing(page: Page, pages: Served, complaints: list[str], host: str):
    pages.enter(page)
    with running(HTMLResponse("<!doctype html><title>other</title>")) as other:
        page.goto(other.replace("127.0.0.1", host))
        reads = "([at, mode]) => fetch(at, {mode, credentials: 'include'}).then(told => told.text(), () => 'refused')"
        for mode in ("cors", "no-cors"):
            assert page.evaluate(reads, [f"{pages.origin}{pages.key.base}/", mode]) == "refused"
        frame = "at => new Promise(done => { const it = document.createElement('iframe'); it.onload = () => done(it.contentDocument); it.src = at; document.body.append(it) })"
        assert page.evaluate(frame, f"{pages.origin}{pages.key.base}/") is None
    page.goto("about:blank")
    complaints.clear()


def test_it_is_shown_in_the_other_languages_too(nights: Path):
    for language in {*LANGUAGES} - {"nl"}:
        key = Key()
        site = served(nights / "policy", nights / "runs", language, key)
        with running(app_of(site, key)) as origin:
            told = Served(origin, key, nights / "runs", {}).ask("/").body
        assert f'<html lang="{language}">' in told
        assert {"fr": "Toutes les nuits", "en": "All nights"}[language] in told


def test_nothing_was_written(pages: Served):
    asked = ("/", f"/runs/{SECOND}", f"/compare?before={FIRST}&after={SECOND}", f"/search?q=p21&run={FIRST}", f"/who/hr-files?run={FIRST}")
    assert [pages.ask(path).status for path in asked] == [200] * len(asked)
    assert digests(pages.store) == pages.before


def digests(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}
