"""Allow policies."""

import pytest

from providers.gcp.evaluate.condition import Condition
from providers.gcp.evaluate.member import member
from providers.gcp.evaluate.policy import read_allow, rows
from providers.gcp.evaluate.roles import Role, Roles

POLICY = {
    "version": 3,
    "etag": "x",
    "bindings": [
        {"role": "roles/x", "members": ["user:an@shop.example", "robot:7"]},
        {"role": "roles/y", "members": ["allUsers"], "condition": {"title": "t", "expression": "true", "description": "d"}},
    ],
}


def test_a_policy_as_the_api_gives_it():
    policy = read_allow(POLICY)
    assert [one.role for one in policy.bindings] == ["roles/x", "roles/y"]
    assert policy.bindings[0].members == (member("user:an@shop.example"), member("robot:7"))
    assert policy.bindings[1].condition == Condition("true", "t")
    assert policy.notes == ()


def test_rows_are_one_for_each_member_of_each_binding():
    found = [*rows(read_allow(POLICY), Roles({"roles/x": Role(frozenset({"storage.objects.get"}))}))]
    assert [(row.member.text, row.role, row.binding) for row in found] == [
        ("user:an@shop.example", "roles/x", 1),
        ("robot:7", "roles/x", 1),
        ("allUsers", "roles/y", 2),
    ]
    assert found[0].permissions == {"storage.objects.get"}
    assert found[2].permissions is None
    assert found[2].condition == Condition("true", "t")


def test_an_empty_policy():
    assert read_allow({}).bindings == ()


def test_what_google_would_not_have_taken_is_noted():
    binding = {"role": "roles/owner", "members": ["user:an@shop.example"], "condition": {"expression": "true"}}
    assert read_allow({"version": 1, "bindings": [binding]}).notes == (
        "conditions ask for policy version 3, this one says 1",
        "binding 1: Google takes no condition on roles/owner, a basic role",
    )
    assert read_allow({"bindings": [{"role": "roles/x_withcond_1a2b"}]}).notes == (
        "binding 1: roles/x_withcond_1a2b stands for a condition that was not read; ask for policy version 3",
    )


@pytest.mark.parametrize("wrong", [{"bindings": {}}, {"bindings": [{"members": []}]}, {"bindings": [{"role": "r", "condition": {}}]}, []])
def test_what_is_no_policy_says_where(wrong: object):
    with pytest.raises(ValueError, match=r"Expected|required field"):
        read_allow(wrong)  # type: ignore[arg-type]
