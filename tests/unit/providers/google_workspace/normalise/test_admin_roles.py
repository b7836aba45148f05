from datetime import date

import pytest

from audit.model.facts import MembershipKind, Principal, Verdict
from providers.google_workspace.directory import Administrators
from providers.google_workspace.normalise.admin_roles import Held, Roles, administrators, assignment, held, opened, role, unit
from tests.unit.providers.google_workspace.tenant import ADMIN, ALL, AN, AWAY, BO, DIRECTORY, TEAM, memberships

API, DRIVE, GMAIL = "00haapch16h1ysv", "03dy6vkm2sk0pzo", "039kk8xu49mji9t"
ROWS = [
    {"roleId": "1", "roleName": "_SEED_ADMIN_ROLE", "isSuperAdminRole": True, "isSystemRole": True},
    {"roleId": "2", "roleName": "Help desk", "rolePrivileges": [{"serviceId": API, "privilegeName": "USERS_RESET_PASSWORD"}]},
    {"roleId": "3", "roleName": "Groups", "rolePrivileges": [{"serviceId": API, "privilegeName": "GROUPS_ALL"}]},
    {"roleId": "4", "roleName": "Drive", "rolePrivileges": [{"serviceId": DRIVE, "privilegeName": "APP_ADMIN"}]},
    {"roleId": "5", "roleName": "Mail", "rolePrivileges": [{"serviceId": GMAIL, "privilegeName": "APP_ADMIN"}]},
    {"roleId": "6", "roleName": "Security", "rolePrivileges": [{"serviceId": API, "privilegeName": "USER_SECURITY_ALL"}]},
    {"roleId": "7", "roleName": "Readers", "rolePrivileges": [{"serviceId": API, "privilegeName": "USERS_RETRIEVE"}]},
    {"roleId": "8"},
]
ROLES = Roles({row["roleId"]: role(row, {}) for row in ROWS}, {"u1": "/Sales"})


def _assigned(**row: object) -> list[object]:
    return [assignment({"roleId": "2", "assignedTo": "101", "scopeType": "CUSTOMER", **row}, ROLES, DIRECTORY)]


def _opened(given: Held) -> dict[str, Verdict]:
    found = memberships(opened(given, ROLES, DIRECTORY))
    assert {(one.member, one.kind) for one in found} <= {(given.id, MembershipKind.ESCALATE)}
    return {one.container: one.verdict for one in found}


def test_a_role_as_a_principal():
    made = ROLES.roles["1"].principal()
    assert (made.id, made.name) == ("google://admin-role/1", "_SEED_ADMIN_ROLE")
    assert dict(made.attributes) == {"super_admin": "true", "system_role": "true"}
    assert ROLES.roles["8"].principal().name == "8"


def test_units_and_assignments_write_a_units_id_in_two_ways():
    assert unit({"orgUnitId": "id:u1", "orgUnitPath": "/Sales"}) == ("u1", "/Sales")
    assert held({"roleId": "2", "orgUnitId": "u1"}) == held({"roleId": "2", "orgUnitId": "id:u1"}) == Held("2", "u1")


@pytest.mark.parametrize(
    ("row", "who"),
    [
        ({"assignedTo": "101"}, AN.id),
        ({"assignedTo": "201", "assigneeType": "group"}, TEAM.id),
        ({"assignedTo": "9001"}, "google://service-account/etl@shop.iam.gserviceaccount.com"),
        ({"assignedTo": "777", "assigneeType": "USER"}, "google://user/777"),
        ({"assignedTo": "777", "assigneeType": "group"}, "google://group/777"),
        ({"assignedTo": "777"}, "google://service-account/777"),
        ({"assignedTo": "777", "assigneeType": "ROBOT"}, "google://service-account/777"),
    ],
)
def test_who_has_a_role(row: dict[str, object], who: str):
    (found,) = memberships(_assigned(**row))
    assert (found.member, found.container, found.kind, found.verdict) == (who, "google://admin-role/2", MembershipKind.ASSUME, Verdict.YES)


def test_a_condition_and_an_end():
    (found,) = memberships(_assigned(condition="resource.type == 'x'", expirationDetails={"expireTime": "2026-12-31T10:00:00Z"}))
    assert (found.verdict, found.condition, found.until) == (Verdict.IF, "resource.type == 'x'", date(2026, 12, 31))


@pytest.mark.parametrize("row", [{"scopeType": "PLANET"}, {"scopeType": "ORG_UNIT"}])
def test_a_scope_that_is_not_known_is_no_plain_yes(row: dict[str, object]):
    (found,) = memberships(_assigned(**row))
    assert found.verdict is Verdict.UNKNOWN
    assert str(row["scopeType"]) in found.condition


def test_a_super_administrator_opens_every_user_and_group_but_the_deleted():
    assert _opened(Held("1")) == dict.fromkeys((AN.id, BO.id, ADMIN.id, AWAY.id, TEAM.id, ALL.id), Verdict.YES)


def test_another_administrator_opens_no_administrator():
    assert _opened(Held("2")) == dict.fromkeys((AN.id, BO.id, AWAY.id), Verdict.YES)


def test_backup_codes_want_the_password_besides():
    assert _opened(Held("6")) == dict.fromkeys((AN.id, BO.id, AWAY.id), Verdict.IF)


def test_a_role_for_one_unit_opens_that_unit_and_those_below():
    given = Held("2", "u1")
    assert _opened(given) == dict.fromkeys((AN.id, BO.id, AWAY.id), Verdict.YES)
    assert given.id == "google://admin-role/2/org-unit/u1"
    (made,) = [fact for fact in opened(given, ROLES, DIRECTORY) if isinstance(fact, Principal)]
    assert made.name == "Help desk for /Sales"
    shop = Roles(ROLES.roles, {"u1": "/Sales/Shop"})
    assert {one.container for one in memberships(opened(given, shop, DIRECTORY))} == {BO.id}
    beside = Roles(ROLES.roles, {"u1": "/Sal"})
    assert memberships(opened(given, beside, DIRECTORY)) == set()


def test_a_unit_that_was_not_read_may_hold_anyone():
    assert _opened(Held("2", "u9")) == dict.fromkeys((AN.id, BO.id, AWAY.id), Verdict.UNKNOWN)


def test_a_role_for_groups_opens_groups_and_readers_nothing():
    assert _opened(Held("3")) == dict.fromkeys((TEAM.id, ALL.id), Verdict.YES)
    assert _opened(Held("7")) == _opened(Held("8")) == _opened(Held("99")) == {}


def test_the_reason_and_the_evidence_name_the_privilege():
    found = memberships(opened(Held("3"), ROLES, DIRECTORY))
    assert {one.because for one in found} == {"changes the members of any group (GROUPS_ALL)"}
    assert {one.evidence for one in found} == {'{"roleId":"3","rolePrivileges":["GROUPS_ALL"]}'}


def test_roles_that_lead_into_drives_mailboxes_and_calendars():
    given = [Held("4"), Held("5"), Held("1"), Held("2"), Held("4")]
    assert administrators(given, ROLES) == Administrators(
        ("google://admin-role/1", "google://admin-role/4"), ("google://admin-role/5",), ("google://admin-role/1",)
    )
    assert administrators([], ROLES) == Administrators()
