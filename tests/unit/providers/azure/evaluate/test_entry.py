"""Entries in three tongues."""

import pytest

from providers.azure.evaluate.entry import Entry


@pytest.mark.parametrize(
    "said", [{"properties": {"roleName": "x"}}, {"roleName": "x"}, {"RoleName": "x"}, {"ROLENAME": "y", "Properties": {"rolename": "x"}}]
)
def test_names_fit_in_either_case_and_properties_lie_in_the_entry(said: dict[str, object]):
    assert Entry(said).text("roleName") == "x"


def test_the_first_name_that_says_something():
    entry = Entry({"a": None, "b": "x"})
    assert (entry.get("a", "b"), entry.get("a"), entry.text("c")) == ("x", None, "")


def test_lists_and_flags():
    entry = Entry({"one": "x", "many": ["x", "y"], "yes": True, "none": None, "text": "True", "other": "false"})
    assert (entry.texts("one"), entry.texts("many"), entry.texts("none")) == (("x",), ("x", "y"), ())
    assert (entry.listed("many"), entry.listed("none")) == (["x", "y"], [])
    assert (entry.flag("yes"), entry.flag("none"), entry.flag("text"), entry.flag("other")) == (True, False, True, False)


@pytest.mark.parametrize(("read", "value"), [("text", 7), ("texts", [7]), ("texts", {}), ("flag", "no"), ("listed", "x")])
def test_another_type_is_told(read: str, value: object):
    with pytest.raises(ValueError, match="key: expected"):
        getattr(Entry({"key": value}), read)("key")
