"""One request under given policies: the engine against the slow simulator, on thousands of small random cases, with full context and without."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

import pytest

from providers.aws.evaluate.simulate.simulating import simulate
from tests.reference.aws_cases import KEYS, OTHER, OWN, SETS, STRING, some_case
from tests.reference.aws_simulator import decide
from tests.reference.aws_simulator_conditions import context_keys
from tests.reference.aws_simulator_words import says
from tests.reference.simulations import Case, cases, left_by

CASES, CHUNKS = 500, 10
NIGHTLY_CASES, NIGHTLY_CHUNKS = 2_500, 40
PATTERNS, OPEN = 100, 400  # cases of a chunk that are slower
BUCKET = "arn:aws:s3:::b"
CLOCK = {"aws:CurrentTime": "2026-06-01T12:00:00Z", "aws:EpochTime": "1780315200"}  # always in a request

Context = Mapping[str, Any]


def differing(listed: list[Case]) -> list[str]:
    """The shortest cases on which the two do not agree, as one may hand them to either."""
    found = [json.dumps(case) for case in listed if simulate(case).decision != decide(case)]
    return sorted(found, key=len)[:3]


def some_pattern_case(random: Random) -> Case:
    """A request for objects of a bucket under policies with patterns over so few letters that they meet, cover and cut each other."""

    def key(wild: float) -> str:
        return "".join(random.choice(("*", "*", "?") if random.random() < wild else ("a", "b", "/")) for _ in range(random.randint(0, 3)))

    def statement(denying: float) -> Case:
        said: Case = {
            "Effect": "Deny" if random.random() < denying else "Allow",
            "Action": random.choice(("*", "s3:*", "s3:PutObject", "s3:Get*")),
        }
        variable = random.choice(("${aws:username}", "${aws:PrincipalTag/team, 'a'}", "${*}"))
        resources = (
            f"{BUCKET}/{key(0.5)}",
            f"{BUCKET}/{key(0.5)}",
            f"{BUCKET}/{key(0.5)}{variable}{key(0.5)}",
            f"{BUCKET}*",
            f"arn:aws:s3:::*{key(0.2)}",
            "*",
        )
        said["NotResource" if random.random() < 0.15 else "Resource"] = random.sample(resources, random.choice((1, 1, 2)))
        return said

    def document(denying: float, **more: object) -> Case:
        return {"Version": "2012-10-17", "Statement": [statement(denying) | more for _ in range(random.randint(1, 3))]}

    resource = f"{BUCKET}/{key(0.3).replace('?', 'c')}*{random.choice(('', '', 'a', '/b'))}"
    request: Case = {"principal": f"arn:aws:iam::{OWN}:user/a", "action": "s3:PutObject", "resource": resource}
    request["context"] = {name: random.choice("ab") for name in ("aws:username", "aws:PrincipalTag/team") if random.random() < 0.7}
    case: Case = {"request": request, "identity_policies": [document(0.25) for _ in range(random.randint(1, 2))]}
    if random.random() < 0.4:
        case["boundaries"] = [document(0.15)]
    if random.random() < 0.4:
        case["resource_policy"] = document(0.3, Principal=random.choice(("*", {"AWS": OWN})))
        request["resource_account"] = random.choice((OWN, OTHER))
    if random.random() < 0.3:
        case["scps"] = [[document(0.1)] for _ in range(random.randint(1, 2))]
    return case


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_decision_is_that_of_the_reference(chunk: int):
    assert differing(cases(some_case, f"day {chunk}", CASES)) == []


@pytest.mark.nightly
@pytest.mark.parametrize("chunk", range(NIGHTLY_CHUNKS))
def test_the_decision_is_that_of_the_reference_at_length(chunk: int):
    assert differing(cases(some_case, f"night {chunk}", NIGHTLY_CASES)) == []


@pytest.mark.parametrize("some", [some_case, some_pattern_case], ids=["requests", "patterns"])
def test_each_decision_comes_often(some: Callable[[Random], Case]):
    count = Counter(decide(case) for case in cases(some, "mix", CASES))
    assert {decision for decision, often in count.items() if often >= CASES / 10} == {"Allow", "ExplicitDeny", "ImplicitDeny"}


# A request for a pattern of resources: whether something can exist in it that is allowed and not denied.


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_decision_on_a_pattern_is_exact(chunk: int):
    assert differing(cases(some_pattern_case, f"day {chunk}", PATTERNS)) == []


@pytest.mark.nightly
@pytest.mark.parametrize("chunk", range(NIGHTLY_CHUNKS))
def test_the_decision_on_a_pattern_is_exact_at_length(chunk: int):
    assert differing(cases(some_pattern_case, f"night {chunk}", CASES)) == []


# A key that is not given is not known: whatever it turns out to be, the answer stays true.


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_an_answer_without_full_context_is_never_contradicted(chunk: int):
    for case, full in opened(f"open {chunk}"):
        answer = simulate(case, open_context=True).decision
        decisions = {decide(with_context(case, context)) for context in full}
        assert decisions <= left_by(answer), json.dumps(case)


def test_an_answer_without_full_context_is_often_conditional():
    count = Counter(simulate(case, open_context=True).decision for case, _ in opened("mix"))
    assert count["Conditional"] >= OPEN / 40


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_remains_says_when_the_request_is_allowed(chunk: int):
    conditional = 0
    for case, full in opened(f"words {chunk}", some_conditional_case):
        answer = simulate(case, open_context=True)
        conditional += answer.decision == "Conditional"
        if answer.decision != "Conditional":
            continue
        for context in (one for one in full if "" not in one.values()):  # to Null an empty text is missing, to IfExists it is not
            is_allowed = decide(with_context(case, context)) == "Allow"
            assert says(answer.condition, context_keys(context)) is is_allowed, f"{answer.condition} of {json.dumps(case)} in {context}"
    assert conditional >= OPEN / 3


def some_conditional_case(random: Random) -> Case:
    """A request on which conditions alone decide."""

    def condition() -> dict[str, Any]:
        key, operators, values, more = random.choice(KEYS)
        if random.random() < 0.3:
            key, values = random.choice(SETS)
            operators, more = tuple(f"{over}{name}" for over in ("ForAllValues:", "ForAnyValue:", "") for name in STRING), ("t*", "o-1/*")
        if random.random() < 0.15:
            return {"Null": {key: random.choice(("true", "false"))}}
        plain = [value for value in (*values, *values, *more) if "${" not in value]
        operator = random.choice(operators) + ("IfExists" if random.random() < 0.2 else "")
        return {operator: {key: [random.choice(plain) for _ in range(random.choice((1, 1, 2, 3)))]}}

    def statement(effect: str) -> Case:
        return {"Effect": effect, "Action": "*", "Resource": "*", "Condition": condition() | (condition() if random.random() < 0.3 else {})}

    def document(*effects: str) -> Case:
        return {"Version": "2012-10-17", "Statement": [statement(random.choice(effects)) for _ in range(random.choice((1, 1, 2, 3)))]}

    request = {"principal": f"arn:aws:iam::{OWN}:user/a", "action": "s3:PutObject", "resource": f"{BUCKET}/a"}
    case: Case = {"request": request, "identity_policies": [document("Allow", "Allow", "Deny")]}
    if random.random() < 0.3:
        case["boundaries"] = [document("Allow", "Allow", "Deny")]
    if random.random() < 0.2:
        case["rcps"] = [[document("Deny")]]
    return with_context(case, some_case(random)["request"]["context"])


def opened(seed: str, some: Callable[[Random], Case] = some_case) -> Iterator[tuple[Case, list[Context]]]:
    """Cases with only a part of their context, each with the context whole and with what it might be as well."""
    random = Random(seed)
    listed = cases(some, seed, OPEN)
    for case in listed:
        whole, keep = case["request"]["context"], random.choice((0, 0.3, 0.7, 0.9))
        kept = {key: value for key, value in whole.items() if random.random() < keep}
        others = (whole, *(other["request"]["context"] for other in random.sample(listed, 5)), {})
        yield with_context(case, kept), [completed(kept, CLOCK | other) for other in others]


def completed(kept: Context, other: Context) -> Context:
    """What is kept, and of another context the keys that are not."""
    given = {key.lower() for key in kept}
    return {**kept, **{key: value for key, value in other.items() if key.lower() not in given}}


def with_context(case: Case, context: Context) -> Case:
    return case | {"request": case["request"] | {"context": context}}
