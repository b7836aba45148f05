"""Whatever stands in a policy folder, the loader gives a policy or a PolicyError, and each problem lies in the text and can be mended."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from policies.errors import PolicyError, Problem
from policies.load import load_text

WEBSHOP = Path(__file__).parents[2] / "policies" / "examples" / "webshop"
EXAMPLE = "".join(
    line
    for name in ("roles", "inventory", "policy", "waivers")
    for line in (WEBSHOP / f"{name}.yaml").read_text("utf-8").splitlines(keepends=True)
    if not line.startswith(("version", "#"))
)
LINES = EXAMPLE.splitlines(keepends=True)
PIECES = st.sampled_from(
    [
        "",
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        ", ",
        "- ",
        "&a ",
        "*a",
        "!!int ",
        "null",
        "on",
        "012",
        "'",
        '"',
        "#",
        "\n",
        "  ",
        "\t",
        "|",
        "all",
        "é😀",
    ]
)
ODD = st.sampled_from(
    ["<<: *a", "? [a]: b", "%YAML 1.1", "--- a", "...", "\x00", "\ud800", "\u2028", "\x85", '"\\ud83d"', "!<x> y", "&a *a", "@", "`"]
)


def problems(files: dict[str, str]) -> tuple[Problem, ...]:
    try:
        load_text(files)
    except PolicyError as error:
        return error.problems
    return ()


def sound(found: tuple[Problem, ...], text: str) -> bool:
    last = text.count("\n") + 1
    return all(
        1 <= problem.place.line <= last + 1 and problem.place.column >= 1 and problem.message and problem.remedy for problem in found
    )


@settings(deadline=None)
@given(st.text(max_size=200) | st.lists(PIECES | ODD, max_size=40).map("".join))
def test_any_text_is_a_policy_or_a_list_of_problems(text: str):
    assert sound(problems({"a.yaml": text}), text)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(EXAMPLE)), st.integers(0, 60), PIECES | ODD)
def test_a_mutated_policy_is_a_policy_or_a_list_of_problems(start: int, length: int, piece: str):
    text = EXAMPLE[:start] + piece + EXAMPLE[start + length :]
    assert sound(problems({"a.yaml": text}), text)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1))
def test_lines_in_another_place_are_a_policy_or_a_list_of_problems(first: int, second: int):
    lines = list(LINES)
    lines[first], lines[second] = lines[second], lines[first]
    text = "".join(lines)
    assert sound(problems({"a.yaml": text}), text)


_SCALARS = st.sampled_from(["", "x", "null", "true", "4", "2026-01-01", "P1Y", "role:a", "all", "s3://a", "[]", "{}"])
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(_SCALARS, inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"{key or 'k'}: {value}" for key, value in items.items()) + "}"
        )
    ),
    max_leaves=8,
)
_KEYS = st.sampled_from(
    [
        "people",
        "roles",
        "assets",
        "allow",
        "forbid",
        "require",
        "waivers",
        "tests",
        "house_rules",
        "signed",
        "not_personal",
        "on_behalf_of",
        "communications",
        "providers",
    ]
)
_FIELDS = st.sampled_from(
    [
        "id",
        "who",
        "may",
        "which",
        "where",
        "roles",
        "accounts",
        "need",
        "finding",
        "expect",
        "rule",
        "for_assets",
        "owner",
        "categories",
        "label",
        "off",
        "aws",
        "part",
    ]
)
_ENTRIES = st.dictionaries(_FIELDS, _VALUES, max_size=4).map(
    lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_KEYS, st.lists(_ENTRIES, max_size=2).map(lambda items: f"[{', '.join(items)}]") | _ENTRIES | _VALUES, max_size=4))
def test_keys_with_any_values_are_a_policy_or_a_list_of_problems(keys: dict[str, str]):
    text = "".join(f"{key}: {value}\n" for key, value in keys.items())
    assert sound(problems({"a.yaml": text}), text)
