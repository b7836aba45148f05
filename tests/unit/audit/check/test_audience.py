"""More people than an asset is meant for."""

import pytest

from .scenarios import Case, cases, lines


@pytest.mark.parametrize("case", cases("built_in", "audience"), ids=lambda case: case.name)
def test_scenario(case: Case):
    findings = case.findings()
    assert lines(findings) == case.expect
    assert all(any(words in finding.sentence for finding in findings) for words in case.says)
