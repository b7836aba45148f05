"""Personal data in test."""

import pytest

from .scenarios import Case, cases, lines


@pytest.mark.parametrize("case", cases("built_in", "copies_in_test"), ids=lambda case: case.name)
def test_scenario(case: Case):
    findings = case.findings()
    assert lines(findings) == case.expect
    said = " ".join(finding.sentence[:1].lower() + finding.sentence[1:] for finding in findings)
    assert [words for words in case.says if words not in said] == []
