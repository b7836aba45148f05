"""What the text may not hold, and what is shown of it."""

import pytest
import yaml

from policies.errors import Place
from policies.yaml_text import Unreadable, refuse_raw, shown, syntax_problem


def test_what_is_shown_is_one_short_line_without_control_characters():
    assert shown("a\n\tb\x1b[31m") == "a b\N{REPLACEMENT CHARACTER}[31m"
    assert shown("x" * 500, 10) == "xxxxxxxxx…"


@pytest.mark.parametrize(
    ("text", "place"), [("a:\n  \tb: 1", Place("f", 2, 3)), ("a: \x07", Place("f", 1, 4)), ("a: \ud800", Place("f", 1, 4))]
)
def test_raw_text_is_refused_at_its_place(text: str, place: Place):
    with pytest.raises(Unreadable) as found:
        refuse_raw(text, "f")
    assert found.value.problem.place == place


def test_ordinary_text_is_not_refused():
    refuse_raw("a: 1\r\nb: é ✓ 日本 😀\r\n\t\r\nc: x\ty\n", "f")
    assert shown("é ✓ 😀") == "é ✓ 😀"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("a: b: c", "put the text in quotes"),
        ("a: [b", "close the bracket"),
        ("a: 'b", "close the quote"),
        ("a: @b", "in quotes"),
        ("a: %", "quotes"),
    ],
)
def test_a_parser_complaint_gets_a_remedy(text: str, remedy: str):
    with pytest.raises(yaml.YAMLError) as found:
        list(yaml.parse(text, Loader=yaml.SafeLoader))
    problem = syntax_problem(found.value, text, "f")
    assert remedy in problem.remedy
    assert problem.place.file == "f"
