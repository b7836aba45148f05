"""What a directory role's permissions open."""

import pytest

from providers.microsoft365.normalise.privileges import (
    GLOBAL_ADMINISTRATOR,
    LIMITS,
    Opens,
    Privileges,
    Way,
    of_application,
    of_role,
    united,
)

CUSTOM = "00000000-0000-4000-8000-000000000099"
PRIVILEGED_ROLE = "e8611ab8-c189-46e8-94e1-60213ab1f814"
HELPDESK, AUTHENTICATION = "729827e3-9c14-49f7-bb1b-9608f156bbb8", "c4e39bd9-1100-46d3-8c65-fb160da0071f"
PRIVILEGED_AUTHENTICATION = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13"
USER = "fe930be7-5e62-47db-91af-98c3a49a38b1"


def opens(privileges: Privileges) -> set[Opens]:
    return {way.opens for way in privileges.ways}


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("microsoft.directory/users/password/update", {Opens.USERS}),
        ("microsoft.directory/users/allProperties/allTasks", {Opens.USERS}),
        ("microsoft.directory/users/authenticationMethods/create", {Opens.USERS}),
        ("microsoft.directory/users/authenticationMethods/basic/update", {Opens.USERS}),
        ("microsoft.directory/users/authenticationMethods/standard/restrictedRead", set()),
        ("microsoft.directory/users/basic/update", set()),
        ("microsoft.directory/users/create", set()),
        ("microsoft.directory/users/password/read", set()),
        ("microsoft.directory/domains/federationConfiguration/create", {Opens.USERS}),
        ("microsoft.directory/groups/members/update", {Opens.GROUPS}),
        ("microsoft.directory/groups/dynamicMembershipRule/update", {Opens.GROUPS}),
        ("microsoft.directory/groups.unified/members/update", {Opens.UNIFIED_GROUPS}),
        ("microsoft.directory/groups.security/owners/update", {Opens.SECURITY_GROUPS}),
        ("microsoft.directory/groupsAssignableToRoles/allProperties/update", {Opens.ROLE_GROUPS}),
        ("microsoft.directory/groups/hiddenMembers/read", set()),
        ("microsoft.directory/applications/credentials/update", {Opens.APPLICATIONS}),
        ("microsoft.directory/applications.myOrganization/owners/update", {Opens.APPLICATIONS}),
        ("microsoft.directory/servicePrincipals/credentials/update", {Opens.APPLICATIONS}),
        ("microsoft.directory/servicePrincipals/basic/update", set()),
        ("microsoft.directory/roleAssignments/allProperties/allTasks", {Opens.ROLES}),
        ("microsoft.directory/roleAssignments/standard/read", set()),
        ("microsoft.office365.sharePoint/allEntities/allTasks", {Opens.SITES}),
        ("microsoft.office365.sharePoint/allEntities/allProperties/read", set()),
        ("microsoft.office365.exchange/allEntities/basic/allTasks", {Opens.MAILBOXES}),
        ("microsoft.office365.exchange/recipients/allProperties/allTasks", {Opens.MAILBOXES}),
        ("microsoft.teams/allEntities/allProperties/allTasks", {Opens.TEAMS}),
        ("microsoft.teams/meetings/allProperties/allTasks", set()),
        ("microsoft.directory/signInReports/allProperties/read", set()),
        ("nonsense", set()),
        ("", set()),
    ],
)
def test_an_action_opens_what_it_changes(action: str, expected: set[Opens]) -> None:
    assert opens(of_role(CUSTOM, [action])) == expected


def test_a_global_administrator_opens_everything() -> None:
    assert opens(of_role(GLOBAL_ADMINISTRATOR, ())) == set(Opens)


def test_what_a_built_in_role_permits_is_known_without_the_list() -> None:
    assert opens(of_role(PRIVILEGED_ROLE, ())) == {Opens.ROLES, Opens.ROLE_GROUPS}
    assert opens(of_role(CUSTOM, ())) == set()


@pytest.mark.parametrize(("role", "spares"), [(HELPDESK, True), (CUSTOM, True), (PRIVILEGED_AUTHENTICATION, False)])
def test_who_resets_passwords_may_spare_administrators(role: str, spares: bool) -> None:
    (way,) = of_role(role, ["microsoft.directory/users/password/update"]).ways
    assert way == Way(Opens.USERS, "resets the password", spares)


def test_the_table_of_whom_a_role_does_not_spare() -> None:
    assert HELPDESK in LIMITS[HELPDESK] & LIMITS[USER]
    assert HELPDESK not in LIMITS[AUTHENTICATION]
    assert AUTHENTICATION not in LIMITS[HELPDESK] | LIMITS[USER]
    assert not any(GLOBAL_ADMINISTRATOR in limits for limits in LIMITS.values())


def test_a_condition_stays_with_the_way() -> None:
    (way,) = of_role(HELPDESK, ["microsoft.directory/groups/members/update"], "$Something").ways
    assert (way.opens, way.condition) == (Opens.GROUPS, "$Something")


def test_permissions_of_an_application_open_the_directory() -> None:
    found = of_application(["GroupMember.ReadWrite.All", "Mail.Read", "RoleManagement.ReadWrite.Directory"])
    assert opens(found) == {Opens.GROUPS, Opens.ROLES}
    assert found.by == ("GroupMember.ReadWrite.All", "RoleManagement.ReadWrite.Directory")


def test_sets_of_permissions_are_one_role() -> None:
    parts = [of_role(CUSTOM, ["microsoft.directory/groups/members/update"]), of_role(CUSTOM, ["microsoft.directory/users/password/update"])]
    assert opens(united(parts)) == {Opens.GROUPS, Opens.USERS}
