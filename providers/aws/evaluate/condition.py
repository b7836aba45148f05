"""The Condition element, three-valued (IAM User Guide, "IAM JSON policy elements: Condition operators", "Set operators for multivalued keys").

Keys must all hold, of a key's values one. A missing key fails, save under a negated operator, `…IfExists`, `Null` and `ForAllValues`.
A negated operator is the opposite of its positive one, so only those are worked out. A key of many values asks for a set operator: without one
nothing holds ("Single-valued vs. multivalued context keys"). An empty text is no value of a set.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from ipaddress import ip_address, ip_network

from providers.aws.evaluate.context import Context, Shape, Values
from providers.aws.evaluate.pattern import arn_like, like, literal, names_in, substitute, visible
from providers.formula import FALSE, TRUE, Atom, Formula, all_of, any_of, negate

_Test = Callable[[str, str], bool]  # (wanted, given)
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_YEAR = re.compile(r"\d{4}(-\d\d)?")
# "AWS global condition context keys": those whose value type is multivalued; a few of services (Service Authorization Reference, `ArrayOfString`).
_MULTIVALUED = frozenset(
    {
        *(
            "aws:calledvia",
            "aws:principalorgpaths",
            "aws:principalservicenameslist",
            "aws:resourceorgpaths",
            "aws:sourceorgpaths",
            "aws:tagkeys",
        ),
        *("aws:vpceorgpaths", "dynamodb:attributes", "dynamodb:leadingkeys", "kms:encryptioncontextkeys", "kms:grantoperations"),
        "s3:requestobjecttagkeys",
    }
)


_ALWAYS_THERE = frozenset({"aws:currenttime", "aws:epochtime"})


@dataclass(frozen=True, slots=True)
class Operator:
    """One condition operator; `words` says what is asked of a key whose value nobody knows."""

    name: str
    test: _Test
    words: str
    negated: bool = False
    patterns: bool = False  # wanted values may hold wildcards
    texts: bool = False  # values are compared as they are written
    variables: bool = False  # wanted values may hold policy variables


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """One operator on one key; equal ones that were parsed are one. `over` is `all`, `any` or empty: what ForAllValues and ForAnyValue ask of a key's values."""

    operator: Operator
    key: str
    wanted: tuple[str, ...]
    if_exists: bool = False
    over: str = ""


def parse(operator: str, key: str, wanted: Sequence[str]) -> Condition:
    """Raises ValueError for an operator that is not known."""
    return _parsed(operator, key, tuple(wanted))


@lru_cache(maxsize=65536)
def _parsed(operator: str, key: str, wanted: tuple[str, ...]) -> Condition:
    prefix, _, base = operator.rpartition(":")
    over = {"": "", "forallvalues": "all", "foranyvalue": "any"}.get(prefix.lower())
    name = base.lower()
    if_exists = name.endswith("ifexists")
    known = OPERATORS.get(name.removesuffix("ifexists"))
    if over is None or known is None or (if_exists and known.name == "null"):
        raise ValueError(f"condition operator {operator} is not known")
    return Condition(known, key, wanted, if_exists, over)


@lru_cache(maxsize=65536)
def asked_keys(condition: Condition, *, variables: bool) -> tuple[str, ...]:
    """The keys that decide whether a condition holds, in lower case: its own, and those of policy variables in what it wants."""
    filled = names_in(*condition.wanted) if variables and condition.operator.variables else ()
    return tuple(sorted({condition.key.lower(), *filled}))


def holds(conditions: Sequence[Condition], context: Context, *, variables: bool) -> Formula:
    """Whether all conditions hold. `variables`: the policy's version has policy variables."""
    parts: list[Formula] = []
    for condition in conditions:
        part = _one(condition, context, variables=variables)
        if part is FALSE:
            return FALSE
        parts.append(part)
    return all_of(*parts)


