"""Prohibitions."""

import pytest

from .scenarios import Case, cases, lines


@pytest.mark.parametrize("case", cases("forbid"), ids=lambda case: case.name)
def test_scenario(case: Case):
    findings = case.findings()
    assert lines(findings) == case.expect
    assert all(any(words in finding.sentence for finding in findings) for words in case.says)


def test_a_prohibition_brings_its_weight_articles_and_sentence():
    (finding,) = cases("forbid")[0].findings()
    assert (finding.severity.value, finding.law[0], finding.place.file) == ("medium", "A25", "policy.yaml")
    assert "F01: Forbidden for the role developer: to change orders" in finding.sentence
