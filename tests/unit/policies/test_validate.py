"""Trees against the schemas."""

import pytest

from policies.language import Profile
from policies.validate import MOST_ERRORS, is_date, misfits
from policies.yaml_nodes import read


def found(text: str, profile: Profile = Profile.STARTER) -> list[str]:
    tree, _ = read(text, "a.yaml")
    assert tree is not None
    return [f"{misfit.keyword} {'.'.join(map(str, misfit.way))}" for misfit in misfits(tree, profile) if misfit.keyword != "refersTo"]


@pytest.mark.parametrize(
    ("text", "fits"), [("2026-02-28", True), ("2026-02-29", False), ("20260228", False), ("2026-2-28", False), ("", False), (7, False)]
)
def test_a_day_exists_and_is_written_in_full(text: object, fits: bool):
    assert is_date(text) is fits


@pytest.mark.parametrize(
    ("value", "misfit"),
    [
        ("4", []),
        ("0", []),
        ("-1", ["minimum"]),
        ("04", ["type"]),
        ("4.0", ["type"]),
        ("'4'", ["type"]),
        ("0x4", ["type"]),
        ("9999999", ["maximum"]),
    ],
)
def test_whole_numbers(value: str, misfit: list[str]):
    assert found(f"documents: {{d: {{kind: training, minutes: {value}}}}}\n") == [f"{each} documents.d.minutes" for each in misfit]


@pytest.mark.parametrize(
    ("value", "misfit"), [("true", []), ("false", []), ("yes", ["type"]), ("True", ["type"]), ("'true'", ["type"]), ("~", ["type"])]
)
def test_truths(value: str, misfit: list[str]):
    assert found(f"roles: {{a: {{temporary: {value}}}}}\n") == [f"{each} roles.a.temporary" for each in misfit]


def test_the_accountable_profile_asks_for_more():
    text = "allow:\n  - {id: A1, who: role:a, may: read, which: b}\n"
    assert found(text) == []
    assert found(text, Profile.ACCOUNTABLE) == ["required allow.0"]


def test_references_are_all_given():
    tree, _ = read("tests:\n  - {name: t, who: role:a, expect: {b: none}}\n", "a.yaml")
    assert tree is not None
    assert [(each.asked, str(each.value)) for each in misfits(tree, Profile.STARTER)] == [("who", "role:a"), ("asset-or-part", "b")]


def test_a_file_of_errors_is_not_read_to_its_end():
    assert len(found("people:\n" + "".join(f"  p{n}: 1\n" for n in range(MOST_ERRORS + 100)))) == MOST_ERRORS
