"""What a privacy notice needs and the policy does not say."""

import pytest

from audit.gdpr.letters.lacking import lacking
from audit.gdpr.processing import about, sharings
from policies.errors import Place
from policies.language import Notice, Policy
from policies.wording import wording
from tests.unit.audit.gdpr.shop import shop

TOLD = """
notices:
  customer:
    interests: {running: {en: a shop that works}}
    source: {en: from yourself}
    obligatory: {en: no}
    automated_decisions: {en: none}
"""


def missing(policy: Policy, language: str = "en", subject: str = "customer") -> list[tuple[str, str]]:
    assets = about(policy, subject)
    notice = next((each for each in policy.notices if each.id == subject), Notice(subject, Place("a.yaml")))
    parties = tuple(sharing.party for sharing in sharings(policy, assets))
    return list(lacking(policy, assets, notice, parties, wording(language)))


def without_officer(told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for pair in told if pair[0] != "Art. 13(1)(b)"]


def test_all_that_is_told_is_not_missing():
    assert without_officer(missing(shop(TOLD))) == []


def test_a_notice_without_texts_lacks_four_things():
    assert [article for article, _ in without_officer(missing(shop()))] == [
        "Art. 13(1)(d)",
        "Art. 13(2)(e)",
        "Art. 13(2)(f)",
        "Art. 14(2)(f)",
    ]


def test_a_text_in_another_language_is_missing_in_this_one():
    articles = [article for article, _ in missing(shop(TOLD), "nl")]
    assert {"art. 13.1.d", "art. 13.2.e", "art. 13.2.f", "art. 14.2.f", "art. 12.1"} <= set(articles)
    (names,) = (what for article, what in missing(shop(TOLD), "nl") if article == "art. 12.1")
    assert "backups" in names
    assert "db" not in names


@pytest.mark.parametrize(
    ("changes", "pair"),
    [
        ({"paper__retention": ""}, ("Art. 13(2)(a)", "the period of paper forms")),
        ({"paper__region": ""}, ("Art. 13(1)(f)", "where paper forms lie")),
        ({"paper__purposes": "", "paper__legal_basis": ""}, ("Art. 13(1)(c)", "why paper forms are used")),
        ({"invoices__legal_basis": ""}, ("Art. 13(1)(c)", "the ground of the books")),
    ],
)
def test_what_an_asset_does_not_say(changes: dict[str, str], pair: tuple[str, str]):
    assert pair in missing(shop(TOLD, **changes))
    assert pair not in missing(shop(TOLD))


def test_what_a_party_does_not_say():
    told = missing(shop("processors: {dark: {assets: [list], transfers: [{to: IN}]}}\n"))
    assert ("Art. 13(1)(e)", "the name of dark") in told
    assert ("Art. 13(1)(f)", "the country of dark") in told
    assert ("Art. 13(1)(f)", "the safeguard of the transfer to India") in told


def test_sensitive_data_need_what_permits_them():
    told = missing(shop(staff__art9_basis=""), subject="employee")
    assert ("Art. 9 and 10", "what permits the sensitive data in personnel files") in told


def test_an_organisation_that_says_nothing_of_itself():
    assert ("Art. 13(1)(a)", "the address of the organisation") in missing(Policy("", "", assets=shop().assets))
    assert ("Art. 13(2)(d)", "the supervisory authority") in missing(Policy("", "", assets=shop().assets))
