"""What Azure said, as it said it."""

import pytest

from providers.azure.collect.raw import Place, arm_of, named
from providers.values import MALFORMED, entries, part, text, told


def test_what_is_missing_or_has_another_form_is_empty():
    assert part({"a": {"b": {"c": 1}}}, "a", "b") == {"c": 1}
    assert part({"a": 7}, "a", "b") == part({}, "a") == {}
    assert [text({"a": value}, "a") for value in ("x", 7, True, None, [])] == ["x", "7", "", "", ""]
    assert entries({"a": None}, "a") == ()


@pytest.mark.parametrize(
    "wrong", [lambda: named({}, "name"), lambda: arm_of({"id": "x"}), lambda: entries({"a": "x"}, "a"), lambda: told({"a": 7}, "a")]
)
def test_what_leads_to_who_is_let_in_is_told_or_wrong(wrong):
    with pytest.raises(MALFORMED):
        wrong()


def test_a_subscription():
    assert (Place("/subscriptions/A").uri, Place("/subscriptions/A").id) == ("azure://subscriptions/a", "A")
