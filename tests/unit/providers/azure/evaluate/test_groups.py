"""Groups closed over nesting."""

from providers.azure.evaluate.groups import gathered

GROUPS = gathered({"g1": ["g2"], "g2": ["p01", "g3"], "g3": ["g2"], "g4": ["p02"]})


def test_every_group_around_a_principal():
    assert GROUPS.around("p01") == {"g1", "g2", "g3"}
    assert GROUPS.around("p02") == {"g4"}
    assert GROUPS.around("p03") == frozenset()


def test_circles_end_and_nobody_is_in_himself():
    assert GROUPS.around("g2") == {"g1", "g3"}


def test_which_are_described():
    assert GROUPS.described == {"g1", "g2", "g3", "g4"}
