from audit.model.facts import MembershipKind, Verdict
from tests.unit.providers.google_workspace.conftest import ADMIN, Company, principal

API = "00haapch16h1ysv"
AN, BO = "google://user/p01@shop.example", "google://user/p02@shop.example"


def _escalates(facts, member: str) -> dict[str, Verdict]:
    return {one.container: one.verdict for one in facts.memberships() if one.member == member and one.kind is MembershipKind.ESCALATE}


def test_a_help_desk_for_one_unit_leads_to_the_users_of_that_unit(company: Company):
    company.world.users["p01@shop.example"]["orgUnitPath"] = "/Sales"
    company.world.org_units = [{"orgUnitId": "id:u1", "orgUnitPath": "/Sales", "name": "Sales"}]
    resets = [{"serviceId": API, "privilegeName": "USERS_RESET_PASSWORD"}]
    company.world.roles.append({"roleId": "2", "roleName": "Help desk", "rolePrivileges": resets})
    row = {"roleAssignmentId": "3", "roleId": "2", "assignedTo": "102", "assigneeType": "user", "scopeType": "ORG_UNIT", "orgUnitId": "u1"}
    company.world.role_assignments.append(row)
    facts = company.collect()
    assert _escalates(facts, "google://admin-role/2/org-unit/u1") == {AN: Verdict.YES}
    assert _escalates(facts, "google://admin-role/2") == {}
    assert principal(facts, "google://admin-role/2/org-unit/u1").name == "Help desk for /Sales"


def test_a_super_administrator_leads_everywhere(company: Company):
    facts = company.collect()
    assert _escalates(facts, "google://admin-role/1") == dict.fromkeys((AN, BO, f"google://user/{ADMIN}"), Verdict.YES)
    calendars = {grant.principal for acl in facts.acls() for grant in acl.grants if grant.source == "admin-role"}
    assert calendars == {"google://admin-role/1"}


def test_a_privilege_is_known_by_what_the_tenant_says_it_contains(company: Company):
    child = {"serviceId": API, "privilegeName": "USERS_RESET_PASSWORD"}
    company.world.privileges = [{"serviceId": API, "privilegeName": "NEW_BUNDLE", "childPrivileges": [child]}]
    bundle = [{"serviceId": API, "privilegeName": "NEW_BUNDLE"}]
    company.world.roles.append({"roleId": "2", "roleName": "New", "rolePrivileges": bundle})
    company.world.role_assignments.append({"roleAssignmentId": "3", "roleId": "2", "assignedTo": "102", "scopeType": "CUSTOMER"})
    assert set(_escalates(company.collect(), "google://admin-role/2")) == {AN, BO}


def test_a_role_without_an_id_is_a_gap_and_the_others_stand(company: Company):
    company.world.roles.append({"roleName": "no id"})
    facts = company.collect()
    assert [gap.scope for gap in facts.gaps() if gap.surface == "admin-roles"] == ["google://admin-role/unread"]
    assert principal(facts, "google://admin-role/1")


def test_an_assigned_role_that_was_not_listed_may_lead_anywhere(company: Company):
    company.world.role_assignments.append({"roleAssignmentId": "3", "roleId": "99", "assignedTo": "102", "scopeType": "CUSTOMER"})
    facts = company.collect()
    assert [gap.scope for gap in facts.gaps() if gap.surface == "admin-roles"] == ["google://admin-role/unread"]
    assert {AN, BO} <= set(_escalates(facts, "google://admin-role/unread"))


def test_a_role_of_a_service_account_whose_address_the_settings_tell(company: Company):
    company.world.role_assignments.append({"roleAssignmentId": "3", "roleId": "1", "assignedTo": "1100000000001", "scopeType": "CUSTOMER"})
    scope = "https://www.googleapis.com/auth/drive"
    client = {"client_id": "1100000000001", "scopes": [scope], "service_account": "etl@shop.iam.gserviceaccount.com"}
    assumed = {one.member for one in company.collect(delegated_clients=[client]).memberships() if one.kind is MembershipKind.ASSUME}
    assert "google://service-account/etl@shop.iam.gserviceaccount.com" in assumed
