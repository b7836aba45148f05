"""Whatever a name holds, a line stays one line and a value stays a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.proposal.yaml_lines import can_be_written, comment, entry, inline, slug, value, visible
from policies.yaml_nodes import Map, Scalar, Seq, read
from tests.strategies import texts

ODD = texts | st.text(st.sampled_from(" :#-?,[]{}&*!|>'\"%@`~\\\n\t\x85\u2028éa1."), max_size=12)


@given(ODD)
def test_a_value_parses_back_to_what_is_visible_of_the_text(text: str) -> None:
    lines = [*comment(text), "a:", *entry((("b", text), ("c", (text, "x")), ("d", {text: text})), 2, "- ")]
    tree, problems = read("\n".join(lines) + "\n", "x.yaml")
    assert problems == ()
    assert isinstance(tree, Map)
    (item,) = tree.value("a")  # type: ignore[misc]  # a list
    assert isinstance(item, Map)
    assert item.value("b") == (visible(text, 2000) if text else None)
    assert isinstance(item.value("c"), Seq)
    assert item.value("c")[0] == visible(text, 2000)  # type: ignore[index]  # a list
    assert item.value("d") == {visible(text, 2000): visible(text, 2000)}


@given(ODD)
def test_only_what_is_kept_as_it_is_can_be_written(text: str) -> None:
    tree, problems = read(f"a: {value(text)}\n", "x.yaml")
    assert problems == ()
    assert tree is not None
    if can_be_written(text):
        assert tree[Scalar("a")] == text


@pytest.mark.parametrize("plain", ["p01", "s3://shop-orders", "HR-leden (hr)", "2026-10-15", "role:hr", "group “hr” has it"])
def test_what_nobody_could_misread_is_plain(plain: str) -> None:
    assert value(plain) == plain


@pytest.mark.parametrize("odd", ["null", "Yes", "012", "a: b", "a #b", "- a", "", "a:", "*a", "{a}", "1e3", "a, b", "é"])
def test_everything_else_is_quoted(odd: str) -> None:
    assert value(odd) == f'"{odd}"'


def test_a_mapping_in_a_list_in_a_mapping_is_one_line() -> None:
    assert inline({"a": ({"b": ("c", "d")}, "e")}) == "{a: [{b: [c, d]}, e]}"


@given(texts, st.frozensets(st.text("ab-2", max_size=5)))
def test_a_slug_is_an_id_that_nobody_has(name: str, taken: frozenset[str]) -> None:
    made = slug(name, "group", taken)
    assert made not in taken
    assert made not in ("all", "none")
    tree, problems = read(f"{made}: x\n", "x.yaml")
    assert (tree, problems) == ({made: "x"}, ())


def test_a_slug_is_like_the_name() -> None:
    assert slug("HR-eigenaars (hr)", "group") == "hr-eigenaars-hr"
    assert slug("人事", "group", ["group"]) == "group-2"
