"""Values of answers as the text that facts hold; empty for what is missing or has another form than documented."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

R = TypeVar("R")
Answer = Mapping[str, Any]
# what reading an answer of another form than documented ends in; one that is nested without end too
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
Each = Callable[
    [Callable[[Any], R], Iterable[Any]], Iterable[R]
]  # how rows are gone through: `map`, or what keeps going when one is malformed

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def flag(value: object) -> str:
    """A boolean as text; Groups Settings gives booleans as text already."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value in ("true", "false") else ""


def yes(value: object) -> str:
    """`true` for true, nothing otherwise."""
    return "true" if flag(value) == "true" else ""


def text(row: Answer, key: str) -> str:
    """The text or number that a row holds; empty for what is missing. Raises one of MALFORMED for what is neither."""
    found = row.get(key)
    if found is not None and (not isinstance(found, str | int) or isinstance(found, bool)):
        raise ValueError(f"{key} is {found!r}, which is no text")
    return "" if found is None else str(found)


def switch(row: Answer, key: str) -> bool:
    """Whether something is on; not when it is missing. Raises one of MALFORMED for what is neither on nor off."""
    if row.get(key) is not None and not flag(row[key]):
        raise ValueError(f"{key} is {row[key]!r}, which is neither true nor false")
    return flag(row.get(key)) == "true"


def rows(row: Answer, key: str) -> Sequence[Any]:
    """The list that a row holds; none when it is missing. Raises one of MALFORMED for what is no list."""
    found = row.get(key)
    if found is not None and not isinstance(found, list | tuple):
        raise TypeError(f"{key} is no list")
    return found or ()


def part(row: Answer, key: str) -> Answer:
    """The object that a row holds; empty when it is missing. Raises one of MALFORMED for what is none."""
    found = row.get(key)
    if found is not None and not isinstance(found, Mapping):
        raise TypeError(f"{key} is no object")
    return found or {}


def named(row: Answer, key: str) -> str:
    """The address or number that a row names somebody by. Raises one of MALFORMED when it names nobody."""
    found = row[key]
    if not found or not isinstance(found, str | int) or isinstance(found, bool):
        raise ValueError(f"{key} is {found!r}, which names nobody")
    return str(found)


def day(moment: object) -> date | None:
    """The day of an RFC 3339 moment."""
    found = _DAY.match(moment) if isinstance(moment, str) else None
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:  # a day that no calendar has
        return None


def span(moment: object, as_of: date) -> str:
    """How long ago, as a span and never a date. Google writes the first second of 1970 for never."""
    last = day(moment)
    if last is None or last.year == 1970:
        return "never"
    return next((f"{most}d" for most in (45, 90, 365) if (as_of - last).days <= most), "older")


def texts(value: object) -> tuple[str, ...]:
    """The texts of a list, sorted; empty for what is no list."""
    return tuple(sorted({one for one in value if isinstance(one, str)})) if isinstance(value, list | tuple) else ()


def present(values: Mapping[str, str]) -> dict[str, str]:
    """What is known of some values."""
    return {key: value for key, value in values.items() if value}


def canonical(value: object) -> str:
    """One JSON text for equal values."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def kept(answer: Answer, fields: Iterable[str]) -> str:
    """Some fields of an answer as evidence."""
    return canonical({field: answer[field] for field in fields if field in answer})
