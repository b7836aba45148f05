"""Roles."""

import pytest

from providers.azure.evaluate.roles import PermissionSet, read_role

SET = {"actions": ["*"], "notActions": ["*/write"], "dataActions": ["A/*"], "notDataActions": ["a/B"]}
WHOLE = PermissionSet(("*",), ("*/write",), ("A/*",), ("a/B",))


def test_actions_less_not_actions_each_plane_by_itself():
    assert WHOLE.gives("x/read", data=False)
    assert not WHOLE.gives("x/WRITE", data=False)
    assert WHOLE.gives("a/write", data=True)
    assert not WHOLE.gives("a/b", data=True)
    assert not WHOLE.gives("x/read", data=True)


@pytest.mark.parametrize(
    "body",
    [
        {"id": "/x/roleDefinitions/AB", "name": "AB", "properties": {"roleName": "r", "permissions": [SET]}},
        {"id": "/x/roleDefinitions/ab", "name": "ab", "roleName": "r", "permissions": [SET]},
        {"id": "ab", "roleName": "r", "permissions": SET},
        {"Name": "r", "Id": "AB", **{key[0].upper() + key[1:]: value for key, value in SET.items()}},
    ],
)
def test_a_role_in_each_form(body: dict[str, object]):
    role = read_role(body)
    assert (role.name, role.id, role.permissions, role.unclear) == ("r", "ab", (WHOLE,), False)


def test_each_set_stands_for_itself_with_its_condition():
    role = read_role({"roleName": "r", "permissions": [SET, {"actions": ["x/write"], "condition": "true", "dataActions": None}]})
    assert [one.condition for one in role.permissions] == ["", "true"]
    assert [one.gives("x/write", data=False) for one in role.permissions] == [False, True]


@pytest.mark.parametrize("odd", ["*", None, 7, {"actions": [7]}, {"actions": "x", "condition": 7}])
def test_a_set_that_is_not_understood_leaves_the_others_alone(odd: object):
    role = read_role({"roleName": "r", "permissions": [odd, SET]})
    assert role.permissions == (WHOLE,)
    assert role.unclear


@pytest.mark.parametrize("body", [{}, {"roleName": "r"}, {"permissions": {}}, {"permissions": None}, {"roleName": 7, "permissions": []}])
def test_what_is_no_role(body: dict[str, object]):
    with pytest.raises(ValueError):
        read_role(body)
