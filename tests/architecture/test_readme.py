"""What the README gives to copy is what the program takes and prints."""

import re
from datetime import date
from pathlib import Path

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
