"""What is asked for together."""

from providers.microsoft365.collect.listings import together


def test_items_are_asked_for_together_and_none_is_lost() -> None:
    items = list(range(250))
    assert [one for some in together(items) for one in some] == items
    assert len(together(items)) == 3
    assert together([]) == []
