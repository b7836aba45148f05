"""What the README gives to copy is what the program takes and prints."""

import re
from datetime import date
from pathlib import Path

import pytest

from audit.cli.main import run as toegang
from policies.load import load_text
from policies.policy_tests import run
from providers.aws.operations import permissions

README = (Path(__file__).parents[2] / "README.md").read_text()


def block(language: str) -> str:
    found = re.findall(rf"```{language}\n(.*?)\n```", README, re.DOTALL)
    assert len(found) == 1
    return found[0]


def test_the_permissions_are_those_the_command_prints():
    assert block("json") == permissions()


def test_the_first_policy_loads_and_passes_its_own_tests():
    results = run(load_text({"policy.yaml": block("yaml")}), date(2026, 11, 23))
    assert results
    assert [result for result in results if not result.passed] == []


def test_the_case_is_answered_as_it_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    cases = tmp_path / "cases.jsonl"
    cases.write_text(block("jsonl"), encoding="utf-8")
    assert toegang(["simulate", "aws", str(cases), "--format", "table", "--unknown-context"]) == 0
    assert capsys.readouterr().out.rstrip() in README
