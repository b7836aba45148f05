"""How the engine is held against a slow simulator, one request after the other: random cases, where the two differ, what an answer leaves open."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

Case = dict[str, Any]
DENIED = frozenset({"ExplicitDeny", "ImplicitDeny"})
Simulate = Callable[..., Any]  # the engine: a case and `open_context` -> an answer with its `decision`
Decide = Callable[..., str]  # the slow simulator: the same -> the decision


def cases(some: Callable[[Random], Case], seed: str, count: int) -> list[Case]:
    """So many random cases."""
    random = Random(seed)
    return [some(random) for _ in range(count)]


def differing(listed: list[Case], simulate: Simulate, decide: Decide, *, unseen: int) -> list[str]:
    """The shortest cases on which the two do not agree, as one may hand them to either; every other one with unknown context.

    a and b and (not a or not b) is not seen through: once in a long while, `unseen` times at the most, what can't be is left undecided.
    """
    found = [
        (answer, f"{'open' if is_open else 'closed'}: {answer} {json.dumps(case)}")
        for number, case in enumerate(listed)
        for is_open in [number % 2 == 1]
        if (answer := simulate(case, open_context=is_open).decision) != decide(case, open_context=is_open)
    ]
    undecided = [case for answer, case in found if answer == "Conditional"]
    return sorted((case for _, case in found if len(undecided) > unseen or case not in undecided), key=len)[:3]


def left_by(answer: str) -> frozenset[str]:
    """The decisions that an answer leaves for when all is known."""
    return {"Conditional": DENIED | {"Allow"}, "ImplicitDeny": DENIED}.get(answer, frozenset({answer}))
