"""YAML as text with places."""

import pytest

from policies.errors import Place
from policies.yaml_nodes import Map, Scalar, Seq, read


def tree(text: str) -> Map:
    found, problems = read(text, "a.yaml")
    assert problems == ()
    assert found is not None
    return found


def test_every_value_knows_its_place():
    found = tree("a: 1\nb:\n  - {c: 'x'}\n")
    assert [key.place for key in found] == [Place("a.yaml", 1, 1), Place("a.yaml", 2, 1)]
    items = found.value("b")
    assert isinstance(items, Seq)
    assert isinstance(items[0], Map)
    value = items[0].value("c")
    assert isinstance(value, Scalar)
    assert (value.place, value.plain, items[0].flow) == (Place("a.yaml", 3, 9), False, True)


@pytest.mark.parametrize("text", ["on", "yes", "NO", "012", "12:30", "1e3", "2026-01-01", "0x1F", "True", "3.0", "=", ".inf"])
def test_nothing_is_more_than_text(text: str):
    assert tree(f"a: {text}\n").value("a") == text


@pytest.mark.parametrize(("text", "nothing"), [("", True), ("~", True), ("null", True), ("Null", False), ("''", False), ("'null'", False)])
def test_what_stands_for_nothing(text: str, nothing: bool):
    value = tree(f"a: {text}\n").value("a")
    assert isinstance(value, Scalar)
    assert value.nothing is nothing


def test_aliases_share_their_value():
    found = tree("a: &x [1]\nb: *x\n")
    assert found.value("a") is found.value("b")


def test_block_text_keeps_its_lines():
    assert tree("a: |\n  one\n  two\n").value("a") == "one\ntwo\n"


def test_an_anchor_may_be_given_again():
    found = tree("a: &x 1\nb: &x 2\nc: *x\n")
    assert found.value("c") == "2"


def test_all_double_keys_are_said():
    _, problems = read("a: 1\na: 2\na: 3\n", "a.yaml")
    assert [str(problem.place) for problem in problems] == ["a.yaml:2:1", "a.yaml:3:1"]


def test_a_file_of_double_keys_is_not_read_to_its_end():
    found, problems = read("a: 1\n" * 5000, "a.yaml")
    assert found is None
    assert len(problems) == 201
