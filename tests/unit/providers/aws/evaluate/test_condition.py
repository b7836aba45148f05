"""Every operator, on known, missing and undecided keys."""

import pytest

from providers.aws.evaluate.condition import holds, parse
from providers.aws.evaluate.context import Context, Shape
from providers.formula import FALSE, TRUE, text

KNOWN = Context(
    (
        {
            "k": ("Value",),
            "many": ("a", "b"),
            "none": (),
            "number": ("5",),
            "day": ("2026-06-01T00:00:00Z",),
            "ip": ("10.1.2.3",),
            "arn": ("arn:aws:iam::1:role/x/y",),
            "yes": ("true",),
        },
    )
)


def decided(operator: str, key: str, *wanted: str):
    return holds([parse(operator, key, wanted)], KNOWN, variables=True)


@pytest.mark.parametrize(
    ("operator", "key", "wanted"),
    [
        ("StringEquals", "K", ["x", "Value"]),
        ("stringequalsignorecase", "k", ["VALUE"]),
        ("StringLike", "k", ["V*e"]),
        ("StringNotEquals", "k", ["x"]),
        ("StringNotLike", "k", ["X*"]),
        ("StringNotEqualsIgnoreCase", "k", ["x"]),
        ("NumericEquals", "number", ["5.0"]),
        ("NumericNotEquals", "number", ["6"]),
        ("NumericLessThan", "number", ["6"]),
        ("NumericLessThanEquals", "number", ["5"]),
        ("NumericGreaterThan", "number", ["4"]),
        ("NumericGreaterThanEquals", "number", ["5"]),
        ("DateEquals", "day", ["2026-06-01T00:00:00Z"]),
        ("DateNotEquals", "day", ["2026-06-02T00:00:00Z"]),
        ("DateLessThan", "day", ["2026-06-02"]),
        ("DateGreaterThan", "day", ["1700000000"]),
        ("Bool", "yes", ["true"]),
        ("BinaryEquals", "k", ["Value"]),
        ("IpAddress", "ip", ["10.0.0.0/8"]),
        ("NotIpAddress", "ip", ["192.168.0.0/16"]),
        ("ArnLike", "arn", ["arn:*:iam::*:role/*"]),
        ("ArnEquals", "arn", ["arn:aws:iam::1:role/*"]),
        ("ArnNotLike", "arn", ["arn:aws:iam::2:role/*"]),
        ("Null", "none", ["true"]),
        ("Null", "k", ["false"]),
        ("ForAnyValue:StringEquals", "many", ["b"]),
        ("ForAllValues:StringEquals", "many", ["a", "b", "c"]),
        ("ForAllValues:StringEquals", "none", ["a"]),
        ("ForAnyValue:StringNotEquals", "many", ["a"]),
        ("StringNotEquals", "none", ["a"]),
        ("StringEqualsIfExists", "none", ["a"]),
    ],
)
def test_what_holds(operator: str, key: str, wanted: list[str]):
    assert decided(operator, key, *wanted) is TRUE


@pytest.mark.parametrize(
    ("operator", "key", "wanted"),
    [
        ("StringEquals", "k", ["value"]),
        ("StringEquals", "k", ["V*"]),
        ("StringEquals", "none", ["a"]),
        ("ArnLike", "arn", ["arn:aws:iam::1:role"]),
        ("ArnLike", "arn", ["arn:aws:*:role/x/y"]),
        ("NumericEquals", "k", ["5"]),
        ("IpAddress", "ip", ["nonsense"]),
        ("Null", "none", ["false"]),
        ("ForAnyValue:StringEquals", "none", ["a"]),
        ("ForAllValues:StringEquals", "many", ["a"]),
        ("ForAllValues:StringNotEquals", "many", ["a"]),
    ],
)
def test_what_does_not(operator: str, key: str, wanted: list[str]):
    assert decided(operator, key, *wanted) is FALSE


@pytest.mark.parametrize(
    ("operator", "wanted", "said"),
    [
        ("IpAddress", ["10.0.0.0/8"], "x in 10.0.0.0/8"),
        ("NotIpAddress", ["10.0.0.0/8"], "x not in 10.0.0.0/8"),
        ("StringEquals", ["a"], "x is a"),
        ("StringNotEquals", ["a", "b"], "x is none of a, b"),
        ("StringEqualsIfExists", ["a"], "x is a or x is missing"),
        ("Bool", ["true"], "x is true"),
        ("BoolIfExists", ["false"], "x is not true"),
        ("Null", ["true"], "x is missing"),
        ("Null", ["false"], "x is present"),
        ("NumericLessThan", ["3600"], "x below 3600"),
        ("ForAnyValue:StringLike", ["a*"], "some x like a*"),
        ("ForAllValues:StringEquals", ["a"], "every x is a"),
        ("ForAnyValue:StringNotEquals", ["a"], "not every x is a"),
        ("DateGreaterThan", ["2027-01-01"], "x after 2027-01-01"),
    ],
)
def test_what_nobody_knows_stays_as_it_is_written(operator: str, wanted: list[str], said: str):
    assert text(holds([parse(operator, "x", wanted)], KNOWN, variables=True)) == said


def test_what_is_known_of_a_shape_decides():
    context = Context(({"arn": Shape("arn:aws:iam::999:*"), "org": Shape(never=frozenset({"o-ours"}))},))

    def of(operator: str, key: str, wanted: str):
        return holds([parse(operator, key, [wanted])], context, variables=True)

    assert of("ArnLike", "arn", "arn:aws:iam::999:*") is TRUE
    assert of("StringLike", "arn", "arn:aws:iam::1:*") is FALSE
    assert text(of("StringEquals", "arn", "arn:aws:iam::999:role/x")) == "arn is arn:aws:iam::999:role/x"
    assert of("StringEquals", "org", "o-ours") is FALSE
    assert of("StringNotEquals", "org", "o-ours") is TRUE
    assert text(of("StringEquals", "org", "o-theirs")) == "org is o-theirs"


@pytest.mark.parametrize("operator", ["StringIs", "ForSomeValues:StringEquals", "NullIfExists", ""])
def test_an_unknown_operator_is_refused(operator: str):
    with pytest.raises(ValueError, match="is not known"):
        parse(operator, "k", ["v"])
