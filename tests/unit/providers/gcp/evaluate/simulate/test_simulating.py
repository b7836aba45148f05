"""What if, with its reasons. The cases themselves are scenarios (tests/scenarios/simulate_gcp)."""

import copy
import json

import msgspec
import pytest

from audit.ports import Simulated
from providers.gcp.evaluate.simulate.simulating import simulate

PROJECT = "//cloudresourcemanager.googleapis.com/projects/p"
CASE = {
    "request": {
        "principal": "user:an@shop.example",
        "permission": "storage.objects.get",
        "resource": "//storage.googleapis.com/projects/_/buckets/b",
    },
    "hierarchy": ["projects/p"],
    "allow": {
        "projects/p": {
            "version": 3,
            "bindings": [
                {
                    "role": "roles/x",
                    "members": ["user:an@shop.example"],
                    "condition": {"title": "port", "expression": "destination.port == 22"},
                },
                {"role": "roles/x", "members": ["user:eva@shop.example"]},
            ],
        }
    },
    "roles": {"roles/x": ["storage.objects.get"]},
}


def test_what_remains_is_a_condition_and_reasons_name_the_binding():
    assert simulate(CASE) == Simulated(
        "Conditional",
        (f"roles/x for user:an@shop.example on {PROJECT} allows storage.objects.get, if the destination's port is 22 (condition 'port')",),
        "the destination's port is 22",
    )


def test_the_answer_is_plain_data():
    found = simulate(CASE)
    assert json.loads(msgspec.json.encode(found)) == {
        "decision": "Conditional",
        "reasons": [*found.reasons],
        "condition": found.condition,
        "result": None,
    }


def test_a_case_is_not_changed():
    before = copy.deepcopy(CASE)
    simulate(CASE, open_context=True)
    assert before == CASE


@pytest.mark.parametrize("open_context", [False, True])
def test_nothing_is_granted_by_what_is_not_known(open_context: bool):
    """Whatever is left out of a case that is allowed, the answer is Allow only where nothing hangs on it."""
    known = {**CASE, "request": {**CASE["request"], "attributes": {"destination.port": 22}}}
    assert simulate(known, open_context=open_context).decision == "Allow"
    for key in ("hierarchy", "allow", "roles"):
        left_out = {name: value for name, value in known.items() if name != key}
        assert simulate(left_out, open_context=open_context).decision != "Allow"
