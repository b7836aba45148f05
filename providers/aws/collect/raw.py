"""What AWS said, as it said it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Answer = Mapping[str, Any]
MALFORMED = (KeyError, TypeError, ValueError, AttributeError)  # what reading an answer of another form than documented ends in
NOTHING: Answer = {}  # AWS said that there is none, as of a bucket without a policy


@dataclass(frozen=True, slots=True)
class Raw:
    """One thing as AWS described it. `answers` holds what further calls said of it: `NOTHING` when there is none, no entry when not read."""

    kind: str
    account: str
    region: str
    body: Answer
    answers: Mapping[str, Answer] = field(default_factory=dict)
