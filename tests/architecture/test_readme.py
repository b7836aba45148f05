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


def block(language: str, number: int = 0, of: int = 1) -> str:
    found = re.findall(rf"```{language}\n(.*?)\n```", README, re.DOTALL)
    assert len(found) == of
    return found[number]


def test_the_permissions_are_those_the_command_prints():
    assert block("json") == permissions()


def test_the_first_policy_loads_and_passes_its_own_tests():
    results = run(load_text({"policy.yaml": block("yaml", 0, of=4)}), date(2026, 11, 23))
    assert results
    assert [result for result in results if not result.passed] == []


def test_the_roster_is_read_as_it_says():
    said = block("yaml", 3, of=4)
    export = "Nummer;Naam;In dienst;Uit dienst;Functie;E-mail\n01;x;01/07/2026;;Magazijnier;p01@shop.example\n"
    roles = "house_rules: {profile: starter}\nroles: {warehouse: , customer-care: }\n"
    (person,) = load_text({"policy.yaml": roles + said, "export.csv": export}).people
    assert (person.id, person.starts, [span.role for span in person.roles]) == ("p01", date(2026, 7, 1), ["warehouse"])


@pytest.mark.parametrize(("number", "words"), [(0, ("aws", "--unknown-context")), (1, ("gcp",)), (2, ("azure",))])
def test_the_cases_are_answered_as_it_says(number: int, words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    cases = tmp_path / "cases.jsonl"
    cases.write_text(block("jsonl", number, of=3), encoding="utf-8")
    assert toegang(["simulate", words[0], str(cases), "--format", "table", *words[1:]]) == 0
    assert capsys.readouterr().out.rstrip() in README
