"""What a residual condition says, read from its words alone, of one request with full context."""

import re

from tests.reference.aws_simulator_conditions import conditions_hold
from tests.reference.aws_simulator_patterns import Keys

PRESENCE = re.compile(r"(\S+) is (missing|present)")
ATOM = re.compile(
    r"(every |some |no |not every |)(\S+) (not |)"
    r"(is none of \(any case\)|is not \(any case\)|is none of|is not|is \(any case\)|is|like|in|below|at most|above|at least"
    r"|before|up to|after|from)( one of|) (.+)"
)
OPERATORS = {
    "is (any case)": "StringEqualsIgnoreCase",
    "in": "IpAddress",
    "below": "NumericLessThan",
    "at most": "NumericLessThanEquals",
    "above": "NumericGreaterThan",
    "at least": "NumericGreaterThanEquals",
    "before": "DateLessThan",
    "up to": "DateLessThanEquals",
    "after": "DateGreaterThan",
    "from": "DateGreaterThanEquals",
}
SETS = {
    "every ": ("ForAllValues:", True),
    "some ": ("ForAnyValue:", True),
    "no ": ("ForAnyValue:", False),
    "not every ": ("ForAllValues:", False),
}
# The keys of the random cases whose operators the words do not tell.
EQUALS = {"aws:securetransport": "Bool", "aws:multifactorauthpresent": "Bool", "s3:max-keys": "NumericEquals"}
EQUALS |= {"kms:recipientattestation:pcr0": "BinaryEquals"}
ARNS = {"aws:principalarn", "aws:sourcearn"}


def says(words: str, keys: Keys) -> bool:
    """Whether what the words ask holds. Raises ValueError for words that nobody understands."""
    for joint, joined in ((" or ", any), (" and ", all)):
        parts = _parts(words, joint)
        if len(parts) > 1:
            return joined(says(part[1:-1] if part.startswith("(") else part, keys) for part in parts)
    return _holds(words, keys)


def _parts(words: str, joint: str) -> list[str]:
    """Cut at each joint outside of brackets."""
    parts, depth, start = [], 0, 0
    for place, character in enumerate(words):
        depth += (character == "(") - (character == ")")
        if not depth and words.startswith(joint, place):
            parts.append(words[start:place])
            start = place + len(joint)
    return [*parts, words[start:]]


def _holds(words: str, keys: Keys) -> bool:
    presence, atom = PRESENCE.fullmatch(words), ATOM.fullmatch(words)
    if presence:
        return bool(keys.get(presence[1].lower())) is (presence[2] == "present")
    if not atom:
        raise ValueError(f"what does {words!r} say?")
    quantifier, key, turned, verb, _, listed = atom.groups()
    over, is_so = SETS.get(quantifier, ("", True))
    plain = verb.replace(" none of", "").replace(" not", "")
    operator = _operator(plain, key.lower())
    return conditions_hold({over + operator: {key: listed.split(", ")}}, keys, None) is (is_so is not (bool(turned) or plain != verb))


def _operator(verb: str, key: str) -> str:
    if verb == "is":
        return EQUALS.get(key, "StringEquals")
    if verb == "like":
        return "ArnLike" if key in ARNS else "StringLike"
    return OPERATORS[verb]
