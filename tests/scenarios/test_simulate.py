"""What one request may, case by case from data: each file a concept, each case after a page of AWS's documentation.

A case is one line of `toegang simulate aws` as YAML, in which a list of statements stands for a document of version 2012-10-17. `expect` is the
decision; `unknown` the decision, or what must hold for it, when a condition key that is not given is not known; `told` a part of the reasons.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from providers.aws.evaluate.condition import OPERATORS
from providers.aws.evaluate.simulate.simulating import simulate
from tests.reference.aws_simulator import decide
from tests.scenarios.reading import cases, concepts, named, named_twice

TOLD = concepts("simulate")
CASES = cases(TOLD)
SINGLE, LISTED, LEVELS = ("session_policy", "resource_policy"), ("identity_policies", "boundaries", "vpce_policies"), ("scps", "rcps")
FIELDS = {"name", "request", "settings", *SINGLE, *LISTED, *LEVELS}


@pytest.mark.parametrize(("concept", "case"), CASES, ids=named)
def test_the_request_is_decided_as_the_case_says(concept: str, case: Mapping[str, Any]):
    line = as_written(case)
    answer = simulate(line)
    assert (answer.decision, decide(line)) == (case["expect"], case["expect"])
    assert case.get("told", "") in "\n".join(answer.reasons)
    assert answer.reasons or case["expect"] == "Allow"
    if "unknown" in case:
        unknown = simulate(line, open_context=True)
        assert (unknown.condition or unknown.decision) == case["unknown"]


@pytest.mark.parametrize("concept", TOLD)
def test_every_file_names_its_page_and_no_name_twice(concept: str):
    said = TOLD[concept]
    assert set(said) - {"names"} == {"page", "cases"}
    assert isinstance(said["page"], str)
    assert named_twice(said) == []
    assert {key for case in said["cases"] for key in case} <= FIELDS | {"page", "expect", "unknown", "told"}


def test_each_decision_is_expected_often():
    """A file that expects but one decision would be passed by who always gives it."""
    count = Counter(case["expect"] for _, case in CASES)
    assert set(count) == {"Allow", "ExplicitDeny", "ImplicitDeny"}
    assert min(count.values()) >= len(CASES) / 10
    assert {concept for concept, _ in CASES if len({case["expect"] for at, case in CASES if at == concept}) < 2} == set()


def test_every_condition_operator_has_a_case():
    said = {operator.rpartition(":")[2].lower().removesuffix("ifexists") for operator in operators([case for _, case in CASES])}
    assert set(OPERATORS) <= said


def operators(said: object) -> Iterator[str]:
    """The condition operators anywhere in some cases."""
    if isinstance(said, Mapping):
        yield from said.get("Condition", ())
    for part in said.values() if isinstance(said, Mapping) else said if isinstance(said, list) else ():
        yield from operators(part)


def as_written(case: Mapping[str, Any]) -> dict[str, Any]:
    """The line that a user would write, once through JSON."""
    line = {key: value for key, value in case.items() if key in FIELDS}
    line |= {key: document(case[key]) for key in SINGLE if key in case}
    line |= {key: [document(one) for one in case[key]] for key in LISTED if key in case}
    line |= {key: [[document(one) for one in level] for level in case[key]] for key in LEVELS if key in case}
    return json.loads(json.dumps(line))


def document(said: object) -> object:
    return {"Version": "2012-10-17", "Statement": said} if isinstance(said, list) else said
