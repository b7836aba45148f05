"""The page of terms says what the catalogues say."""

from pathlib import Path

from audit.gdpr.terms import TERMS
from policies.wording import wording

PAGE = (Path(__file__).parents[2] / "docs" / "terms.md").read_text(encoding="utf-8")


def test_the_page_has_each_term_in_three_languages():
    rows = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| ")][1:]
    assert rows == [[term, wording("nl")(term), wording("fr")(term)] for term in TERMS]
