"""Values of answers as the text that facts hold; empty for what is missing or has another form than documented."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Answer = Mapping[str, Any]
MALFORMED = (KeyError, TypeError, ValueError, AttributeError)  # what reading an answer of another form than documented ends in

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def flag(value: object) -> str:
    """A boolean as text; Groups Settings gives booleans as text already."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value in ("true", "false") else ""


def yes(value: object) -> str:
    """`true` for true, nothing otherwise."""
    return "true" if flag(value) == "true" else ""


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
