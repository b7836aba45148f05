"""What the two sides of a comparison come to, and how many are compared with many.

"Azure role assignment condition format and syntax" (cross product comparison operators). Without a quantifier a list stands for any of its values.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from providers.azure.evaluate.abac import Call, Listed, Literal, Operand, Reference
from providers.azure.evaluate.operators import OPERATORS, Operator, Scalar, UnfitError, later, text

Lookup = Callable[[Reference], tuple[bool, object]]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody said what it is."""


@dataclass(frozen=True, slots=True)
class Absent:
    """It is known that there is none."""


@dataclass(frozen=True, slots=True)
class Values:
    """One value, or as many as a list has."""

    each: tuple[Scalar, ...]
    several: bool = False


Value = Unknown | Absent | Values


def value_of(operand: Operand, lookup: Lookup) -> Value:
    """What an operand comes to.

    Raises:
        UnfitError: it has no value that can be compared.
    """
    match operand:
        case Literal(value):
            return Values((value,))
        case Reference():
            known, found = lookup(operand)
            return Unknown() if not known else Absent() if found is None else _given(found)
        case Listed(parts):
            return _joined(value_of(one, lookup) for one in parts)
        case Call(function, arguments):
            return _called(function, tuple(value_of(one, lookup) for one in arguments))


def compared(left: Values, operator: Operator, right: Values, quantifier: str = "") -> bool:
    """Whether a comparison holds.

    Raises:
        UnfitError: a value is not of the type that is compared.
    """
    if operator.ranged:
        return _in_range(left, operator, right)
    ours, theirs = [operator.read(one) for one in left.each], [operator.read(one) for one in right.each]
    if operator.contains:
        return all(one in ours for one in theirs) != operator.negated
    if not quantifier:
        if left.several and right.several and operator.equates:
            return (set(ours) == set(theirs)) != operator.negated
        return any(operator.holds(one, other) for one in ours for other in theirs) != operator.negated
    outer = any if quantifier.startswith("ForAnyOf") else all
    inner = any if quantifier.endswith("OfAnyValues") else all
    return outer(inner(operator.holds(one, other) != operator.negated for other in theirs) for one in ours)


def _in_range(left: Values, operator: Operator, right: Values) -> bool:
    try:
        first, last = map(operator.read, right.each)
    except ValueError:  # it is no range
        if not operator.otherwise:
            raise UnfitError(f"{operator.name} wants {{first, last}}") from None
        return compared(left, OPERATORS[operator.otherwise.lower()], right)
    return any(operator.holds(operator.read(one), (first, last)) for one in left.each)


def _given(found: object) -> Value:
    listed = isinstance(found, (list, tuple, set, frozenset))
    each: tuple[Any, ...] = tuple(found) if isinstance(found, (list, tuple, set, frozenset)) else (found,)
    if not all(isinstance(one, (str, int, float, bool)) for one in each):
        raise UnfitError("its value is neither text, number, true or false, nor a list of those")
    return Values(each, listed)


def _joined(parts: Iterable[Value]) -> Value:
    found = tuple(parts)
    if any(isinstance(one, Unknown) for one in found):
        return Unknown()
    return Values(tuple(scalar for one in found if isinstance(one, Values) for scalar in one.each), several=True)


def _called(function: str, arguments: tuple[Value, ...]) -> Value:
    if len(arguments) != (2 if function == "AddDays" else 1):
        raise UnfitError(f"{function} takes {'a moment and a number of days' if function == 'AddDays' else 'one value'}")
    odd = next((one for one in arguments if not isinstance(one, Values)), None)
    if odd is not None:
        return odd
    first, *rest = (one for one in arguments if isinstance(one, Values))
    if function == "AddDays":
        return Values((later(_single(first), _single(rest[0])),))
    if function in ("NormalizeSet", "NormalizeList"):
        return Values(tuple(dict.fromkeys(first.each)) if function == "NormalizeSet" else first.each, several=True)
    change = _CHANGES.get(function)  # ToTime changes nothing: the operator reads a time
    return Values(tuple(change(text(one)) for one in first.each), first.several) if change else first


_CHANGES: Mapping[str, Callable[[str], str]] = {"ToLower": str.lower, "ToUpper": str.upper, "Trim": str.strip}


def _single(values: Values) -> Scalar:
    if len(values.each) != 1:
        raise UnfitError("expected one value, not a list")
    return values.each[0]
