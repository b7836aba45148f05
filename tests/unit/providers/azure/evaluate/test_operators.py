"""Operators and types."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from providers.azure.evaluate.operators import OPERATORS, UnfitError, flag, guid, later, like, moment, number, time_of_day


@pytest.mark.parametrize(("value", "read"), [(7, Decimal(7)), ("7", Decimal(7)), (" -3 ", Decimal(-3)), (2.5, Decimal("2.5"))])
def test_numbers(value: object, read: Decimal):
    assert number(value) == read


@pytest.mark.parametrize("value", ["", "x", True, "nan", "Infinity", float("inf")])
def test_no_numbers(value: object):
    with pytest.raises(UnfitError, match="is no number"):
        number(value)


@pytest.mark.parametrize(
    ("value", "when", "rest"),
    [
        ("2026-11-25T10:00:00.1234567Z", datetime(2026, 11, 25, 10, tzinfo=UTC), "1234567"),
        ("2026-11-25T10:00:00.0Z", datetime(2026, 11, 25, 10, tzinfo=UTC), ""),
        ("2026-11-25t10:00z", datetime(2026, 11, 25, 10, tzinfo=UTC), ""),
        ("2026-11-25T10:00:00+0100", datetime(2026, 11, 25, 9, tzinfo=UTC), ""),
        ("2026-11-25 10:00:00", datetime(2026, 11, 25, 10, tzinfo=UTC), ""),
        ("2026-11-25", datetime(2026, 11, 25, tzinfo=UTC), ""),
    ],
)
def test_moments(value: str, when: datetime, rest: str):
    assert moment(value) == (when, rest)


@pytest.mark.parametrize("value", ["", "now", "2026-13-01", "2026-02-30T00:00:00Z", "10:00", 7, "0001-01-01T00:00:00+14:00"])
def test_no_moments(value: object):
    with pytest.raises(UnfitError, match="is no moment"):
        moment(value)


def test_times_of_the_day():
    assert time_of_day("9:30") == time_of_day("09:30:00") == time_of_day("2026-11-25T10:30:00+01:00") == (34200, "")
    assert time_of_day("23:59:59.50") == (86399, "5")
    with pytest.raises(UnfitError):
        time_of_day("24:00")


def test_flags_and_guids():
    assert (flag(True), flag("TRUE"), flag("false")) == (True, True, False)
    with pytest.raises(UnfitError):
        flag("yes")
    assert guid("{5E467623-bb1f-42f4-a55d-6e525e11384b}") == guid("5e467623bb1f42f4a55d6e525e11384b")
    assert guid("a-b") == "a-b"
    assert guid("/x/roleDefinitions/5E467623-bb1f-42f4-a55d-6e525e11384b") == guid("5e467623bb1f42f4a55d6e525e11384b")


def test_some_days_later():
    assert later("2024-02-28T10:00:00.5Z", 1) == "2024-02-29T10:00:00.5Z"
    with pytest.raises(UnfitError):
        later("2024-02-28T10:00:00Z", 10**9)


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        ("a*c?", "abcd", True),
        ("a\\*", "a*", True),
        ("a\\*", "ab", False),
        ("\\?", "?", True),
        ("\\?", "a", False),
        ("a\\\\*", "a\\b", True),
        ("*", "", True),
    ],
)
def test_wildcards_may_be_escaped(pattern: str, value: str, fits: bool):
    assert like(value, pattern) is fits


def test_each_negation_is_that_of_its_plain_one():
    for one in OPERATORS.values():
        if one.negated:
            assert one.plain().opposite == one.name
            assert one.plain().plain() is one.plain()
            assert one.holds is one.plain().holds


@pytest.mark.parametrize(
    ("operator", "value", "pattern"),
    [("StringEquals", "a", "a"), ("StringStartsWith", "a/", "a/*"), ("StringLike", "a*?", "a*?"), ("StringLike", "a\\*", None), ("StringEquals", "a*", None),
     ("StringContains", "a", "*a*"), ("StringEqualsIgnoreCase", "a", None), ("NumericEquals", "7", None), ("StringEquals", "{0}", "{0}")],
)  # fmt: skip
def test_the_pattern_of_the_texts_that_it_holds_for(operator: str, value: str, pattern: str | None):
    assert OPERATORS[operator.lower()].pattern(value) == pattern
