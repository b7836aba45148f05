"""Scopes."""

import pytest

from providers.azure.evaluate.scopes import ancestors, covers, is_management_group, management_group, normal, subscription

ACCOUNT = "/subscriptions/ABC/resourceGroups/Shop (1)/providers/Microsoft.Storage/storageAccounts/data"
TOP, MID = management_group("Top"), management_group("mid")


@pytest.mark.parametrize(
    ("told", "plain"),
    [("", "/"), ("/", "/"), ("//", "/"), ("/Subscriptions/ABC/", "/subscriptions/abc"), ("subscriptions/a b ", "/subscriptions/a b")],
)
def test_a_scope_has_one_form(told: str, plain: str):
    assert normal(told) == plain


def test_what_lies_above_a_resource_by_segments_then_by_the_tree():
    found = ancestors(ACCOUNT, {"/subscriptions/abc": MID, MID: TOP})
    assert found[0] == normal(ACCOUNT)
    assert "/subscriptions/abc/resourcegroups/shop (1)" in found
    assert found[-4:] == ("/subscriptions/abc", MID, TOP, "/")


def test_what_lies_above_a_management_group_and_the_root():
    assert ancestors(MID, {MID: TOP}) == (MID, TOP, "/")
    assert ancestors("/", {}) == ("/",)


def test_a_circle_ends():
    assert ancestors(MID, {MID: TOP, TOP: MID}) == (MID, TOP, "/")
    assert ancestors(MID, {MID: MID}) == (MID, "/")


@pytest.mark.parametrize(
    ("assigned", "holds"),
    [("/", True), ("/subscriptions/abc", True), ("/subscriptions/ab", False), ("/subscriptions/abc/resourcegroups/SHOP (1)", True),
     ("/subscriptions/abc/resourcegroups/shop", False), (f"{ACCOUNT}/blobServices/default", False), (MID, True), (TOP, False)],
)  # fmt: skip
def test_what_is_assigned_holds_below(assigned: str, holds: bool):
    assert covers(assigned, ACCOUNT, {"/subscriptions/abc": MID}) is holds


def test_kinds_of_scopes():
    assert (subscription(ACCOUNT), subscription(MID), subscription("/")) == ("/subscriptions/abc", "", "")
    assert is_management_group("/providers/Microsoft.Management/managementGroups/x")
    assert not is_management_group(ACCOUNT)
