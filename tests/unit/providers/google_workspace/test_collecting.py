import json

import pytest

from audit.errors import ProviderError
from audit.model.facts import CoverageStatus, MembershipKind
from audit.ports import Scope
from audit.runs.memory import MemorySink
from providers.google_workspace import provider
from providers.google_workspace.collecting import collect
from tests.unit.providers.google_workspace.conftest import ADMIN, AT, READERS, Company, covered, principal

AN, BO = "google://user/p01@shop.example", "google://user/p02@shop.example"
COMPLETE = CoverageStatus.COMPLETE


def test_a_company_is_read_whole(company: Company):
    company.world.groups["team@shop.example"] = {"id": "201", "email": "team@shop.example", "name": "Team"}
    company.world.members["team@shop.example"] = [{"id": "101", "email": "p01@shop.example", "type": "USER", "role": "OWNER"}]
    facts = company.collect()
    assert list(facts.gaps()) == []
    surfaces = covered(facts)
    assert surfaces.pop("domain-wide-delegation") is CoverageStatus.UNSUPPORTED  # nobody said
    assert set(surfaces.values()) == {COMPLETE}
    assert {
        "users",
        "groups",
        "group-settings",
        "dynamic-groups",
        "admin-roles",
        "gmail",
        "calendar",
        "data-transfers",
        "admin-log",
    } <= set(surfaces)
    assert principal(facts, "google://customer/C01abc").name == "shop.example"
    kinds = {(one.member, one.container, one.kind) for one in facts.memberships()}
    assert {
        (AN, "google://group/team@shop.example", MembershipKind.MEMBER),
        (AN, "google://group/team@shop.example", MembershipKind.OWNER),
    } <= kinds
    assert (f"google://user/{ADMIN}", "google://admin-role/1", MembershipKind.ASSUME) in kinds
    assert ("google://service-account/9000", f"google://admin-role/{READERS}", MembershipKind.ASSUME) in kinds
    assert ("google://admin-role/1", AN, MembershipKind.ESCALATE) in kinds
    assert {one.id for one in facts.resources()} >= {"google://mailbox/p01@shop.example", "google://calendar/p01@shop.example"}


def test_the_same_facts_come_every_time_whatever_the_number_of_workers(company: Company):
    company.world.groups["team@shop.example"] = {"id": "201", "email": "team@shop.example"}
    once, again = company.collect(workers=1), company.collect(workers=8)
    for table in ("principals", "memberships", "resources", "acls", "gaps", "coverage"):
        assert list(getattr(once, table)()) == list(getattr(again, table)())


def test_progress_is_told(company: Company):
    company.collect()
    assert "google_workspace: 3 users, 0 groups" in company.said


def test_only_listed_calls_are_made_with_exactly_their_scope(company: Company):
    company.collect()
    listed = {(operation.service, operation.name) for operation in provider.operations()}
    assert {(call.api, call.method) for call in company.server.log} <= listed
    assert {call.subject for call in company.server.calls("groupssettings.v1")} <= {""}
    assert {call.subject for call in company.server.calls("gmail.v1")} == {"p01@shop.example", "p02@shop.example", ADMIN}


@pytest.mark.parametrize(
    ("scope", "surface", "darkens"),
    [
        ("admin.directory.domain.readonly", "domains", "google://"),
        ("admin.directory.rolemanagement.readonly", "admin-roles", "google://admin-role/unread"),
        ("admin.directory.orgunit.readonly", "org-units", "google://"),
        ("admin.datatransfer.readonly", "data-transfers", "google://"),
        ("admin.reports.audit.readonly", "admin-log", "google://app/unread"),
        ("cloud-identity.groups.readonly", "dynamic-groups", "google://"),
        ("gmail.settings.basic", "gmail", AN),
        ("calendar.calendarlist.readonly", "calendar", AN),
        ("admin.directory.group.member.readonly", "groups", "google://group/team@shop.example"),
    ],
)
def test_a_scope_that_was_not_granted_is_a_gap_that_names_it(company: Company, scope: str, surface: str, darkens: str):
    company.world.groups["team@shop.example"] = {"id": "201", "email": "team@shop.example"}
    company.server.withdraw(f"https://www.googleapis.com/auth/{scope}")
    facts = company.collect()
    gaps = [gap for gap in facts.gaps() if gap.surface == surface and gap.scope == darkens]
    assert gaps
    assert {gap.missing_permission for gap in gaps} == {f"https://www.googleapis.com/auth/{scope}"}
    assert covered(facts)[surface] is not COMPLETE
    assert [one.id for one in facts.principals() if one.id == AN]


