"""Cases as users write them. Whole cases are in tests/scenarios/simulate_azure."""

from typing import Any

import pytest

from providers.azure.evaluate.simulate import case as cases
from providers.formula import text

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
    assert cases.principal(case(request={**REQUEST, "principal": {"ObjectId": "P03"}})) == "p03"


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


@pytest.mark.parametrize(
    "told",
    [
        {"G1": ["P01"], "g1": {"members": [{"id": "p02"}]}},
        {"G1": [{"objectId": "P02"}]},
        [{"id": "G1", "members": ["P02"]}, {"ObjectId": "g2", "Members": []}],
    ],
)
def test_the_groups(told: Any):
    assert cases.groups(case(groups=told)).around("p02") == {"g1"}


def test_what_is_null_is_not_said_and_names_fit_in_either_case():
    asked = case(request={**REQUEST, "data": None, "attributes": None, "subOperation": "X"}, deny=None, Groups={"g1": ["p01"]})
    assert (asked.request.data, asked.request.attributes, asked.request.suboperation, asked.deny) == (False, {}, "X", [])
    assert cases.groups(asked).around("p01") == {"g1"}


ROLE = {"id": "/x/AB", "roleName": "Writer", "permissions": {"actions": ["*"]}}


@pytest.mark.parametrize("told", [{"roleName": "writer"}, {"roleId": "AB"}, {"role": ROLE}, {"roleDefinition": ROLE}])
def test_an_assignment_names_its_role_or_holds_it(told: dict[str, Any]):
    roles = [] if ROLE in told.values() else [ROLE]
    (found,) = cases.assignments(case(roles=roles, assignments=[{"principal": {"id": "P01"}, "scope": "/", **told}]))
    assert (found.principal, found.role_name) == ("p01", "Writer")
    assert found.role is not None
    assert found.role.permissions[0].actions == ("*",)


def test_attributes_that_lie_under_a_name_with_its_source():
    found = cases.asking(case(request={**REQUEST, "attributes": {"@Resource[a/tags]": {"b": 1}}}).request).attributes
    assert found == {"@Resource[a/tags:b]": 1}


def test_a_role_that_may_be_activated():
    name = "/x/providers/Microsoft.Authorization/roleEligibilityScheduleInstances/1"
    told = {"id": name, "properties": {"principalId": "P01", "roleDefinitionId": ROLE["id"], "scope": "/"}}
    (found,) = cases.assignments(case(roles=[ROLE], assignments=[told]))
    assert text(found.counts) == "the role Writer is activated"
