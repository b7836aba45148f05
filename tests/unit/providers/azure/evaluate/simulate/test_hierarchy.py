"""What lies above, in the forms in which it is told."""

import pytest

from providers.azure.evaluate.scopes import management_group
from providers.azure.evaluate.simulate.hierarchy import parents

SUB = "/subscriptions/abc"
TOP, MID = management_group("top"), management_group("mid")
WHOLE = {SUB: MID, MID: TOP}


@pytest.mark.parametrize(
    "said",
    [
        [{"id": SUB, "parent": MID}, {"id": MID, "parent": TOP}],
        [{"id": "ABC", "parent": "mid"}, {"name": "mid", "parent": {"id": TOP}}],
        {SUB: MID, MID: TOP},
        {"abc": "mid", "mid": "top"},
        ["top", "mid", SUB],
        ["top", "mid"],
        [SUB, "mid", "top"],
        [SUB, "mid", "top", "/"],
        ["/", "top", "mid", SUB, f"{SUB}/resourceGroups/x"],
        [["top", "mid", SUB]],
        {"id": TOP, "children": [{"id": MID, "children": [{"id": SUB}]}]},
        [
            {"id": SUB, "properties": {"parent": {"id": MID}}},
            {"id": MID, "properties": {"details": {"parent": {"id": TOP}}}},
            {"id": TOP, "parent": None},
        ],
        [{"id": SUB, "type": "/subscriptions", "properties": {"parent": {"id": MID}, "parentNameChain": ["top", "mid"]}}],
        [{"id": SUB, "properties": {"managementGroupAncestorsChain": [{"name": "mid"}, {"name": "top"}]}}],
        [{"id": SUB, "parent": MID}, {"id": MID, "properties": {"details": {"managementGroupAncestorsChain": [{"name": "top"}]}}}],
        {"Id": TOP, "ParentId": None, "Children": [{"Id": MID, "Children": [{"Id": SUB, "Type": "/subscriptions"}]}]},
        [{"Id": SUB, "ParentId": MID}, {"scope": MID, "parentName": "top"}],
    ],
)
def test_every_form_says_the_same(said: object):
    found = parents(said, f"{SUB}/resourceGroups/x")
    assert {below: above for below, above in found.items() if above != "/"} == WHOLE


def test_nothing_is_told():
    assert parents([], SUB) == {}
    assert parents([[]], SUB) == {}


@pytest.mark.parametrize(
    "said",
    [
        [7],
        [{}],
        [{"id": 7}],
        [{"id": SUB, "parent": 7}],
        [{"id": SUB, "parent": MID}, {"id": SUB, "parent": TOP}],
        [{"id": SUB, "parnt": MID}],
        [{"id": SUB, "parentNameChain": [7]}],
    ],
)
def test_what_is_wrong_is_told(said: list[object]):
    with pytest.raises(ValueError, match=r"hierarchy\["):
        parents(said, SUB)
