"""Values in answers of providers, and the text that facts hold of them; empty for what is missing.

Of what has another form than documented some raise one of MALFORMED, as their words say; to others it is missing too.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

R = TypeVar("R")
Answer = Mapping[str, Any]
# what reading an answer of another form than documented ends in; one that is nested without end too
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
Each = Callable[
    [Callable[[Any], R], Iterable[Any]], Iterable[R]
]  # how rows are gone through: `map`, or what keeps going when one is malformed


def malformed(error: Exception) -> str:
    """Why an answer can't be understood, for people."""
    return f"an answer has not the documented form: {type(error).__name__} {error}"


def entries(row: Answer, key: str) -> Sequence[Any]:
    """The list that a row holds; none when it is missing. Raises one of MALFORMED for what is no list."""
    found = row.get(key)
    if found is not None and not isinstance(found, list | tuple):
        raise TypeError(f"{key} is no list")
    return found or ()


def nested(row: Answer, key: str) -> Answer:
    """The object that a row holds; empty when it is missing. Raises one of MALFORMED for what is none."""
    found = row.get(key)
    if found is not None and not isinstance(found, Mapping):
        raise TypeError(f"{key} is no object")
    return found or {}


def part(body: Answer, *path: str) -> Answer:
    """The object that an answer holds at a path; empty for what is missing or has another form."""
    for key in path:
        found = body.get(key)
        body = found if isinstance(found, Mapping) else {}
    return body


def text(body: Answer, key: str) -> str:
    """The text or number that an answer holds; empty for what is missing or has another form."""
    found = body.get(key)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def told(body: Answer, *keys: str) -> None:
    """Raises one of MALFORMED where something that leads to who is let in is told, and is no text: what is read of the body else stands."""
    for key in keys:
        if body.get(key) is not None and not isinstance(body[key], str):
            raise TypeError(f"{key} is {body[key]!r}, which is no text")


def texts(value: object) -> tuple[str, ...]:
    """The texts of a list, sorted; empty for what is no list."""
    return tuple(sorted({one for one in value if isinstance(one, str)})) if isinstance(value, list | tuple) else ()


def present(values: Mapping[str, str]) -> dict[str, str]:
    """What is known of some values."""
    return {key: value for key, value in values.items() if value}


def canonical(value: object) -> str:
    """One JSON text for equal values: keys sorted, no spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def only(body: Mapping[str, object], *keys: str) -> dict[str, object]:
    """Some entries of a mapping, as far as it has them."""
    return {key: body[key] for key in keys if key in body}


def kept(answer: Answer, fields: Iterable[str]) -> str:
    """Some fields of an answer as evidence."""
    return canonical(only(answer, *fields))
