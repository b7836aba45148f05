"""Cases as users write them. Whole cases are in tests/scenarios/simulate_azure."""

from typing import Any

import pytest

from providers.azure.evaluate.simulate import case as cases

REQUEST = {"principal": "P01", "action": "a.b/c/read", "scope": "/subscriptions/abc"}


def case(**more: Any) -> cases.Case:
    found = cases.decode({"request": REQUEST, **more})
    assert isinstance(found, cases.Case)
    return found


def test_a_request_or_a_condition_alone():
    assert isinstance(cases.decode({"request": REQUEST}), cases.Case)
    assert isinstance(cases.decode({"condition": "true"}), cases.Alone)
    with pytest.raises(ValueError, match="expected `request`"):
        cases.decode({"name": "x"})


def test_who_asks():
    assert cases.principal(case()) == "p01"
    assert cases.principal(case(request={**REQUEST, "principal": {"id": "P02", "type": "Group"}})) == "p02"


def test_a_role_goes_by_its_id_and_by_its_names():
    roles = cases.roles(case(roles=[{"id": "/x/AB", "name": "AB", "properties": {"roleName": "Owner", "permissions": []}}]))
    assert {"ab", "/x/ab", "owner"} <= set(roles)


def test_the_names_in_a_scope_are_attributes_unless_the_case_says_otherwise():
    scope = "/subscriptions/a/resourceGroups/b/providers/Microsoft.Storage/storageAccounts/Shop/blobServices/default/containers/orders/blobs/x/y"
    asked = case(request={**REQUEST, "scope": scope, "attributes": {"Microsoft.Storage/storageAccounts:name": "other"}})
    found = cases.asking(asked.request, scope=scope).attributes
    storage = "Microsoft.Storage/storageAccounts"
    assert found == {
        f"@Resource[{storage}/blobServices/containers:name]": "orders",
        f"@Resource[{storage}/blobServices/containers/blobs:path]": "x/y",
        f"{storage}:name": "other",
    }
    assert cases.asking(case().request, scope="/subscriptions/a").attributes == {}


def test_attributes_under_their_source_and_namespace():
    said = {"Resource": {"a": 1, "ns": {"b": None}}, "@Request[c]": [2], "ns": {"d": 3}}
    found = cases.asking(case(request={**REQUEST, "attributes": said}).request).attributes
    assert found == {"@Resource[a]": 1, "@Resource[ns:b]": None, "@Request[c]": [2], "ns:d": 3}


@pytest.mark.parametrize(
    ("more", "is_open", "known"),
    [({}, False, ""), ({}, True, None), ({"suboperation": "X"}, True, "X"), ({"attributes": {"subOperation": "Y"}}, False, "Y")],
)
def test_a_suboperation_that_is_not_given_is_none_or_not_known(more: dict[str, Any], is_open: bool, known: str | None):
    assert cases.asking(case(request={**REQUEST, **more}).request, open_context=is_open).suboperation == known


def test_the_groups():
    assert cases.groups(case(groups={"G1": ["P01"], "g1": {"members": [{"id": "p02"}]}})).around("p02") == {"g1"}
