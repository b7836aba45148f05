"""The pages around the reports."""

from datetime import UTC, datetime

import pytest

from audit.model.overview import NightFigures
from policies.language import Severity
from policies.wording import LANGUAGES, wording
from reports.serve.guard import Refusal
from reports.serve.history import Night
from reports.serve.pages import Bar, Link, Pages
from reports.serve.search import Found, FoundAsset, FoundSubject

RUN = "2026-11-01T02-00-00Z"
PAGES = Pages(wording("en"), "/place", "The Shop")
HOSTILE = "<script>alert(1)</script>\x1b\u202e\"'&"


def figures(violations: tuple[tuple[Severity, int], ...] | None) -> NightFigures:
    return NightFigures(RUN, datetime(2026, 11, 1, 2, tzinfo=UTC), violations, gaps=7)


def cells(page: str) -> list[str]:
    return [part.partition("</td>")[0] for part in page.split('<td class="count">')[1:]]


def test_what_nobody_counted_is_not_nought():
    assert cells(PAGES.history([Night(RUN, figures(None))], "", ())) == ["–", "–", "–", "–", "–", "–", "7", "–", "–"]  # noqa: RUF001
    counted = Night(RUN, figures(((Severity.HIGH, 2),)), new=None)
    assert cells(PAGES.history([counted], "", ())) == ["0", "2", "0", "0", "–", "0", "7", "0", "0"]  # noqa: RUF001
    assert cells(PAGES.history([Night(RUN, figures(()), new=0)], "", ()))[4] == "0"


def test_older_nights_are_a_page_further():
    page = PAGES.history([Night(RUN, figures(()))], "2026-10-31T02-00-00Z", ())
    assert 'href="/place/?until=2026-10-31T02-00-00Z"' in page
    assert "/place/compare?before=2026-10-31T02-00-00Z&amp;after=2026-11-01T02-00-00Z" in page


def test_no_name_is_markup_and_none_hides():
    found = Found((FoundAsset(HOSTILE, HOSTILE, HOSTILE, 1, "#/asset/x"),), (FoundSubject(HOSTILE, (HOSTILE, HOSTILE), 1, 0, ""),), 1, 1)
    pages = Pages(wording("nl"), "/place", HOSTILE)
    for page in (
        pages.search(HOSTILE, found, [RUN], RUN, [HOSTILE]),
        pages.history([Night(RUN, None, problem=HOSTILE)], "", [HOSTILE]),
        pages.text(HOSTILE, HOSTILE, Bar("", RUN, (Link("/x", HOSTILE),), (HOSTILE,))),
        pages.message(HOSTILE, HOSTILE, HOSTILE),
    ):
        assert "<script" not in page
        assert "\\x1b\\u202e" in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("refusal", Refusal)
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_not_let_in_learns_nothing(refusal: Refusal, language: str):
    page = Pages(wording(language), "/the-place", "The Shop").refused(refusal)
    assert f'<html lang="{language}">' in page
    assert "the-place" not in page
    assert "The Shop" not in page


def test_the_first_page_leads_on_by_itself_and_by_a_link():
    page = PAGES.welcome()
    assert '<meta http-equiv="refresh" content="0; url=/place/">' in page
    assert '<a href="/place/">' in page


@pytest.mark.parametrize(("language", "told"), [("nl", "1 november 2026, 02:00 UTC"), ("fr", "1er novembre 2026, 02:00 UTC")])
def test_a_night_as_people_say_it(language: str, told: str):
    assert Pages(wording(language), "", "").night(RUN) == told


def test_too_short_a_word_is_not_looked_for():
    assert "Give at least 2 letters." in PAGES.search("x", None, [RUN], RUN, ())
    assert "Give at least" not in PAGES.search("", None, [RUN], RUN, ())
