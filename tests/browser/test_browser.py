"""The rig itself: what a page may not do fails its test."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import axe

GOOD = '<!doctype html><html lang="en"><title>t</title>{}<main><h1>Good</h1>{}</main>'


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>console.error('oh')</script>", "console: oh"),
        ("<script>throw new Error('oh')</script>", "script: "),
        ("<script>setTimeout(() => undefined_name)</script>", "script: "),
        ('<img src="https://elsewhere.example/pixel">', "request: GET https://elsewhere.example/pixel would leave this machine"),
        (
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><style>h1 { color: red }</style>',
            "console: policy: style-src-elem stopped inline",
        ),
    ],
)
def test_a_complaint_of_the_page_is_heard(page: Page, complaints: list[str], tmp_path: Path, body: str, complaint: str):
    (tmp_path / "page.html").write_text(GOOD.format(body, ""))
    page.goto((tmp_path / "page.html").as_uri())
    for _ in range(500):
        if any(told.startswith(complaint) for told in complaints):
            break
        page.wait_for_timeout(20)
    assert any(told.startswith(complaint) for told in complaints), complaints
    complaints.clear()


def test_a_good_page_has_none(page: Page, tmp_path: Path):
    (tmp_path / "page.html").write_text(GOOD.format("", ""))
    page.goto((tmp_path / "page.html").as_uri())
    assert axe(page) == ()


def test_what_people_cannot_use_is_found(page: Page, tmp_path: Path):
    (tmp_path / "page.html").write_text(
        GOOD.format("", '<img src="data:," alt=""><input><p style="color: #ccc; background: #fff">pale</p>')
    )
    page.goto((tmp_path / "page.html").as_uri())
    assert sorted(told.partition(" ")[0] for told in axe(page)) == ["color-contrast", "label"]
    assert axe(page, "h1") == ()
