"""Removals that did not happen."""

import pytest

from policies.language import Severity

from .scenarios import Case, cases, lines

CASES = {case.name: case for case in cases("reviewed")}


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.name)
def test_scenario(case: Case):
    findings = case.findings()
    assert lines(findings) == case.expect
    assert all(any(words in finding.sentence for finding in findings) for words in case.says)


def test_it_says_what_to_undo_and_where_it_was_decided():
    (finding,) = CASES["it is still there"].findings()
    assert finding.remedy == "Withdraw statement for READ, or have it decided anew in a review, by another than who has it"
    assert finding.place is not None
    assert finding.paths
    assert finding.severity is Severity.HIGH
    assert {"ISO 27001:2022 A.5.18", "SOC 2 CC6.3"} <= set(finding.controls)


def test_data_of_article_9_weighs_more():
    (finding,) = (each for each in CASES["data of Art. 9 weighs more"].findings() if each.rule == "review")
    assert finding.severity is Severity.CRITICAL
