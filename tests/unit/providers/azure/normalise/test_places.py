"""Management groups, subscriptions, and what is assigned in them."""

from typing import Any

from providers.azure.collect.raw import Place, Raw
from tests.unit.providers.azure.samples import MG, PLACE, SUB, Made

GROUP = "azure://providers/microsoft.management/managementgroups/shop"
ASSIGNMENT = f"{SUB}/providers/Microsoft.Authorization/roleAssignments/A1"
ROLE = "/providers/Microsoft.Authorization/roleDefinitions/B1"


def row(**more: Any) -> dict[str, Any]:
    return {"id": ASSIGNMENT, "properties": {"principalId": "o", "principalType": "User", "roleDefinitionId": ROLE, "scope": SUB} | more}


def test_a_subscription_lies_where_its_management_group_says():
    below = Raw("below", Place(f"{MG}/subscriptions/{PLACE.id}"), {"properties": {"parent": {"id": MG}}})
    found = Made("subscription", PLACE.body, grounds=[below]).resource
    assert (found.id, found.name, found.parent) == (PLACE.uri, "shop", GROUP)
    assert [found.attribute(name) for name in ("arm", "tenant", "state")] == [SUB, "t", "Enabled"]


def test_and_below_whichever_its_own_lists_name():
    assigned = Raw("role-assignment", PLACE, row(scope=MG))
    assert Made("subscription", PLACE.body, grounds=[assigned]).resource.attribute("above") == GROUP


def test_management_groups_below_each_other():
    child = {"id": f"{MG}2", "name": "Shop2", "properties": {"displayName": "Two", "parent": {"id": MG}}}
    raw = Raw("management-group", Place(f"{MG}2"), child)
    found = Made("management-group", child, place=raw.place, grounds=[raw]).resource
    assert (found.id, found.name, found.parent) == (f"{GROUP}2", "Two", GROUP)


def test_an_assignment_is_a_document_on_its_scope_without_what_changes():
    made = Made("role-assignment", row(scope=MG, createdOn="2026-01-01", condition=None))
    ((holder, kind, name, body),) = made.documents
    assert (holder, kind, name) == (GROUP, "role-assignment", "a1")
    assert body["id"] == ASSIGNMENT
    assert "createdOn" not in body["properties"]


def test_at_the_root_of_the_tenant():
    assert Made("role-assignment", row(scope="/")).documents[0][0] == "azure://"


def test_an_assignment_without_a_scope_is_a_gap_on_the_subscription():
    made = Made("role-assignment", {"id": ASSIGNMENT, "properties": {"principalId": "o"}})
    assert [(gap.surface, gap.scope) for gap in made.gaps] == [("role-assignments", PLACE.uri)]


def test_an_assignment_for_good_is_told_once():
    assert Made("role-activation", row()).facts == []
    assert [kind for _, kind, _, _ in Made("role-activation", row(endDateTime="2026-12-31T00:00:00Z")).documents] == ["role-activation"]


def test_a_role():
    body = {"id": ROLE, "name": "B1", "properties": {"roleName": "Owner", "permissions": [{"actions": ["*"]}], "createdOn": "x"}}
    ((holder, kind, name, told),) = Made("role", body).documents
    assert (holder, kind, name) == ("azure://", "role-definition", "b1")
    assert told["properties"] == {"roleName": "Owner", "permissions": [{"actions": ["*"]}]}


def test_an_administrator_of_before_roles():
    body = {"name": "X", "properties": {"emailAddress": "p01@shop.example", "role": "CoAdministrator"}}
    assert Made("classic-administrator", body).documents == [
        (PLACE.uri, "classic-administrator", "X", {"properties": {"emailAddress": "p01@shop.example", "role": "CoAdministrator"}})
    ]
