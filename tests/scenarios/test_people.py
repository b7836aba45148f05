"""Joiners, movers and leavers of the sample company over two nights: what is seeded is told, and nothing else."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.scenarios.command import Answer, toegang

CASES = yaml.safe_load((Path(__file__).parent / "people" / "expected.yaml").read_text())
NIGHTS = {"one": "2026-10-15T02-00-00Z", "two": "2026-10-16T02-00-00Z"}


@pytest.fixture(scope="module")
def company(demo: tuple[Path, Answer], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two nights under a policy in which somebody joins, somebody moves and a third leaves."""
    folder = tmp_path_factory.mktemp("people")
    for name in ("policy", "runs"):
        shutil.copytree(demo[0] / name, folder / name)
    text = (folder / "policy" / "people.yaml").read_text()
    for said, says in CASES["policy"].items():
        assert text.count(said) == 1, said
        text = text.replace(said, says)
    (folder / "policy" / "people.yaml").write_text(text)
    return folder


def told(answer: Answer, kind: str) -> dict[str, Any]:
    (one,) = json.loads(answer.out)[kind]["people"]
    return one


def leaver(one: dict[str, Any]) -> dict[str, Any]:
    left = [each["left"] | {"by": each["by"]} for each in one["left"]]
    found: dict[str, list[str]] = {}
    for each in left:
        found.setdefault(f"{each['kind']} {each['provider']} {each['by']}", []).append(each["words"])
    return {
        "left": found,
        "opens": sorted({f"{each['asset']}: {each['levels']}" for each in one["opens"]}),
        "unseen": [f"{each['provider']} {each['surface']}" for each in one["unseen"] if each["surface"]],
    }


def joiner(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "missing": [f"{each['asset']}: {each['levels']}{'' if each['known'] else '?'}" for each in one["missing"]],
        "conditions": [f"{each['rule']} {each['need']}{'' if each['known'] else '?'}" for each in one["conditions"]],
        "early": [f"{each['asset']}/{each['part']}: {each['levels']}" for each in one["early"]],
        "more": sorted(f"{each['rule']} {each['asset']}" for each in one["more"]),
    }


def mover(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "left": {
            f"{', '.join(over['roles'])} until {over['last']}": sorted(
                f"{each['asset']}/{each['part']}: {each['levels']}" for each in over["opens"]
            )
            for over in one["left"]
        },
        "missing": [f"{each['asset']}: {each['levels']}" for each in one["missing"]],
    }


TOLD = {"leaver": leaver, "joiner": joiner, "mover": mover}


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: f"{case['command']} {case['who']}, night {case['night']}")
def test_the_list_is_what_is_seeded(company: Path, case: dict[str, Any]):
    answer = toegang(company, case["command"], case["who"], "--run", NIGHTS[case["night"]], "--format", "json")
    assert {"exit": answer.code, **TOLD[case["command"]](told(answer, case["command"]))} == {"exit": case["exit"], **case["expect"]}


@pytest.mark.parametrize(("command", "people"), [("leaver", ["p09", "p24", "p25"]), ("mover", ["p18"]), ("joiner", ["p23"])])
def test_a_nightly_run_looks_at_everybody_whose_dates_changed(company: Path, command: str, people: list[str]):
    answer = toegang(company, command, "--all", "--format", "json")
    assert [each["person"] for each in json.loads(answer.out)[command]["people"]] == people
    assert answer.code == 1


def test_the_list_names_a_place_for_each_and_the_way_of_each_reach(company: Path):
    shown = toegang(company, "leaver", "p25", "--format", "markdown").out
    assert "aws iam delete-user-policy --user-name p25 --policy-name SalesFigures" in shown
    assert "owner of application rapporten, adds a secret to it" in shown


def test_somebody_who_is_not_on_the_roster_is_asked_about_again(company: Path):
    answer = toegang(company, "leaver", "p2")
    assert (answer.code, "nobody on the roster is p2" in answer.err, "did you mean" in answer.err) == (2, True, True)
