"""What one request may in Azure, and what one condition comes to, case by case from data: each file a concept, each case after a page of the documentation.

A case is one line of `toegang simulate azure` as YAML, on top of what the file gives to all of them (`given`: merged one level deep); `built_in` names
roles of `built_in_roles.json`. `expect` is the decision, or the result of a condition alone; `left` what must hold for it, `told` a part of the reasons;
`unknown` the decision, or what must hold for it, when what the case does not say is not known. A case with `wrong` is refused, with those words.
"""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from providers.azure.evaluate.operators import OPERATORS
from providers.azure.evaluate.roles import read_role
from providers.azure.evaluate.simulate.simulating import simulate
from tests.reference.azure_simulator import decide, result
from tests.reference.azure_simulator_conditions import UnreadError
from tests.scenarios.reading import concepts, given_cases, named, named_twice

TOLD = concepts("simulate_azure")
BUILT_IN = json.loads((Path(__file__).parent / "simulate_azure" / "built_in_roles.json").read_text("utf-8"))
ROLES = {role["roleName"]: role for role in BUILT_IN["roles"]}
CASES = given_cases(TOLD)
ALONE = [one for one in CASES if "condition" in one[1]]
WRONG = [one for one in CASES if "wrong" in one[1]]
REQUESTS = [one for one in CASES if "condition" not in one[1] and "wrong" not in one[1]]
FIELDS = {"name", "request", "roles", "assignments", "deny", "groups", "hierarchy", "condition", "attributes", "action", "suboperation"}
EXPECTED = {"expect", "left", "unknown", "told", "wrong", "built_in"}


@pytest.mark.parametrize(("concept", "case", "given"), REQUESTS, ids=named)
def test_the_request_is_decided_as_the_case_says(concept: str, case: Mapping[str, Any], given: Mapping[str, Any]):
    line = as_written(case, given)
    answer = simulate(line)
    assert answer.decision == case["expect"], answer
    assert reference(line) in (case["expect"], "unread")
    assert bool(answer.condition) == (answer.decision == "Conditional")
    assert answer.condition == case.get("left", answer.condition)
    assert answer.reasons
    assert case.get("told", "") in "\n".join(answer.reasons)
    if "unknown" in case:
        unknown = simulate(line, open_context=True)
        assert (unknown.condition or unknown.decision) == case["unknown"]


@pytest.mark.parametrize(("concept", "case", "given"), ALONE, ids=named)
def test_a_condition_alone_comes_to_what_the_case_says(concept: str, case: Mapping[str, Any], given: Mapping[str, Any]):
    line = as_written(case, given)
    answer = simulate(line)
    assert answer.result == case["expect"], answer
    assert result(line) in (case["expect"], "unread")
    assert bool(answer.condition) == (answer.result == "undecided")
    assert answer.condition == case.get("left", answer.condition)
    assert case.get("told", "") in "\n".join((*answer.reasons, answer.condition))


@pytest.mark.parametrize(("concept", "case", "given"), WRONG, ids=named)
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
    assert {key for case in said["cases"] for key in case if "wrong" not in case} <= FIELDS | EXPECTED
    assert set(said.get("given", {})) <= FIELDS | {"built_in"}


def test_there_are_enough_of_them_and_each_decision_is_expected_often():
    """A file that expects but one decision would be passed by who always gives it."""
    count, results = (Counter(str(case["expect"]) for _, case, _ in cases) for cases in (REQUESTS, ALONE))
    assert set(count) == {"Allow", "ExplicitDeny", "ImplicitDeny", "Conditional"}
    assert set(results) == {"True", "False", "undecided"}
    assert len(CASES) >= 120
    assert min(count.values()) >= len(REQUESTS) / 15
    assert min(results.values()) >= len(ALONE) / 5
    told = [*REQUESTS, *ALONE]
    concepts = {concept for concept, _, _ in told} - {"forms"}
    assert {one for one in concepts if len({str(case["expect"]) for at, case, _ in told if at == one}) < 2} == set()


def test_every_operator_of_the_language_has_a_case():
    said = json.dumps([case for _, case, _ in CASES]).lower()
    documented = [one for one in OPERATORS if one.startswith(("string", "numeric", "datetime", "bool", "guid"))]
    undocumented = ("endswith", "contains", "matches", "inrange")
    assert [one for one in documented if not any(part in one for part in undocumented) and f"{one} " not in said] == []


def test_the_built_in_roles_are_read_whole():
    assert {"source", "licence", "taken", "roles"} == set(BUILT_IN)
    read = [read_role(role) for role in ROLES.values()]
    assert not any(role.unclear for role in read)
    assert sum(len(role.permissions) > 1 for role in read) >= 3
    assert sum(any(one.condition for one in role.permissions) for role in read) >= 4


def reference(line: Mapping[str, Any]) -> str:
    try:
        return decide(line)
    except UnreadError:
        return "unread"


def as_written(case: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The line that a user would write, once through JSON."""
    line = {key: value for key, value in {**given, **case}.items() if key not in EXPECTED}
    for key, value in given.items():
        if isinstance(value, dict) and isinstance(case.get(key), dict) and key != "attributes":
            line[key] = {**value, **case[key]}
    wanted = [ROLES[name] for name in {**given, **case}.get("built_in", ())]
    if "request" in line and isinstance(line.get("roles", []), list):
        line["roles"] = [*line.get("roles", []), *wanted]
    return json.loads(json.dumps(line))
