"""What is wrong with an agreement, in each language."""

from datetime import date

import pytest

from audit.check.agreements import AgreementFault, FaultKind
from audit.gdpr.agreements.words import fault, letters
from policies.wording import LANGUAGES, wording

FAULT = AgreementFault(FaultKind.REVIEW_DUE, "post", "dpa", date(2025, 1, 1), "P1Y")


def test_a_fault_says_which_agreement_and_when():
    assert fault(wording("en"), FAULT) == "the agreement dpa was last reviewed on 1 January 2025, and its term is 1 year"
    assert fault(wording("nl"), FAULT) == "de overeenkomst dpa werd het laatst nagezien op 1 januari 2025, en de termijn is 1 jaar"


def test_a_fault_above_a_sub_processor_says_whom_it_concerns():
    told = AgreementFault(FaultKind.NONE, "post", of="printer")
    assert fault(wording("en"), told) == "printer works for post: post has no agreement"


def test_points_of_an_article():
    assert letters(wording("en"), ("a", "c")) == "point (a) and point (c)"
    assert letters(wording("fr"), ()) == ""


@pytest.mark.parametrize("kind", FaultKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_said(kind: FaultKind, language: str):
    told = fault(wording(language), AgreementFault(kind, "post", "dpa", date(2025, 1, 1), "P1Y", ("e",)))
    assert "{" not in told
    assert "post" in told or "dpa" in told