def _one(condition: Condition, context: Context, *, variables: bool) -> Formula:
    given = context.get(condition.key)
    if condition.operator.name == "null":
        return _is_missing(condition, given)
    wanted, is_open = _wanted(condition, context, variables=variables and condition.operator.variables)
    if isinstance(given, tuple):
        given = tuple(filter(None, given)) if condition.over else given
        if not given:
            return _when_missing(condition)
        if not condition.over and (len(given) > 1 or condition.key.lower() in _MULTIVALUED):
            return FALSE
    if isinstance(given, Shape) and not condition.over and condition.key.lower() in _MULTIVALUED:
        return _missing(condition.key) if condition.operator.negated or condition.if_exists else FALSE
    if isinstance(given, Shape) or is_open:
        return _undecided(condition, wanted, given, is_open=is_open)
    return TRUE if _decided(condition, wanted, given) else FALSE


def _is_missing(condition: Condition, given: Values | Shape) -> Formula:
    missing = _missing(condition.key) if isinstance(given, Shape) else FALSE if any(given) else TRUE
    said = {word.lower() for word in condition.wanted}
    return any_of(missing if "true" in said else FALSE, negate(missing) if "false" in said else FALSE)


def _wanted(condition: Condition, context: Context, *, variables: bool) -> tuple[tuple[str, ...], bool]:
    filled = [substitute(value, context) for value in condition.wanted] if variables else None
    if filled is None:
        return condition.wanted, False
    return tuple(one.pattern for one in filled if one), any(one.is_open for one in filled if one)


def _when_missing(condition: Condition) -> Formula:
    if condition.if_exists or condition.over == "all":
        return TRUE
    return TRUE if condition.operator.negated and not condition.over else FALSE


def _decided(condition: Condition, wanted: Sequence[str], given: Values) -> bool:
    operator = condition.operator
    fits = [any(operator.test(one, value) for one in wanted) != operator.negated for value in given]
    return all(fits) if condition.over == "all" else any(fits)


def _undecided(condition: Condition, wanted: tuple[str, ...], given: Values | Shape, *, is_open: bool) -> Formula:
    """What is asked of a key that nobody knows. A boolean that is false or missing is one that is not true."""
    operator = condition.operator
    if is_open:
        wanted = condition.wanted  # as it is written
    elif isinstance(given, Shape) and operator.texts:
        patterns = {value: value if operator.patterns else literal(value) for value in wanted}
        if not condition.over and any(given.must_be(pattern) for pattern in patterns.values()):
            return FALSE if operator.negated else TRUE
        wanted = tuple(value for value, pattern in patterns.items() if given.could_be(pattern))
    if operator.name == "bool" and condition.if_exists and len(wanted) == 1 and wanted[0].lower() in ("true", "false"):
        return negate(_asked(condition, ("false" if wanted[0].lower() == "true" else "true",)))
    if condition.over and operator.negated:  # some value is none of these: not every value is one of these
        over = {"all": "any", "any": "all"}[condition.over]
        asked = negate(_asked(Condition(operator, condition.key, condition.wanted, over=over), wanted))
        return any_of(_missing(condition.key), asked) if condition.if_exists else asked
    asked = _asked(condition, wanted)
    if operator.negated:
        return negate(asked)
    return any_of(_missing(condition.key), asked) if condition.if_exists else asked


def _asked(condition: Condition, wanted: tuple[str, ...]) -> Formula:
    if not wanted:
        return _missing(condition.key) if condition.over == "all" else FALSE
    if condition.operator.name.startswith("date"):
        return any_of(*(_by_date(condition, value) for value in wanted))
    subject, other = {"all": ("every ", "not every "), "any": ("some ", "no "), "": ("", "")}[condition.over]
    key, values = condition.key, sorted(set(map(visible, wanted)))
    words = condition.operator.words + (" one of" if len(values) > 1 else "")
    opposite = words if condition.over else _OPPOSITES.get(words, f"not {words}")
    listed = ", ".join(values)
    return Atom(f"{subject}{key} {words} {listed}", f"{other}{key} {opposite} {listed}")


_OPPOSITES = {
    "is": "is not",
    "is one of": "is none of",
    "is (any case)": "is not (any case)",
    "is (any case) one of": "is none of (any case)",
}


def _missing(key: str) -> Atom:
    return Atom(f"{key} is missing", f"{key} is present")


