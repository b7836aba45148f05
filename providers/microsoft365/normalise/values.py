"""Values of Graph's answers as the text that facts hold; empty for what is missing or has another form than documented."""

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
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def flag(value: object) -> str:
    """A boolean as text."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else ""


def yes(value: object) -> str:
    """`true` for true, nothing otherwise."""
    return "true" if value is True else ""


def text(row: Answer, key: str) -> str:
    """The text that a row holds; empty for what is missing. Raises one of MALFORMED for what is none."""
    found = row.get(key)
    if found is not None and not isinstance(found, str):
        raise ValueError(f"{key} is {found!r}, which is no text")
    return found or ""


def switch(row: Answer, key: str) -> bool:
    """Whether something is on; not when it is missing. Raises one of MALFORMED for what is neither on nor off."""
    found = row.get(key)
    if found is not None and not isinstance(found, bool):
        raise ValueError(f"{key} is {found!r}, which is neither true nor false")
    return found is True


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


def guid(row: Answer, key: str) -> str:
    """The directory id that a row names something by, in lower case. Raises one of MALFORMED for what is none."""
    found = row[key]
    if not isinstance(found, str) or not _GUID.fullmatch(found.lower()):
        raise ValueError(f"{key} is {found!r}, which is no id of the directory")
    return found.lower()


def is_guid(word: str) -> bool:
    """Whether it is an id of the directory."""
    return bool(_GUID.fullmatch(word.lower()))


def day(moment: object) -> date | None:
    """The day of a moment; Microsoft writes the first year of all for none, the last for ever."""
    found = _DAY.match(moment) if isinstance(moment, str) else None
    try:
        read = date.fromisoformat(found[0]) if found else None
    except ValueError:  # a day that no calendar has
        return None
    return read if read and 1601 < read.year < 9999 else None


def span(moments: Iterable[object], as_of: date) -> str:
    """How long ago the last of some moments was, as a span and never a date; `never` without any."""
    days = [found for moment in moments if (found := day(moment))]
    if not days:
        return "never"
    return next((f"{most}d" for most in (45, 90, 365) if (as_of - max(days)).days <= most), "older")


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
