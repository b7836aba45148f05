"""Words that several papers use."""

import pytest

from audit.gdpr import words
from audit.model.reach import Subject, SubjectKind
from policies.language import Retention
from policies.periods import Period
from policies.wording import wording
from tests.unit.audit.gdpr.shop import shop

SAY = {language: wording(language) for language in ("nl", "fr", "en")}


@pytest.mark.parametrize(
    ("language", "code", "told"),
    [
        ("en", "A17-3-b", "Art. 17(3)(b)"),
        ("nl", "A17-3-b", "art. 17.3.b"),
        ("fr", "A12-6", "art. 12.6"),
        ("en", "A9", "Art. 9"),
        ("en", "wet 30-07-2018 art. 9", "wet 30-07-2018 art. 9"),
    ],
)
def test_an_article(language: str, code: str, told: str):
    assert words.article(SAY[language], code) == told


@pytest.mark.parametrize(
    ("language", "period", "told"),
    [
        ("en", "P10Y", "10 years"),
        ("en", "P1Y6M", "1 year and 6 months"),
        ("nl", "P35D", "35 dagen"),
        ("fr", "P1M1D", "1 mois et 1 jour"),
        ("en", "P0D", "0 days"),
    ],
)
def test_a_period(language: str, period: str, told: str):
    assert words.period(SAY[language], Period.parse(period)) == told


def test_a_ground_has_its_words_and_its_article():
    assert words.ground(SAY["nl"], "A6-1-a") == "toestemming (art. 6.1.a)"
    assert words.ground(SAY["en"], "A6-1-f") == "a legitimate interest (Art. 6(1)(f))"
    assert words.ground(SAY["en"], "A45-3", words.SAFEGUARDS) == "adequacy decision (Art. 45(3))"
    assert words.ground(SAY["en"], "A4-5", words.SAFEGUARDS) == "Art. 4(5)"


def test_how_long_something_is_kept():
    retention = Retention(Period(months=120), "end_of_financial_year", "delete")
    assert words.kept(SAY["nl"], retention) == "10 jaar, te rekenen vanaf het einde van het boekjaar; daarna gewist"
    assert words.kept(SAY["en"], Retention(Period(days=35), "full_moon", "burn")) == "35 days, counted from full moon; then burn"
    assert words.kept(SAY["en"], Retention(Period(days=35))) == "35 days"
    assert words.kept_with_basis(SAY["en"], Retention(Period(days=35), basis="WER III.86")) == "35 days (WER III.86)"
    assert words.kept_with_basis(SAY["en"], Retention(Period(days=35))) == "35 days"


def test_a_word_of_the_policy_s_own_stands_as_it_is():
    assert words.subject(SAY["fr"], "job-applicant") == "candidats à un emploi"
    assert words.subject(SAY["fr"], "race-horse") == "race horse"
    assert words.keys(SAY["nl"], ("email", "shoe_size")) == "e-mailadres of shoe size"


def test_names_come_from_the_policy_in_the_reader_s_language():
    policy = shop()
    assert [words.asset(SAY[language], policy.assets[0]) for language in ("nl", "fr", "en")] == ["de databank", "db", "the database"]
    assert words.purpose(SAY["nl"], policy, "running") == "running"
    assert words.category(SAY["en"], policy, "secret") == "password hash"
    assert words.role(SAY["en"], policy, "care") == "customer care"
    assert words.somebody(SAY["en"], policy, Subject(SubjectKind.PROCESSOR, "mailer")) == "the processor the mailer"
    assert words.somebody(SAY["en"], policy, Subject(SubjectKind.PERSON, "p01")) == "p01"


@pytest.mark.parametrize("kind", SubjectKind)
def test_everybody_who_can_reach_has_a_word(kind: SubjectKind):
    assert words.somebody(SAY["fr"], shop(), Subject(kind, "x"))