def _by_date(condition: Condition, value: str) -> Formula:
    """Every comparison with the clock as one of two atoms, so that an end is an end however it is written.

    A moment of another key may be missing: that it is not before another does not say that it is after.
    """
    key, name = condition.key, condition.operator.name
    if key.lower() not in _ALWAYS_THERE and condition.operator.words != "is":
        words = {"below": "before", "at most": "up to", "above": "after", "at least": "from"}[condition.operator.words]
        return Atom(f"{key} {words} {value}", f"{key} not {words} {value}")
    moment = _moment(value)
    is_clock = key.lower() == "aws:currenttime" and moment is not None
    before = Atom(f"{key} before {value}", f"{key} from {value}", _last_day(moment) if is_clock and moment else None)
    up_to = Atom(f"{key} up to {value}", f"{key} after {value}", moment.date() if is_clock and moment else None)
    match name:
        case "datelessthan":
            return before
        case "datelessthanequals":
            return up_to
        case "dategreaterthan":
            return negate(up_to)
        case "dategreaterthanequals":
            return negate(before)
        case _:
            return all_of(up_to, negate(before))


def _last_day(moment: datetime) -> date:
    return (moment - timedelta(microseconds=1)).date()


def _moment(text: str) -> datetime | None:
    """A moment in a form of the W3C's note on ISO 8601, or in seconds since 1970; None for what is neither."""
    try:
        if _YEAR.fullmatch(text):
            return datetime.fromisoformat(f"{text}-01-01" if len(text) == 4 else f"{text}-01").replace(tzinfo=UTC)
        if _number(text) is not None:
            return datetime.fromtimestamp(float(text), UTC)
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _in_network(wanted: str, given: str) -> bool:
    try:
        return ip_address(given) in ip_network(wanted, strict=False)
    except ValueError:
        return False


def _is_truth(wanted: str, given: str) -> bool:
    return wanted.lower() == given.lower() and given.lower() in ("true", "false")


def _compared(read: Callable[[str], Decimal | datetime | None], by: Callable[[Decimal, Decimal], bool]) -> _Test:
    def test(wanted: str, given: str) -> bool:
        left, right = read(given), read(wanted)
        return left is not None and right is not None and by(left, right)  # type: ignore[arg-type] # both numbers or both moments

    return test


_COMPARISONS: tuple[tuple[str, str, Callable[[Decimal, Decimal], bool]], ...] = (
    ("equals", "is", lambda a, b: a == b),
    ("lessthan", "below", lambda a, b: a < b),
    ("lessthanequals", "at most", lambda a, b: a <= b),
    ("greaterthan", "above", lambda a, b: a > b),
    ("greaterthanequals", "at least", lambda a, b: a >= b),
)
_POSITIVE = (
    Operator("stringequals", lambda wanted, given: visible(wanted) == given, "is", texts=True, variables=True),
    Operator("stringequalsignorecase", lambda wanted, given: visible(wanted).lower() == given.lower(), "is (any case)", variables=True),
    Operator("stringlike", like, "like", patterns=True, texts=True, variables=True),
    Operator("arnequals", arn_like, "like", patterns=True, texts=True, variables=True),
    Operator("arnlike", arn_like, "like", patterns=True, texts=True, variables=True),
    Operator("bool", _is_truth, "is", variables=True),
    Operator("binaryequals", lambda wanted, given: wanted == given, "is"),
    Operator("ipaddress", _in_network, "in"),
    Operator("null", lambda wanted, given: bool(wanted) and not given, "is missing"),
    *(Operator(f"numeric{name}", _compared(_number, by), words) for name, words, by in _COMPARISONS),
    *(Operator(f"date{name}", _compared(_moment, by), words) for name, words, by in _COMPARISONS),
)
_NEGATED = {
    "stringnotequals": "stringequals",
    "stringnotequalsignorecase": "stringequalsignorecase",
    "stringnotlike": "stringlike",
    "arnnotequals": "arnequals",
    "arnnotlike": "arnlike",
    "notipaddress": "ipaddress",
    "numericnotequals": "numericequals",
    "datenotequals": "dateequals",
}
_BY_NAME = {operator.name: operator for operator in _POSITIVE}
OPERATORS = _BY_NAME | {name: replace(_BY_NAME[base], negated=True) for name, base in _NEGATED.items()}
