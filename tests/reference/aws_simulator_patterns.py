"""Patterns of the policy language, the slow and obvious way: wildcards, variables and ARNs.

Source: IAM User Guide, "IAM JSON policy elements: Resource", "Amazon Resource Names (ARNs)" (incomplete ARNs), "IAM policy elements:
Variables and tags" and "IAM JSON policy elements: Condition operators" (ARN operators).
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache

Keys = Mapping[str, str | tuple[str, ...]]  # by name in lower case: one value, or the values of a multivalued key


class Wild(Enum):
    RUN = "any number of characters"
    ONE = "one character"
    RUN_INSIDE = "any number of characters but the colon"
    ONE_INSIDE = "one character but the colon"


Token = str | Wild
Pattern = tuple[Token, ...]
WILD = {"*": Wild.RUN, "?": Wild.ONE}


def tokens(text: str, keys: Keys | None, *, wild: bool = True) -> Pattern | None:
    """Wildcards told apart from plain characters, variables filled in as plain characters; None when a variable has no value.

    Without keys there are no variables: the version of the document is not 2012-10-17.
    """
    found: list[Token] = []
    while text:
        end = text.find("}")
        if keys is not None and text.startswith("${") and end > 0:
            value = _variable(text[2:end], keys)
            if value is None:
                return None
            found += value
            text = text[end + 1 :]
        else:
            found.append(WILD.get(text[0], text[0]) if wild else text[0])
            text = text[1:]
    return tuple(found)


def _variable(said: str, keys: Keys) -> str | None:
    """The value of `key` or `key, 'default'`; `*`, `?` and `$` stand for themselves. A multivalued key gives none."""
    if said in ("*", "?", "$"):
        return said
    name, _, default = said.partition(", ")
    value = keys.get(name.strip().lower())
    if isinstance(value, str) and value:
        return value
    quoted = len(default) > 1 and default[0] == default[-1] == "'"
    return default[1:-1] if quoted else None


def literal(pattern: Pattern) -> str:
    return "".join(token if isinstance(token, str) else "*?"[token in (Wild.ONE, Wild.ONE_INSIDE)] for token in pattern)


@lru_cache(maxsize=1 << 16)
def fits(pattern: Pattern, text: str) -> bool:
    """Whether the whole text is what the pattern says: where can one be after each character?"""
    places = begun(pattern)
    for character in text:
        places = after(pattern, places, character)
    return len(pattern) in places


def begun(pattern: Pattern) -> frozenset[int]:
    """The places in a pattern where one can be before any character: after the runs that it begins with."""
    return frozenset(_beyond_runs(pattern, 0))


def after(pattern: Pattern, places: frozenset[int], character: str) -> frozenset[int]:
    """The places in a pattern where one can be after one character more."""
    found: set[int] = set()
    for place in places:
        if place < len(pattern) and _is(pattern[place], character):
            found |= _beyond_runs(pattern, place if _runs(pattern[place]) else place + 1)
    return frozenset(found)


def _beyond_runs(pattern: Pattern, place: int) -> set[int]:
    """A run may be over as soon as it is begun."""
    found = {place}
    while place < len(pattern) and _runs(pattern[place]):
        place += 1
        found.add(place)
    return found


def _runs(token: Token) -> bool:
    return token in (Wild.RUN, Wild.RUN_INSIDE)


def _is(token: Token, character: str) -> bool:
    inside = token in (Wild.ONE_INSIDE, Wild.RUN_INSIDE)
    return token in (Wild.ONE, Wild.RUN, character) or (inside and character != ":")


def resource_pattern(text: str, keys: Keys | None, *, complete: bool) -> Pattern | None:
    """The pattern of a Resource element; None for one that matches nothing.

    In the five first parts a wildcard stays inside its part, but a `*` that ends the part runs on past the colon; in the last part they
    match colons. Variables stand in the last part only. An incomplete ARN in an identity-based policy is completed with `*`.
    """
    if set(text) == {"*"}:
        return (Wild.RUN,)
    head, rest = _parted(text, keys)
    if "${" in head and keys is not None:
        return None
    if rest is None:
        short = head + ":*" * (5 - head.count(":")) if complete else head
        return _inside(short)
    last = tokens(rest, keys)
    return None if last is None else (*_inside(head), *last)


def _parted(text: str, keys: Keys | None) -> tuple[str, str | None]:
    """Up to and with the fifth colon outside variables, and the rest; the whole and None when there are fewer."""
    depth, colons = 0, 0
    for place, character in enumerate(text):
        depth += keys is not None and text[place : place + 2] == "${"
        depth -= depth > 0 and character == "}"
        colons += character == ":" and not depth
        if colons == 5:
            return text[: place + 1], text[place + 1 :]
    return text, None


def _inside(head: str) -> Pattern:
    found: list[Token] = []
    for place, character in enumerate(head):
        ends = head[place + 1 : place + 2] in ("", ":")
        if character == "*":
            found.append(Wild.RUN if ends else Wild.RUN_INSIDE)
        else:
            found.append(Wild.ONE_INSIDE if character == "?" else character)
    return tuple(found)


def arn_like(pattern: Pattern, text: str) -> bool:
    """Each of the six parts by itself."""
    wanted, given = _parts(pattern), text.split(":", 5)
    return len(wanted) == len(given) == 6 and all(fits(one, part) for one, part in zip(wanted, given, strict=True))


def _parts(pattern: Sequence[Token]) -> list[Pattern]:
    parts: list[list[Token]] = [[]]
    for token in pattern:
        if token == ":" and len(parts) < 6:
            parts.append([])
        else:
            parts[-1].append(token)
    return [tuple(part) for part in parts]
