"""What one request may in Google Cloud, case by case from data: each file a concept, each case after a page of Google's documentation.

A case is one line of `toegang simulate gcp` as YAML, on top of what the file gives to all of them (`given`: merged one level deep). `expect` is
the decision, `condition` what must hold for it, `told` a part of the reasons; `unknown` the decision, or what must hold for it, when what the
case does not say is not known. A case with `wrong` is refused, with those words.
"""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from providers.gcp.evaluate.simulate.simulating import simulate
from tests.scenarios.reading import concepts, given_cases, named, named_twice

TOLD = concepts("simulate_gcp")
CASES = given_cases(TOLD)
DECIDED = [one for one in CASES if "wrong" not in one[1]]
FIELDS = {"name", "request", "hierarchy", "allow", "deny", "boundaries", "roles", "groups"}
EXPECTED = {"page", "expect", "condition", "unknown", "told", "wrong"}


@pytest.mark.parametrize(("concept", "case", "given"), DECIDED, ids=named)
def test_the_request_is_decided_as_the_case_says(concept: str, case: Mapping[str, Any], given: Mapping[str, Any]):
    line = as_written(case, given)
    answer = simulate(line)
    assert answer.decision == case["expect"], answer
    assert bool(answer.condition) == (answer.decision == "Conditional")
    assert answer.reasons
    assert answer.condition == case.get("condition", answer.condition)
    assert case.get("told", "") in "\n".join(answer.reasons)
    if "unknown" in case:
        unknown = simulate(line, open_context=True)
        assert (unknown.condition or unknown.decision) == case["unknown"]


@pytest.mark.parametrize(("concept", "case", "given"), [one for one in CASES if "wrong" in one[1]], ids=named)
def test_a_case_that_is_wrong_says_where_and_what_to_write(concept: str, case: Mapping[str, Any], given: Mapping[str, Any]):
    with pytest.raises(ValueError) as wrong:
        simulate(as_written(case, given))
    assert case["wrong"] in str(wrong.value)


@pytest.mark.parametrize("concept", TOLD)
def test_every_file_names_its_page_and_no_name_twice(concept: str):
    said = TOLD[concept]
    assert set(said) - {"names", "given"} == {"page", "cases"}
    assert isinstance(said["page"], str)
    assert named_twice(said) == []
    assert {key for case in said["cases"] for key in case} <= FIELDS | EXPECTED
    assert set(said.get("given", {})) <= FIELDS


def test_there_are_enough_of_them_and_each_decision_is_expected_often():
    """A file that expects but one decision would be passed by who always gives it."""
    count = Counter(case["expect"] for _, case, _ in DECIDED)
    assert set(count) == {"Allow", "ExplicitDeny", "ImplicitDeny", "Conditional"}
    assert len(CASES) >= 120
    assert min(count.values()) >= len(DECIDED) / 10
    assert {concept for concept, _, _ in DECIDED if len({case["expect"] for at, case, _ in DECIDED if at == concept}) < 2} == set()


def as_written(case: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The line that a user would write, once through JSON."""
    line = {**given, **{key: value for key, value in case.items() if key in FIELDS}}
    for key, value in given.items():
        if isinstance(value, dict) and isinstance(case.get(key), dict):
            line[key] = {**value, **case[key]}
    return json.loads(json.dumps(line))
