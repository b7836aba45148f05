"""What the loader refuses, case by case from data; and every example, complete."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from policies.errors import PolicyError
from policies.load import load, load_text
from policies.policy_tests import run

REFUSED = yaml.safe_load((Path(__file__).parent / "policies" / "refused.yaml").read_text("utf-8"))
EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "policies" / "examples").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", REFUSED["cases"], ids=lambda case: case["name"])
def test_everything_wrong_is_said_at_its_place(case: Mapping[str, str]):
    files = {"case.yaml": case["text"]}
    if "base" in case:
        files["base.yaml"] = REFUSED["bases"][case["base"]]
    with pytest.raises(PolicyError) as found:
        load_text(files)
    assert [f"{problem.place} {problem.message}" for problem in found.value.problems] == case["problems"]
    assert all(problem.remedy for problem in found.value.problems)


@pytest.mark.parametrize("base", REFUSED["bases"])
def test_the_bases_themselves_are_sound(base: str):
    assert load_text({"base.yaml": REFUSED["bases"][base]}).assets


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_example_loads_and_passes_its_own_tests(example: Path):
    policy = load(example)
    results = run(policy, date(2026, 10, 15))
    assert results
    assert [(result.test.name, result.asset, result.given) for result in results if not result.passed] == []
    assert [waiver.problems for waiver in policy.waivers if waiver.problems] == []


def test_the_starter_fits_on_a_page():
    assert len((EXAMPLES[0].parent / "starter" / "policy.yaml").read_text("utf-8").splitlines()) <= 40
    assert len(load(EXAMPLES[0].parent / "webshop").tests) >= 10
