"""Articles, periods and short words, as people file them."""

import pytest

from audit.gdpr.register import words
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


def test_a_word_of_the_organisation_s_own_is_said_as_it_is_written():
    assert words.measure(EN, "guard-dog") == "guard dog"
    assert words.measure(NL, "mfa") == "tweestapsverificatie"
    assert words.region(FR, "BE") == "Belgique"
    assert words.region(NL, "EU") == "Europese Unie"
