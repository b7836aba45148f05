"""People who left."""

import pytest

from .scenarios import Case, cases, lines


@pytest.mark.parametrize("case", cases("built_in", "leavers"), ids=lambda case: case.name)
def test_scenario(case: Case):
    findings = case.findings()
    assert lines(findings) == case.expect
    assert all(any(words in finding.sentence for finding in findings) for words in case.says)


def test_the_remedy_is_to_block_the_account():
    (finding,) = cases("built_in", "leavers")[0].findings()
    assert finding.remedy == "Block aws://111122223333/iam/user/p20"
    assert "cf. GBA/APD 101/2026 (2026-05)" in finding.law
    assert "SOC 2 CC6.2" in finding.controls
