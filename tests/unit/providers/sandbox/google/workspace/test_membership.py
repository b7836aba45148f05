import pytest

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.calls import Caller
from providers.sandbox.google.workspace.membership import administers, groups_of, is_super_admin, roles_of
from tests.unit.providers.sandbox.google.worlds import ADMIN, HR, P01, P02, P03, member, tenant

ALL, OUTER = "all@kanaal.example", "outer@kanaal.example"


def test_groups_in_groups_and_everybody():
    world = tenant()
    world.members |= {
        OUTER: [member(HR, "GROUP")],
        ALL: [{"id": "C01abc", "type": "CUSTOMER", "role": "MEMBER"}],
        HR: [member(P02), member(OUTER, "GROUP")],
    }
    assert groups_of(world, P02) == {HR, OUTER, ALL}
    assert groups_of(world, P01) == {ALL}
    assert groups_of(world, "x@out.example") == frozenset()


def test_a_member_that_is_suspended_counts_for_nothing():
    world = tenant()
    world.members[HR][0]["status"] = "SUSPENDED"
    assert groups_of(world, P02) == frozenset()


def test_administrators():
    world = tenant()
    world.roles = [
        {"roleId": "7", "rolePrivileges": [{"privilegeName": "USERS_RETRIEVE", "serviceId": "1"}]},
        {"roleId": "8", "isSuperAdminRole": True},
    ]
    world.role_assignments = [
        {"roleId": "7", "assignedTo": "g1"},
        {"roleId": "8", "assignedTo": "103"},
        {"roleId": "9", "assignedTo": "101"},
    ]
    assert is_super_admin(world, ADMIN)
    assert is_super_admin(world, P03)
    assert [role["roleId"] for role in roles_of(world, P02)] == ["7"]
    administers(world, Caller("sa@x.example", P02), "USERS_")
    for who, privilege in ((P02, "GROUPS_"), (P01, "USERS_")):
        with pytest.raises(Refused):
            administers(world, Caller("sa@x.example", who), privilege)


def test_a_service_account_by_its_unique_id():
    world = tenant()
    world.roles = [{"roleId": "7", "rolePrivileges": [{"privilegeName": "GROUPS_RETRIEVE", "serviceId": "1"}]}]
    world.role_assignments = [{"roleId": "7", "assignedTo": "555"}]
    world.resources["//iam.googleapis.com/projects/p/serviceAccounts/sa@p.example"] = {"email": "sa@p.example", "uniqueId": "555"}
    administers(world, Caller("sa@p.example"), "GROUPS_")
