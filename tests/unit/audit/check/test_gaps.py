"""What could not be read."""

import pytest

from .scenarios import Case, cases, lines


@pytest.mark.parametrize("case", cases("built_in", "gaps"), ids=lambda case: case.name)
def test_scenario(case: Case):
    findings = case.findings()
    assert lines(findings) == case.expect
    assert all(any(words in finding.sentence for finding in findings) for words in case.says)


def test_the_permission_that_is_missing_is_the_remedy():
    (finding,) = cases("built_in", "gaps")[0].findings()
    assert finding.remedy == "Grant s3:GetBucketPolicy to the audit"
    assert finding.gap is not None
