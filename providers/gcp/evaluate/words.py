"""What a part of a condition asks, in words: the date, the name, the access level, the tag. Any other is quoted as it stands.

The forms are those of the IAM documentation, "Attribute reference for IAM Conditions".
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from providers.formula import Atom, Formula, negate

_TEXT = r"""(?:"(?P<{0}>[^"\\]*)"|'(?P<{0}_>[^'\\]*)')"""
_NAMES = {
    "resource.name": "the resource's name",
    "resource.type": "the resource's type",
    "resource.service": "the resource's service",
    "principal.type": "the principal's type",
    "principal.subject": "the principal",
    "request.path": "the URL's path",
    "request.host": "the URL's host",
    "destination.ip": "the destination's IP address",
}
_ATTRIBUTE = rf"(?P<attribute>{'|'.join(re.escape(name) for name in _NAMES)})"
_EQUALS = re.compile(rf"{_ATTRIBUTE}\s*(?P<sign>==|!=)\s*{_TEXT.format('value')}")
_CALLS = re.compile(rf"{_ATTRIBUTE}\.(?P<call>startsWith|endsWith|contains)\(\s*{_TEXT.format('value')}\s*\)")
_LEVEL = re.compile(rf"{_TEXT.format('value')}\s+in\s+request\.auth\.access_levels")
_TAG = re.compile(rf"resource\.matchTag(?:Id)?\(\s*{_TEXT.format('key')}\s*,\s*{_TEXT.format('value')}\s*\)")
_TAG_KEY = re.compile(rf"resource\.hasTagKey(?:Id)?\(\s*{_TEXT.format('key')}\s*\)")
_PORT = re.compile(r"destination\.port\s*(?P<sign>==|!=|<=|>=|<|>)\s*(?P<value>\d+)")
_TIME = re.compile(rf"request\.time\s*(?P<sign><=|>=|<|>)\s*(?:timestamp|date)\(\s*{_TEXT.format('value')}\s*\)")
_PART = re.compile(rf"request\.time\.get(?P<part>\w+)\(\s*(?:{_TEXT.format('zone')})?\s*\)\s*(?P<sign>==|!=|<=|>=|<|>)\s*(?P<value>\d+)")
_PARTS = {
    "Hours": "the hour",
    "Minutes": "the minute",
    "DayOfWeek": "the day of the week (Sunday is 0)",
    "Date": "the day of the month",
    "DayOfMonth": "the day of the month (the first is 0)",
    "DayOfYear": "the day of the year (the first is 0)",
    "Month": "the month (January is 0)",
    "FullYear": "the year",
}
_SIGNS = {"==": "is", "!=": "is not", "<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least"}
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_SHAPES = {"startsWith": ("starts with", "does not start with", "{}*"), "endsWith": ("ends with", "does not end with", "*{}"),
           "contains": ("contains", "does not contain", "*{}*")}  # fmt: skip


def moment(leaf: str) -> tuple[str, datetime] | None:
    """The sign and the moment of a comparison of `request.time` with one moment."""
    found = _TIME.fullmatch(leaf)
    try:
        when = datetime.fromisoformat(_value(found, "value")) if found else None
    except ValueError:
        return None
    return (found["sign"], when if when.tzinfo else when.replace(tzinfo=UTC)) if found and when else None


@lru_cache(maxsize=16384)
def said(leaf: str) -> Formula:
    """A part that is undecided, as the condition that remains."""
    for shape, words in _FORMS:
        found = shape.fullmatch(leaf)
        if found:
            return words(found)
    compared = moment(leaf)
    return _at(*compared) if compared else Atom(leaf, f"not ({leaf})")


def before(when: datetime, *, included: bool) -> Atom:
    """The request comes before a moment: on the day itself only if it does not begin with the day."""
    last = when.astimezone(UTC) if included else when.astimezone(UTC) - timedelta(microseconds=1)
    return Atom(f"{'until' if included else 'before'} {_day(when)}", f"{'after' if included else 'from'} {_day(when)}", _last(last))


def _last(when: datetime) -> date:
    return when.date()


def _at(sign: str, when: datetime) -> Formula:
    if sign in ("<", "<="):
        atom = before(when, included=sign == "<=")
        return Atom(atom.text, atom.opposite)
    return negate(_at(_OPPOSITE[sign], when))


def _day(when: datetime) -> str:
    utc = when.astimezone(UTC)
    return utc.date().isoformat() if (utc.hour, utc.minute, utc.second, utc.microsecond) == (0, 0, 0, 0) else f"{utc:%Y-%m-%d %H:%M} UTC"


def _value(found: re.Match[str], group: str) -> str:
    return found[group] if found[group] is not None else found[f"{group}_"] or ""


def _patterned(text: str, opposite: str, attribute: str, shape: str, value: str) -> Atom:
    """A test of a name; exact as a pattern unless the text has characters that patterns read otherwise."""
    plain = attribute == "resource.name" and not set("*?") & set(value)
    return Atom(text, opposite, of=attribute if plain else "", pattern=shape.format(value) if plain else "")


def _equals(found: re.Match[str]) -> Formula:
    name, value = _NAMES[found["attribute"]], _value(found, "value")
    atom = _patterned(f"{name} is {value}", f"{name} is not {value}", found["attribute"], "{}", value)
    return atom if found["sign"] == "==" else negate(atom)


def _calls(found: re.Match[str]) -> Formula:
    name, value = _NAMES[found["attribute"]], _value(found, "value")
    does, does_not, shape = _SHAPES[found["call"]]
    return _patterned(f"{name} {does} {value}", f"{name} {does_not} {value}", found["attribute"], shape, value)


def _level(found: re.Match[str]) -> Formula:
    level = _value(found, "value")
    name = level.rpartition("/")[2]
    return Atom(f"access level {name} ({level})", f"not access level {name} ({level})")


def _tag(found: re.Match[str]) -> Formula:
    key, value = _value(found, "key"), _value(found, "value")
    return Atom(f"the tag {key} is {value}", f"the tag {key} is not {value}")


def _tag_key(found: re.Match[str]) -> Formula:
    key = _value(found, "key")
    return Atom(f"there is a tag {key}", f"there is no tag {key}")


def _number(name: str, sign: str, value: str) -> Formula:
    if sign in ("!=", ">=", ">"):  # a comparison and its opposite are one condition
        return negate(_number(name, _OPPOSITE[sign], value))
    return Atom(f"{name} {_SIGNS[sign]} {value}", f"{name} {_SIGNS[_OPPOSITE[sign]]} {value}")


def _port(found: re.Match[str]) -> Formula:
    return _number("the destination's port", found["sign"], found["value"])


def _part(found: re.Match[str]) -> Formula:
    zone = _value(found, "zone")
    name = _PARTS.get(found["part"], found["part"]) + (f" in {zone}" if zone else " in UTC")
    return _number(name, found["sign"], found["value"])


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Formula]], ...] = (
    (_EQUALS, _equals),
    (_CALLS, _calls),
    (_LEVEL, _level),
    (_TAG, _tag),
    (_TAG_KEY, _tag_key),
    (_PORT, _port),
    (_PART, _part),
)
