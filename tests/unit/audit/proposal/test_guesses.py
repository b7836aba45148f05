"""What a store may hold, by its words."""

import pytest

from audit.proposal.guesses import UNSORTED, category_of


@pytest.mark.parametrize(
    ("texts", "category", "word"),
    [
        (("gw-order-documents",), "customer-data", "order"),
        (("Documenten", "hr documenten"), "staff-data", "hr"),
        (("hr-payroll",), "payroll-data", "payroll"),  # the more sensitive of two
        (("personeel medisch",), "health-data", "medisch"),
        (("CV 2026",), "applicant-data", "CV"),
        (("nieuwsbrief",), "contact-data", "nieuwsbrief"),
        (("salaires",), "payroll-data", "salai"),
        (("backups",), UNSORTED.id, ""),
        (("chrome", "cvs"), UNSORTED.id, ""),  # hr and cv are words, not letters in one
        ((), UNSORTED.id, ""),
    ],
)
def test_the_most_sensitive_word_decides(texts: tuple[str, ...], category: str, word: str) -> None:
    guess, by = category_of(*texts)
    assert (guess.id, by) == (category, word)
