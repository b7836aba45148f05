"""The words of the Data Privacy Vocabulary."""

from datetime import date

import pytest

from audit.gdpr.register.dpv import kind_of, terms
from policies.load import load
from tests.unit.audit.gdpr.register.offices import WEBSHOP


def test_each_term_stands_once_with_its_source_and_the_day_it_was_checked():
    assert len({str(each) for each in terms()}) == len(terms())
    assert all(each.source and each.version == "2.2" and date.fromisoformat(each.checked) for each in terms())


@pytest.mark.parametrize(
    ("category", "kind"),
    [
        ("MedicalHealth", "health"),
        ("Genetic", "genetic"),
        ("Fingerprint", "biometric"),
        ("TradeUnionMembership", "other"),
        ("Contact", ""),
        ("Nonsense", ""),
    ],
)
def test_which_categories_are_special(category: str, kind: str):
    assert kind_of(category) == kind


def test_the_words_of_the_sample_company_are_in_the_list():
    policy, known = load(WEBSHOP), {str(each) for each in terms()}
    used = {f"pd:{each.dpv}" for each in policy.categories} | {f"dpv:{each.dpv}" for each in policy.purposes}
    assert used - known == set()
