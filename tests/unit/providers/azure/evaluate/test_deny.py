"""Deny assignments."""

import pytest

from providers.azure.evaluate.deny import EVERYONE, read_deny, scope_of
from providers.azure.evaluate.roles import PermissionSet

ARM = {
    "id": "/subscriptions/abc/providers/Microsoft.Authorization/denyAssignments/1",
    "name": "1",
    "properties": {
        "denyAssignmentName": "lock",
        "permissions": [{"actions": ["*"]}],
        "scope": "/subscriptions/ABC",
        "doNotApplyToChildScopes": True,
        "principals": [{"id": EVERYONE, "type": "SystemDefined"}],
        "excludePrincipals": [{"id": "P01", "type": "User"}],
        "condition": "true",
    },
}


def test_what_arm_gives():
    deny = read_deny(ARM)
    assert (deny.name, deny.scope, deny.only_here, deny.condition, deny.unclear) == ("lock", "/subscriptions/ABC", True, "true", False)
    assert deny.permissions == (PermissionSet(("*",)),)
    assert (deny.principals, deny.exclude_principals) == ((("SystemDefined", EVERYONE),), (("User", "p01"),))


def test_what_powershell_gives():
    deny = read_deny({"DenyAssignmentName": "lock", "DataActions": ["*"], "Principals": [{"ObjectId": "P01", "ObjectType": "User"}]})
    assert (deny.permissions, deny.principals, deny.scope) == ((PermissionSet((), (), ("*",)),), (("User", "p01"),), "")


def test_ids_alone_and_the_scope_in_the_id():
    deny = read_deny({"id": ARM["id"], "permissions": [], "principals": ["P01"]})
    assert (deny.principals, deny.scope) == ((("", "p01"),), "/subscriptions/abc")


@pytest.mark.parametrize(
    "more", [{"principals": [7]}, {"principals": [{"type": "User"}]}, {"excludePrincipals": [{"id": ""}]}, {"permissions": [7]}]
)
def test_what_is_not_understood_makes_it_unclear(more: dict[str, object]):
    deny = read_deny({"permissions": [{"actions": ["*"]}], "principals": [{"id": "p01", "type": 7}], **more})
    assert deny.unclear


@pytest.mark.parametrize(
    "body", [{}, {"permissions": 7}, {"permissions": [], "principals": {}}, {"permissions": [], "doNotApplyToChildScopes": "x"}]
)
def test_what_is_none(body: dict[str, object]):
    with pytest.raises(ValueError):
        read_deny(body)


def test_the_scope_of_an_id():
    assert scope_of("/providers/Microsoft.Authorization/denyAssignments/1") == "/"
    assert scope_of("1") == ""
