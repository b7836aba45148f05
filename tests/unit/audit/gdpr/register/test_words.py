"""Articles, periods and short words, as people file them."""

import pytest

from audit.gdpr.register import words
from policies.language import Retention
from policies.periods import Period
from policies.wording import wording

EN, NL, FR = (wording(language) for language in ("en", "nl", "fr"))


@pytest.mark.parametrize(
    ("text", "en", "nl", "fr"),
    [
        ("A6-1-b", "Art. 6(1)(b) GDPR", "art. 6, lid 1, b), AVG", "art. 6, par. 1, b), RGPD"),
        ("A28-3", "Art. 28(3) GDPR", "art. 28, lid 3, AVG", "art. 28, par. 3, RGPD"),
        ("A44", "Art. 44 GDPR", "art. 44 AVG", "art. 44 RGPD"),
        ("A9-a", "Art. 9, point (a) GDPR", "art. 9, a), AVG", "art. 9, a), RGPD"),
        ("wet 30-07-2018 art. 10", "wet 30-07-2018 art. 10", "wet 30-07-2018 art. 10", "wet 30-07-2018 art. 10"),
        ("", "", "", ""),
    ],
)
def test_an_article_as_lawyers_cite_it(text: str, en: str, nl: str, fr: str):
    assert [words.article(say, text) for say in (EN, NL, FR)] == [en, nl, fr]


@pytest.mark.parametrize(
    ("length", "en", "nl"),
    [
        ("P1Y", "1 year", "1 jaar"),
        ("P18M", "1 year and 6 months", "1 jaar en 6 maanden"),
        ("P35D", "35 days", "35 dagen"),
        ("P0D", "0 days", "0 dagen"),
    ],
)
def test_a_period(length: str, en: str, nl: str):
    assert (words.period(EN, Period.parse(length)), words.period(NL, Period.parse(length))) == (en, nl)


def test_a_word_of_the_organisation_s_own_is_said_as_it_is_written():
    assert words.subject(EN, "bee-keeper") == "bee keeper"
    assert words.measure(NL, "mfa") == "tweestapsverificatie"
    assert words.region(FR, "BE") == "Belgique"
    assert words.region(NL, "EU") == "Europese Unie"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Retention(Period(months=36), "last_order", "delete", "law"), "3 years from the last order, then deleted (law)"),
        (Retention(Period(days=1), "full_moon"), "1 day from full moon"),
    ],
)
def test_how_long_something_is_kept(told: Retention, said: str):
    assert words.kept(EN, told) == said
