"""Values of Graph's answers as text."""

from datetime import date

import pytest

from providers.microsoft365.normalise import values
from providers.values import canonical, entries, kept, nested, texts

NUMBER = "0A000000-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T02:00:00Z", date(2026, 11, 23)),
        ("9999-12-31T23:59:59Z", None),
        ("0001-01-01T00:00:00Z", None),
        ("2026-02-30T00:00:00Z", None),
        ("soon", None),
        (None, None),
        (7, None),
    ],
)
def test_a_moment_is_a_day_if_a_calendar_has_it(moment: object, expected: date | None) -> None:
    assert values.day(moment) == expected


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        (["2026-11-01T00:00:00Z", "2025-01-01T00:00:00Z"], "45d"),
        (["2026-09-01T00:00:00Z"], "90d"),
        (["2026-01-01T00:00:00Z"], "365d"),
        (["2024-01-01T00:00:00Z"], "older"),
        ([None, "0001-01-01T00:00:00Z"], "never"),
    ],
)
def test_activity_is_a_span_and_never_a_date(moments: list[object], expected: str) -> None:
    assert values.span(moments, date(2026, 11, 23)) == expected


def test_an_id_is_in_lower_case() -> None:
    assert values.guid({"id": NUMBER}, "id") == NUMBER.lower()


@pytest.mark.parametrize("row", [{}, {"id": None}, {"id": 7}, {"id": "../x"}, {"id": ""}])
def test_what_is_no_id_is_refused(row: dict[str, object]) -> None:
    with pytest.raises((LookupError, ValueError)):
        values.guid(row, "id")


def test_values_of_another_form_are_refused() -> None:
    for read, wrong in ((values.text, 7), (entries, {}), (nested, []), (values.switch, "yes")):
        with pytest.raises((TypeError, ValueError)):
            read({"key": wrong}, "key")


def test_what_is_missing_is_empty() -> None:
    assert (values.text({}, "key"), entries({}, "key"), nested({}, "key"), values.switch({}, "key")) == ("", (), {}, False)
    assert (values.flag(None), values.yes("true"), texts("text")) == ("", "", ())


def test_equal_values_have_one_text() -> None:
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
    assert kept({"a": 1, "b": 2}, ("b", "c")) == '{"b":2}'
