from datetime import date

import pytest

from providers.google_workspace.normalise.values import day, flag, span, yes
from providers.values import kept, texts

AS_OF = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "text"), [(True, "true"), (False, "false"), ("true", "true"), ("false", "false"), ("yes", ""), (None, ""), (1, "")]
)
def test_booleans_come_as_such_and_as_text(value: object, text: str):
    assert flag(value) == text
    assert yes(value) == ("true" if text == "true" else "")


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-11-22T10:00:00.000Z", "45d"),
        ("2026-10-09T00:00:00Z", "45d"),
        ("2026-10-08T00:00:00Z", "90d"),
        ("2026-01-01T00:00:00Z", "365d"),
        ("2024-01-01T00:00:00Z", "older"),
        ("1970-01-01T00:00:00.000Z", "never"),
        ("2026-02-31T00:00:00Z", "never"),
        (None, "never"),
        (7, "never"),
    ],
)
def test_a_moment_is_kept_as_a_span(moment: object, told: str):
    assert span(moment, AS_OF) == told


def test_the_day_of_a_moment():
    assert day("2026-10-09T23:59:59Z") == date(2026, 10, 9)
    assert day("soon") is None


def test_lists_of_texts_are_sorted_and_other_forms_empty():
    assert texts(["b", "a", "b", 3, None]) == ("a", "b")
    assert texts("ab") == texts(None) == ()


def test_evidence_keeps_the_named_fields():
    assert kept({"b": 1, "a": "x", "etag": "e"}, ("a", "b", "c")) == '{"a":"x","b":1}'
