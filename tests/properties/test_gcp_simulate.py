"""One request to Google Cloud: the engine against the slow simulator, on thousands of small random cases, with what they leave out and without."""

import json
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from providers.gcp.evaluate.simulate.simulating import simulate
from tests.reference.gcp_cases import GIVEN, GROUPS, ROLES, TIMES, USERS, Case, some_case
from tests.reference.gcp_simulator import decide, decisions
from tests.reference.simulations import DENIED, cases, differing, left_by

CASES, CHUNKS = 400, 10
NIGHTLY_CASES, NIGHTLY_CHUNKS = 1_500, 40
OPEN, WAYS = 150, 4  # cases of a chunk that are also filled in, and in how many ways


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_decision_is_that_of_the_reference(chunk: int):
    assert differing(cases(some_case, f"day {chunk}", CASES), simulate, decide, unseen=1) == []


@pytest.mark.nightly
@pytest.mark.parametrize("chunk", range(NIGHTLY_CHUNKS))
def test_the_decision_is_that_of_the_reference_at_length(chunk: int):
    assert differing(cases(some_case, f"night {chunk}", NIGHTLY_CASES), simulate, decide, unseen=1) == []


def test_each_decision_comes_often():
    count = Counter(decide(case) for case in cases(some_case, "mix", CASES))
    assert {decision for decision, often in count.items() if often >= CASES / 12} == {"Allow", "Conditional", *DENIED}


# What a case leaves out is not known: whatever it turns out to be, the answer stays true.


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_an_answer_is_never_contradicted_by_what_comes_to_be_known(chunk: int):
    random = Random(f"fill {chunk}")
    for case in cases(some_case, f"open {chunk}", OPEN):
        told, open_told = (left_by(simulate(case, open_context=is_open).decision) for is_open in (False, True))
        assert set(decisions(case)) <= told & open_told, json.dumps(case)
        for whole in filled_in(random, case):
            said = whole | {"groups": case["groups"]}  # without the flag a group that is not described is empty, and not unknown
            assert set(decisions(said)) <= told, json.dumps((case, said))
            assert set(decisions(whole)) <= open_told, json.dumps((case, whole))


def filled_in(random: Random, case: Case) -> Iterator[Case]:
    """A case with values for what it does not give, some ways in which it may turn out."""
    request = case["request"]
    for _ in range(WAYS):
        values = {name: random.choice(values) for name, values in GIVEN.items() if None not in values and "/" not in name}
        if request["permission"].endswith(".setIamPolicy"):
            values["iam.googleapis.com/modifiedGrantsByRole"] = random.choice(GIVEN["iam.googleapis.com/modifiedGrantsByRole"])
        given = {**values, **{name: value for name, value in request["attributes"].items() if value is not None}}
        whole = {"time": random.choice(TIMES), **request, "attributes": given}
        groups = {name: random.sample((*USERS, *GROUPS), 2) for name in GROUPS}
        yield case | {
            "request": whole,
            "groups": {**groups, **case["groups"]},
            "roles": {role: [request["permission"]] for role in ROLES if random.random() < 0.5} | case["roles"],
        }
