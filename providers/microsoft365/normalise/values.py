"""Values of Graph's answers as the text that facts hold; empty for what is missing or has another form than documented."""

import re
from collections.abc import Iterable
from datetime import date

from providers.values import Answer

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
