from collections.abc import Mapping
from typing import Any

import pytest

from audit.model.facts import Grant, Membership, MembershipKind, Principal, PrincipalKind, Verdict
from policies.levels import Level
from providers.microsoft365.normalise.exchange_roles import UNREAD, Administers, administers, grants, groups, member, unseen
from tests.unit.providers.microsoft365.normalise.mail import BO, SALES, number, recipients

MANAGEMENT = "microsoft://exchange-role-group/organization management"


def _row(**more: Any) -> Mapping[str, Any]:
    told = {"Role": "Mail Recipients", "RoleAssigneeType": "RoleGroup", "RoleAssigneeName": "Organization Management"}
    return told | {"RecipientWriteScope": "Organization", "Enabled": True} | more


def test_a_role_group_administers():
    assert list(administers(_row(), recipients())) == [Administers(MANAGEMENT, "Organization Management")]


def test_somebody_administers():
    assert list(administers(_row(RoleAssigneeType="User", RoleAssigneeName="Person Two"), recipients())) == [Administers(BO.id)]


def test_somebody_may_administer_some_mailboxes():
    (found,) = administers(_row(CustomRecipientWriteScope="Canada"), recipients())
    assert (found.condition, found.verdict) == ("the mailbox is in the scope Canada of Exchange", Verdict.IF)


def test_who_administers_may_not_be_known():
    (found,) = administers(_row(RoleAssigneeType="User", RoleAssigneeName="Twin"), recipients())
    assert found.verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "more",
    [
        {"Role": "View-Only Recipients"},
        {"Role": "MyBaseOptions", "RoleAssigneeType": "RoleAssignmentPolicy"},
        {"RoleAssigneeType": "RoleAssignmentPolicy"},
        {"RoleAssigneeType": "ServicePrincipal"},
        {"Enabled": "False"},
    ],
)
def test_roles_that_open_nothing(more: Mapping[str, Any]):
    assert list(administers(_row(**more), recipients())) == []


def test_what_administrators_have():
    told = [Administers(MANAGEMENT, "Organization Management"), Administers(BO.id, "", "c", Verdict.IF)]
    found = {Grant(MANAGEMENT, Level.MANAGE, "exchange-role"), Grant(BO.id, Level.MANAGE, "exchange-role", "c", None, Verdict.IF)}
    assert grants(told, complete=True) == found
    assert grants(told, complete=False) == found | {Grant(UNREAD, Level.MANAGE, "exchange-role")}


def test_role_groups_are_told_once():
    told = [Administers(MANAGEMENT, "Organization Management"), Administers(MANAGEMENT, "Organization Management", "c"), Administers(BO.id)]
    assert list(groups(told)) == [Principal(MANAGEMENT, "microsoft365", PrincipalKind.GROUP, "Organization Management")]


def test_a_crowd_that_nobody_saw():
    (found,) = unseen()
    assert (found.id, found.kind) == (UNREAD, PrincipalKind.GROUP)


@pytest.mark.parametrize(
    ("row", "who"),
    [
        ({"Name": "p02", "ExternalDirectoryObjectId": number(2)}, BO.id),
        ({"Name": "Sales", "ExternalDirectoryObjectId": None}, SALES.id),
        ({"Name": "Twin", "PrimarySmtpAddress": "p02@sample.example"}, BO.id),
    ],
)
def test_members_of_a_role_group(row: Mapping[str, Any], who: str):
    because = "in the role group Organization Management"
    assert list(member(row, "Organization Management", recipients())) == [
        Membership(who, MANAGEMENT, MembershipKind.MEMBER, because=because)
    ]


def test_a_member_may_not_be_known():
    (found,) = member({"Name": "Ghost"}, "Organization Management", recipients())
    assert (found.verdict, found.condition) == (Verdict.UNKNOWN, "whom Exchange means by Ghost is not known")


@pytest.mark.parametrize("name", ["TenantAdmins_-1234", "ExchangeServiceAdmins_987"])
def test_administrators_of_the_directory_are_told_there(name: str):
    assert list(member({"Name": name}, "Organization Management", recipients())) == []


def test_a_member_without_a_name_is_an_error():
    with pytest.raises(ValueError, match="not named"):
        list(member({}, "Organization Management", recipients()))
