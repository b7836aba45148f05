"""How values are compared, by type.

"Azure role assignment condition format and syntax": strings exactly or in either case, with wildcards that a backslash escapes; integers; moments to all
their digits; GUIDs in either case. Times of day, addresses and lists are compared as Microsoft's published interpreter of the language does.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from ipaddress import ip_address, ip_network
from typing import Any

from policies.patterns import accepts
from providers.azure.evaluate.actions import matches

Scalar = str | int | float | bool
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d+))?)?\s*(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d+))?)?")
_GUID = re.compile(r"[0-9a-f]{32}")
_STAR, _QUESTION = "\ue000", "\ue001"  # those that are no wildcards
_REPEATED = re.compile(r"\)\s*[*+?{]|\\[1-9]")  # a regular expression that may take for ever


class UnfitError(ValueError):
    """A value is not of the type that is compared; it is said which."""


def text(value: Scalar) -> str:
    """A value as text."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def number(value: Scalar) -> Decimal:
    """A value as a number."""
    try:
        found = Decimal(text(value).strip())
    except InvalidOperation:
        raise UnfitError(f"{value!r} is no number") from None
    if isinstance(value, bool) or not found.is_finite():
        raise UnfitError(f"{value!r} is no number")
    return found


def moment(value: Scalar) -> tuple[datetime, str]:
    """A value as a moment in UTC: its seconds, and what comes after them to all digits."""
    found = _MOMENT.fullmatch(text(value).strip())
    try:
        zone = (found[4] or "Z").upper().replace("Z", "+00:00") if found else ""
        when = datetime.fromisoformat(f"{found[1]}T{found[2] or '00:00'}{zone}").astimezone(UTC) if found else None
    except (ValueError, OverflowError):
        when = None
    if found is None or when is None:
        raise UnfitError(f"{value!r} is no moment such as 2026-11-25T10:00:00.0Z")
    return when, (found[3] or "").rstrip("0")


def time_of_day(value: Scalar) -> tuple[int, str]:
    """A value as a time of the day, or the time in UTC of a moment: seconds since midnight, and what comes after them."""
    found = _TIME.fullmatch(text(value).strip())
    if found is None:
        when, rest = moment(value)
        return when.hour * 3600 + when.minute * 60 + when.second, rest
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise UnfitError(f"{value!r} is no time of the day")
    return hour * 3600 + minute * 60 + second, (found[4] or "").rstrip("0")


def flag(value: Scalar) -> bool:
    """A value as true or false."""
    word = text(value).strip().lower()
    if word not in ("true", "false"):
        raise UnfitError(f"{value!r} is neither true nor false")
    return word == "true"


def guid(value: Scalar) -> str:
    """A value as a GUID, with its dashes or without; that of a role may stand at the end of the role's ARM id."""
    word = text(value).strip().strip("{}").lower().rpartition("/roledefinitions/")[2]
    bare = word.replace("-", "")
    return bare if _GUID.fullmatch(bare) else word


def later(value: Scalar, days: Scalar) -> str:
    """A moment some days later."""
    when, rest = moment(value)
    try:
        moved = when + timedelta(days=int(number(days)))
    except OverflowError:
        raise UnfitError(f"{value!r} and {days!r} days is no moment") from None
    return f"{moved:%Y-%m-%dT%H:%M:%S}{f'.{rest}' if rest else ''}Z"


def like(value: str, pattern: str) -> bool:
    """Whether a text fits a pattern of `*` and `?`."""
    return accepts(plain_pattern(pattern), value.replace("*", _STAR).replace("?", _QUESTION))


def plain_pattern(pattern: str) -> str:
    """A pattern whose escaped signs stand for themselves, in the place of signs that nobody writes."""
    escaped = {"*": _STAR, "?": _QUESTION, "\\": "\\"}
    return re.sub(r"\\([*?\\])", lambda found: escaped[found[1]], pattern)


def _in_network(value: Scalar, network: Scalar) -> bool:
    try:
        address = ip_address(text(value).strip())
        first, ranged, last = text(network).strip().partition("-")
        if ranged:
            low, high = ip_address(first.strip()), ip_address(last.strip())
            return low.version == address.version == high.version and int(low) <= int(address) <= int(high)
        return address in ip_network(first, strict=False)
    except ValueError as error:
        raise UnfitError(str(error)) from None