def test_without_users_there_is_no_saying_whose_mail_was_not_read(company: Company):
    company.server.withdraw("https://www.googleapis.com/auth/admin.directory.user.readonly")
    facts = company.collect()
    assert {(gap.surface, gap.scope) for gap in facts.gaps()} >= {("users", "google://"), ("gmail", "google://"), ("calendar", "google://")}
    assert covered(facts)["users"] is CoverageStatus.DENIED


def test_a_suspended_user_is_kept_and_his_mail_is_a_gap(company: Company):
    company.world.users["p01@shop.example"]["suspended"] = True
    facts = company.collect()
    assert principal(facts, AN).status == "disabled"
    gaps = {(gap.surface, gap.scope): gap for gap in facts.gaps()}
    assert "suspended" in gaps["gmail", AN].reason
    assert ("calendar", AN) in gaps
    assert "google://mailbox/p01@shop.example" in {one.id for one in facts.resources()}  # it is there, and an administrator could open it
    assert covered(facts)["gmail"] is CoverageStatus.PARTIAL
    assert not [call for call in company.server.calls("gmail.v1") if call.subject == "p01@shop.example"]


def test_a_user_who_may_not_be_acted_as_is_a_gap(company: Company):
    company.server.refuse_impersonation("p02@shop.example")
    facts = company.collect()
    gaps = [gap for gap in facts.gaps() if gap.surface == "gmail"]
    assert [gap.scope for gap in gaps] == [BO]  # one for all the calls: none of them can be made
    assert gaps[0].missing_permission
    assert "signing in was refused" in gaps[0].reason
    assert {one.id for one in facts.resources()} >= {"google://mailbox/p01@shop.example", "google://mailbox/p02@shop.example"}


def test_declared_clients_complete_the_surface_and_others_are_told_by_the_log(company: Company):
    drive = "https://www.googleapis.com/auth/drive"
    told = [{"name": "API_CLIENT_NAME", "value": "222222222222"}, {"name": "API_SCOPES", "multiValue": [drive]}]
    event = {"type": "DOMAIN_SETTINGS", "name": "AUTHORIZE_API_CLIENT_ACCESS", "parameters": told}
    company.world.activities["admin"] = [{"id": {"time": "2026-11-01T08:00:00.000Z", "applicationName": "admin"}, "events": [event]}]
    facts = company.collect(delegated_clients=[{"client_id": "111111111111", "scopes": [drive]}])
    assert covered(facts)["domain-wide-delegation"] is COMPLETE
    acting = {one.member: one for one in facts.memberships() if one.kind is MembershipKind.IMPERSONATE and one.container == AN}
    assert set(acting) == {"google://app/111111111111", "google://app/222222222222"}
    assert "2026-11-01" in acting["google://app/222222222222"].because
    named = company.collect(delegated_clients=[{"client_id": "222222222222", "scopes": [drive]}])
    assert {one.because for one in named.memberships() if one.kind is MembershipKind.IMPERSONATE} == {
        "domain-wide delegation of client 222222222222: drive"
    }


def test_what_asks_for_more_is_read_only_when_switched_on(company: Company):
    drive = "https://www.googleapis.com/auth/drive"
    company.world.tokens["p01@shop.example"] = [
        {"clientId": "7.apps.googleusercontent.com", "displayText": "Notes", "scopes": [drive], "userKey": "101"}
    ]
    company.world.asps["p01@shop.example"] = [{"codeId": 1, "name": "mail"}, {"codeId": 2, "name": "phone"}]
    company.world.identity_policies = [
        {"name": "policies/1", "customer": "customers/C01abc", "type": "ADMIN", "setting": {"type": "settings/x", "value": {}}}
    ]
    company.collect()
    assert not [call for call in company.server.log if call.method in ("tokens.list", "asps.list", "policies.list")]
    facts = company.collect(oauth_tokens=True, app_passwords=True, tenant_settings=True, activity_data="last_used_bucket")
    user = principal(facts, AN)
    assert (user.attribute("app_passwords"), user.attribute("last_used")) == ("2", "45d")
    assert principal(facts, BO).attribute("app_passwords") == "0"
    assert ("google://app/7.apps.googleusercontent.com", AN) in {(one.member, one.container) for one in facts.memberships()}
    assert [(one.holder, one.name) for one in facts.attachments() if one.kind == "tenant-setting"] == [
        ("google://customer/C01abc", "settings/x")
    ]
    assert {"oauth-tokens", "app-passwords", "tenant-settings"} <= set(covered(facts))


def test_wrong_settings_and_a_missing_key_are_told(tmp_path):
    for settings in ({"customer": "x"}, {"key_file": str(tmp_path / "none.json")}):
        with pytest.raises(ProviderError):
            collect(Scope(json.dumps(settings), AT), MemorySink())
