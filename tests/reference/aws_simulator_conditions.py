"""The Condition element with full context: every key of the request has its values, or is missing.

Source: IAM User Guide, "IAM JSON policy elements: Condition operators", "Conditions with multiple context keys or values",
"Single-valued vs. multivalued context keys" and "IAM policy elements: Variables and tags" (variables with no value).
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from ipaddress import ip_address, ip_network
from typing import Any

from tests.reference.aws_simulator_patterns import Keys, Pattern, arn_like, fits, literal, tokens

# "AWS global condition context keys": those whose value type is multivalued, with a few of the services'.
MULTIVALUED = {"aws:calledvia", "aws:principalorgpaths", "aws:principalservicenameslist", "aws:resourceorgpaths", "aws:sourceorgpaths"}
MULTIVALUED |= {"aws:tagkeys", "aws:vpceorgpaths", "dynamodb:attributes", "dynamodb:leadingkeys", "kms:encryptioncontextkeys"}
MULTIVALUED |= {"kms:grantoperations", "s3:requestobjecttagkeys"}
NEGATED = {"stringnotequals", "stringnotequalsignorecase", "stringnotlike", "numericnotequals", "datenotequals", "notipaddress"}
NEGATED |= {"arnnotequals", "arnnotlike"}
ORDERS = ("lessthan", "lessthanequals", "greaterthan", "greaterthanequals")
POSITIVE = {"stringequals", "stringequalsignorecase", "stringlike", "numericequals", "dateequals", "bool", "binaryequals", "ipaddress"}
POSITIVE |= {"arnequals", "arnlike", *(f"{kind}{order}" for kind in ("numeric", "date") for order in ORDERS)}


def context_keys(context: Mapping[str, Any]) -> Keys:
    """A list is a multivalued key; a list of one is a single value when the key has but one. Empty texts in a list are no values."""
    keys: dict[str, str | tuple[str, ...]] = {}
    for name, said in context.items():
        key, listed = name.lower(), said if isinstance(said, list) else [said]
        values = [text(one) for one in listed if one is not None]
        if isinstance(said, list) and (key in MULTIVALUED or len(values) != 1):
            keys[key] = tuple(one for one in values if one)
        elif values:
            keys[key] = (values[0],) if key in MULTIVALUED else values[0]
    return keys


def text(said: object) -> str:
    """Quotation marks are optional for numeric and Boolean values."""
    return str(said).lower() if isinstance(said, bool) else str(said)


def conditions_hold(conditions: object, keys: Keys, variables: Keys | None) -> bool:
    """All operators, and all keys of each."""
    if not isinstance(conditions, Mapping):
        return conditions is None
    return all(
        isinstance(pairs, Mapping) and all(_holds(operator, key, wanted, keys, variables) for key, wanted in pairs.items())
        for operator, pairs in conditions.items()
    )


def _holds(operator: str, key: str, wanted: object, keys: Keys, variables: Keys | None) -> bool:
    over, _, name = operator.lower().rpartition(":")
    listed = [text(one) for one in (wanted if isinstance(wanted, list) else [wanted])]
    said = keys.get(key.lower(), ())
    values = ((said,) if said else ()) if isinstance(said, str) else said
    base = name.removesuffix("ifexists")
    if base == "null":
        return any(one.lower() == ("false" if values else "true") for one in listed)
    if base not in POSITIVE | NEGATED or over not in ("", "forallvalues", "foranyvalue"):
        return False  # there is no such operator
    if said == () or (over and not values):  # the key is missing, or a set without members: an empty text is none
        return _of_nothing(over, base, if_exists=base != name)
    if over:
        each = [_value_holds(base, listed, one, variables) for one in values]
        return any(each) if over == "foranyvalue" else all(each)
    return isinstance(said, str) and _value_holds(base, listed, said, variables)  # a multivalued key asks for a set operator


def _of_nothing(over: str, base: str, *, if_exists: bool) -> bool:
    if if_exists:
        return True
    return over == "forallvalues" if over else base in NEGATED


def _value_holds(base: str, wanted: list[str], value: str, variables: Keys | None) -> bool:
    """One of the wanted; for a negated operator none of them. A variable without value is equal to nothing."""
    if base in NEGATED:
        return not _value_holds(base.replace("not", ""), wanted, value, variables)
    fillable = base.startswith(("string", "arn", "bool"))
    patterns = [tokens(one, variables if fillable else None, wild=base.endswith("like") or base == "arnequals") for one in wanted]
    return any(_test(base, pattern, value) for pattern in patterns if pattern is not None)


def _test(base: str, pattern: Pattern, value: str) -> bool:
    wanted = literal(pattern)
    match base:
        case "stringlike":
            return fits(pattern, value)
        case "arnequals" | "arnlike":
            return arn_like(pattern, value)
        case "stringequals" | "binaryequals":
            return wanted == value
        case "stringequalsignorecase" | "bool":
            return wanted.lower() == value.lower() and (base != "bool" or wanted.lower() in ("true", "false"))
    if base == "ipaddress":
        return _in_range(wanted, value)
    compared = (_number(wanted), _number(value)) if base.startswith("numeric") else (_moment(wanted), _moment(value))
    return _in_order(base.removeprefix("numeric").removeprefix("date"), *compared)


def _in_range(wanted: str, value: str) -> bool:
    try:
        return ip_address(value) in ip_network(wanted, strict=False)
    except ValueError:
        return False


def _in_order(order: str, wanted: Decimal | None, given: Decimal | None) -> bool:
    if wanted is None or given is None:
        return False
    if given == wanted:
        return order.endswith("equals")
    return order.startswith("less") if given < wanted else order.startswith("greater")


def _number(said: str) -> Decimal | None:
    return Decimal(said) if re.fullmatch(r"[-+]?\d+(\.\d+)?", said) else None


def _moment(said: str) -> Decimal | None:
    """Seconds since 1970, written so or in one of the forms of the W3C's note on ISO 8601."""
    if re.fullmatch(r"\d{4}(-\d\d)?", said):
        said += "-01-01" if len(said) == 4 else "-01"
    elif _number(said) is not None:
        return _number(said)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return Decimal(str((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()))