def _matches(value: str, pattern: str) -> bool:
    if _REPEATED.search(pattern) or len(pattern) > 512 or len(value) > 4096:
        raise UnfitError(f"the regular expression {pattern!r} is not tried")
    try:
        return re.search(pattern, value) is not None
    except re.error as error:
        raise UnfitError(f"{pattern!r} is no regular expression: {error}") from None


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator. `negated` says the opposite of the plain one; `ranged` wants a range on its right, `contains` a list on its left.

    `otherwise` is the operator that one with a range stands for where its right side is none.
    """

    name: str
    read: Callable[[Scalar], Any]
    holds: Callable[[Any, Any], bool]
    negated: bool = False
    opposite: str = ""
    ranged: bool = False
    contains: bool = False
    otherwise: str = ""
    shape: str = ""  # the pattern of the texts that it holds for, of `{}`

    def plain(self) -> "Operator":
        """The operator without its negation."""
        return OPERATORS[self.opposite.lower()] if self.negated else self

    def pattern(self, value: str) -> str | None:
        """The pattern of the texts that it holds for; None where no pattern tells."""
        if self.shape == "like":
            return value if "\\" not in value else None
        return self.shape.format(value) if self.shape and not set("*?\\") & set(value) else None

    @property
    def equates(self) -> bool:
        """Whether it asks for values that are the same."""
        return self.holds is _same


def _same(one: Any, other: Any) -> bool:
    return bool(one == other)


def _folded(value: Scalar) -> str:
    return text(value).casefold()


def _between(value: Any, bounds: tuple[Any, Any]) -> bool:
    return bool(bounds[0] <= value <= bounds[1])


def _address(value: Scalar) -> tuple[int, int]:
    try:
        found = ip_address(text(value).strip())
    except ValueError as error:
        raise UnfitError(str(error)) from None
    return found.version, int(found)


def _raw(value: Scalar) -> Scalar:
    return value


_STRINGS: Mapping[str, tuple[Callable[[Any, Any], bool], str]] = {
    "Equals": (_same, "{}"),
    "Like": (like, "like"),
    "StartsWith": (str.startswith, "{}*"),
    "EndsWith": (str.endswith, "*{}"),
    "Contains": (lambda one, other: other in one, "*{}*"),
    "Matches": (_matches, ""),
}
_ORDERED: Mapping[str, Callable[[Any, Any], bool]] = {
    "LessThan": lambda one, other: bool(one < other),
    "LessThanEquals": lambda one, other: bool(one <= other),
    "GreaterThan": lambda one, other: bool(one > other),
    "GreaterThanEquals": lambda one, other: bool(one >= other),
}


def _pair(start: str, end: str, read: Callable[[Scalar], Any], holds: Callable[[Any, Any], bool], shape: str = "") -> list[Operator]:
    plain, other = f"{start}{end}", f"{start}Not{end}"
    return [
        Operator(plain, read, holds, opposite=other, shape=shape),
        Operator(other, read, holds, negated=True, opposite=plain, shape=shape),
    ]


def _all() -> list[Operator]:
    found: list[Operator] = []
    for end, (holds, shape) in _STRINGS.items():
        found += _pair("String", end, text, holds, shape)
        found += _pair("String", f"{end}IgnoreCase", _folded, holds)
    for start, read in (("Numeric", number), ("DateTime", moment), ("TimeOfDay", time_of_day)):
        found += _pair(start, "Equals", read, _same)
        found += [Operator(f"{start}{end}", read, holds) for end, holds in _ORDERED.items()]
    found += [*_pair("Bool", "Equals", flag, _same), *_pair("Guid", "Equals", guid, _same)]
    found += [*_pair("Ip", "Match", _raw, _in_network), Operator("IpInRange", _address, _between, ranged=True, otherwise="IpMatch")]
    found.append(Operator("NumericInRange", number, _between, ranged=True))
    found.append(Operator("TimeOfDayInRange", time_of_day, _between, ranged=True, otherwise="TimeOfDayEquals"))
    found += [Operator(name, text, lambda one, other: matches(other, one)) for name in ("ActionMatches", "SubOperationMatches")]
    contains, lacks = _pair("List", "Contains", _raw, _same)
    return [*found, *(Operator(one.name, _raw, _same, one.negated, one.opposite, contains=True) for one in (contains, lacks))]


OPERATORS: Mapping[str, Operator] = {one.name.lower(): one for one in _all()}
