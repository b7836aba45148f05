"""Answers to what-if cases. Whole cases are in tests/scenarios/simulate_azure."""

import pytest

from audit.ports import Simulator
from providers.azure import provider
from providers.azure.evaluate.simulate.simulating import simulate

CASE = {
    "request": {"principal": "p01", "action": "a.b/c/read", "scope": "/subscriptions/abc"},
    "roles": [{"roleName": "r", "permissions": [{"actions": ["*"]}]}],
    "assignments": [
        {"principalId": "g1", "roleDefinitionName": "r", "scope": "/subscriptions/abc", "condition": "@Request[a] BoolEquals true"}
    ],
    "groups": {"g1": ["p01"]},
}


def test_the_provider_simulates():
    assert isinstance(provider, Simulator)
    assert provider.simulate(CASE) == simulate(CASE)


def test_a_request_has_a_decision_what_must_hold_and_reasons():
    answer = simulate(CASE)
    assert (answer.decision, answer.condition, answer.result) == ("Conditional", "@Request[a] BoolEquals true", None)
    assert answer.reasons == ("r for g1 at /subscriptions/abc gives a.b/c/read, if @Request[a] BoolEquals true",)


def test_what_nearly_decides_is_told_too():
    request = {**CASE["request"], "attributes": {"@Request[a]": False}}  # type: ignore[dict-item] # plain data
    everyone = [{"id": "00000000-0000-0000-0000-000000000000"}]
    deny = [
        {
            "denyAssignmentName": "lock",
            "scope": "/",
            "permissions": [{"actions": ["*"]}],
            "principals": everyone,
            "condition": "@Request[b] BoolEquals true",
        }
    ]
    answer = simulate({**CASE, "request": request, "deny": deny})
    assert answer.decision == "ImplicitDeny"
    assert answer.reasons == (
        "no role that p01 has at /subscriptions/abc or above it gives the action a.b/c/read",
        "r for g1 at /subscriptions/abc gives a.b/c/read, but its condition does not hold",
        "deny assignment 'lock' at / denies a.b/c/read, if @Request[b] BoolEquals true",
    )


@pytest.mark.parametrize(
    ("said", "result", "left"),
    [({"a": True}, True, ""), ({"a": False}, False, ""), ({}, "undecided", "@Request[a] BoolEquals true"), ({"a": None}, False, "")],
)
def test_a_condition_alone_has_a_result(said: dict[str, object], result: object, left: str):
    answer = simulate({"condition": "@Request[a] BoolEquals true", "attributes": said})
    assert (answer.decision, answer.result, answer.condition) == ("", result, left)


def test_a_condition_that_can_not_be_read_says_so():
    answer = simulate({"condition": "true OR", "attributes": {}})
    assert answer.result == "undecided"
    assert answer.reasons[0].startswith("it can't be read: expected an attribute or a value at character 8")
