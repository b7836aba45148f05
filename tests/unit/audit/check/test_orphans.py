"""Accounts that join to nobody."""

import pytest

from .scenarios import Case, cases, lines


@pytest.mark.parametrize("case", cases("built_in", "orphans"), ids=lambda case: case.name)
def test_scenario(case: Case):
    findings = case.findings()
    assert lines(findings) == case.expect
    assert all(any(words in finding.sentence for finding in findings) for words in case.says)


def test_one_that_reaches_nothing_weighs_less():
    findings = cases("built_in", "orphans")[0].findings()
    assert [(finding.asset, finding.severity.value) for finding in findings] == [("orders", "high"), ("", "low")]
