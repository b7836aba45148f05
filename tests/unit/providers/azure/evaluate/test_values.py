"""Values and how many are compared with many."""

import pytest

from providers.azure.evaluate.abac import Comparison
from providers.azure.evaluate.grammar import parse
from providers.azure.evaluate.operators import OPERATORS, UnfitError
from providers.azure.evaluate.values import Absent, Unknown, Values, compared, value_of

KNOWN = {"a": "x", "list": ["x", "y"], "none": None, "empty": [], "odd": {"b": 1}, "deep": [["x"]]}


def of(text: str) -> object:
    tree = parse(f"{text} StringEquals 'x'")
    assert isinstance(tree, Comparison)
    return value_of(tree.left, lambda one: (one.name in KNOWN, KNOWN.get(one.name)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'x'", Values(("x",))),
        ("@Request[a]", Values(("x",))),
        ("@Request[list]", Values(("x", "y"), several=True)),
        ("@Request[empty]", Values((), several=True)),
        ("@Request[none]", Absent()),
        ("@Request[z]", Unknown()),
        ("{'x', @Request[list], @Request[none]}", Values(("x", "x", "y"), several=True)),
        ("{'x', @Request[z]}", Unknown()),
        ("ToUpper(@Request[list])", Values(("X", "Y"), several=True)),
        ("ToUpper(@Request[none])", Absent()),
        ("Trim(@Request[z])", Unknown()),
        ("NormalizeSet({'x', 'x'})", Values(("x",), several=True)),
        ("NormalizeList('x')", Values(("x",), several=True)),
        ("ToTime('10:00')", Values(("10:00",))),
    ],
)
def test_what_an_operand_comes_to(text: str, value: object):
    assert of(text) == value


@pytest.mark.parametrize("text", ["@Request[odd]", "@Request[deep]", "AddDays('2026-01-01')", "AddDays({}, 1)", "ToLower('a', 'b')"])
def test_what_has_no_value(text: str):
    with pytest.raises(UnfitError):
        of(text)


@pytest.mark.parametrize(
    ("quantifier", "operator", "holds"),
    [("", "stringequals", True), ("", "stringnotequals", False), ("ForAnyOfAnyValues", "stringequals", True), ("ForAllOfAnyValues", "stringequals", False),
     ("ForAnyOfAllValues", "stringequals", False), ("ForAllOfAllValues", "stringequals", False), ("ForAnyOfAnyValues", "stringnotequals", True),
     ("ForAllOfAnyValues", "stringnotequals", True), ("ForAnyOfAllValues", "stringnotequals", True), ("ForAllOfAllValues", "stringnotequals", False)],
)  # fmt: skip
def test_two_lists(quantifier: str, operator: str, holds: bool):
    left, right = Values(("x", "y")), Values(("y", "z"), several=True)
    assert compared(left, OPERATORS[operator], right, quantifier) is holds


def test_without_a_quantifier_two_lists_are_the_same_set_or_not():
    xy, yx, x = (Values(each, several=True) for each in (("x", "y"), ("y", "x", "x"), ("x",)))
    assert compared(xy, OPERATORS["stringequals"], yx)
    assert not compared(xy, OPERATORS["stringequals"], x)
    assert compared(xy, OPERATORS["stringnotequals"], x)


def test_a_range_has_two_ends():
    assert compared(Values((3,)), OPERATORS["numericinrange"], Values(("1", "3"), several=True))
    with pytest.raises(UnfitError):
        compared(Values((3,)), OPERATORS["numericinrange"], Values(("1",)))
