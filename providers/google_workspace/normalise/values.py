"""Values of answers as the text that facts hold; empty for what is missing or has another form than documented."""

import re
from datetime import date

from providers.values import Answer

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
