"""Mailboxes and calendars of a small company, read with real clients over TLS."""

from datetime import timedelta
from typing import Any

import pytest

from audit.model.facts import PUBLIC, CoverageStatus, Grant, MembershipKind, PrincipalKind, Verdict
from audit.ports import Facts, Operation
from audit.runs.memory import MemorySink
from policies.levels import CONTENT, Level
from providers.microsoft365.mail_operations import OPERATIONS, Surface
from providers.microsoft365.mailing import EVERY_CALENDAR, EVERY_MAILBOX, collect_mail
from providers.microsoft365.normalise.exchange_roles import UNREAD
from providers.microsoft365.normalise.mail_rules import OUTBOUND
from tests.unit.providers.microsoft365.tenant import APP, HR, P01, P02, P03, Company, group, service, steps, user

READS = Level.FIND | Level.READ
CHANGES = READS | Level.CHANGE
INFO = "00000000-0000-4000-8000-000000000061"
SID = "S-1-5-21-1004336348-1177238915-682003330-512"


def _right(mailbox: str, who: str, *rights: str, **more: object) -> dict[str, object]:
    return {"Identity": mailbox, "User": who, "AccessRights": list(rights), "Deny": False, "IsInherited": False} | more


def _send_as(mailbox: str, who: str) -> dict[str, object]:
    return {"Identity": mailbox, "Trustee": who, "AccessRights": ["SendAs"], "AccessControlType": "Allow", "IsInherited": False}


def _row(number: str, name: str, kind: str = "UserMailbox", **more: object) -> dict[str, object]:
    known = {"Identity": name, "Name": name, "PrimarySmtpAddress": f"{name}@sample.example", "ExternalDirectoryObjectId": number}
    return known | {"RecipientTypeDetails": kind, "DisplayName": f"person {name}", "GrantSendOnBehalfTo": []} | more


def _fill(company: Company) -> None:
    """Three people and info@, which p01 and HR open, in whose name p02 sends, and whose calendar everybody sees."""
    world = company.world
    world.users[INFO] = {"id": INFO, "displayName": "info", "userPrincipalName": "info@sample.example", "mail": "info@sample.example"} | {
        "userType": "Member",
        "accountEnabled": False,
    }
    world.exchange["Get-Mailbox"] = [
        _row(P01, "p01", GrantSendOnBehalfTo=["p03"]),
        _row(P02, "p02", ForwardingSmtpAddress="smtp:box@out.example", DeliverToMailboxAndForward=True),
        _row(P03, "p03"),
        _row(INFO, "info", "SharedMailbox"),
    ]
    world.exchange["Get-Recipient"] = [
        {"Name": "Human Resources", "RecipientTypeDetails": "MailUniversalSecurityGroup", "ExternalDirectoryObjectId": HR}
    ]
    world.exchange["Get-MailboxPermission"] = [
        _right("info", "NT AUTHORITY\\SELF", "FullAccess", "ReadPermission"),
        _right("info", "p01@sample.example", "FullAccess"),
        _right("info", "Human Resources", "FullAccess"),
        _right("info", SID, "FullAccess"),
    ]
    world.exchange["Get-RecipientPermission"] = [_send_as("info", "p02@sample.example"), _send_as("info", "NT AUTHORITY\\SELF")]
    world.exchange["Get-MailboxFolderStatistics"] = [
        {"Identity": name, "FolderType": kind, "FolderPath": path}
        for name in ("p01", "p02", "p03", "info")
        for kind, path in (("Root", "/Top of Information Store"), ("Inbox", "/Inbox"), ("Calendar", "/Calendar"))
    ]
    world.exchange["Get-MailboxFolderPermission"] = [
        _right("p03@sample.example:\\Inbox", "p02@sample.example", "Reviewer"),
        _right("p03@sample.example:\\Calendar", "Anonymous", "LimitedDetails"),
    ]
    forward = {"forwardTo": [{"emailAddress": {"address": "p02@sample.example"}}]}
    world.rules[P03] = [
        {"id": "1", "displayName": "away", "isEnabled": True, "conditions": {"subjectContains": ["offer"]}, "actions": forward}
    ]
    default = {"id": "RGVmYXVsdA==", "role": "read", "emailAddress": {"name": "My Organization"}, "isInsideOrganization": True}
    world.calendar_permissions[f"{INFO}/calendar"] = [default]


@pytest.fixture
def shop(company: Company) -> Company:
    _fill(company)
    return company


def _read(shop: Company, **told: Any) -> Facts:
    shop.read()
    return _mail(shop, **told)


def _mail(shop: Company, **told: Any) -> Facts:
    """Mail alone, of a company whose directory was read."""
    sink = MemorySink()
    with shop.running(sink, None, timedelta(), **told) as run:
        collect_mail(run, shop.directory, shop.memberships)
    return sink.facts()


def _grants(facts: Facts, name: str) -> set[Grant]:
    (found,) = [one for one in facts.resources() if one.id == name]
    (acl,) = [one for one in facts.acls() if one.id == found.acl]
    return {one for one in acl.grants if one.source not in ("directory-role", "application-permission")}


def _mailbox(facts: Facts, name: str) -> set[Grant]:
    return _grants(facts, f"microsoft://mailbox/{name}@sample.example")


def _calendar(facts: Facts, name: str) -> set[Grant]:
    return _grants(facts, f"microsoft://calendar/{name}@sample.example")


def _covered(facts: Facts) -> dict[str, CoverageStatus]:
    return {row.surface: row.status for row in facts.coverage()}


def test_who_reaches_a_shared_mailbox(shop: Company):
    facts = _read(shop)
    assert _mailbox(facts, "info") == {
        Grant(user(INFO), CONTENT, "owner"),
        Grant(user(P01), CHANGES, "full-access"),
        Grant(group(HR), CHANGES, "full-access"),
        Grant(f"microsoft://principal/{SID.lower()}", CHANGES, "full-access"),
        Grant(user(P02), Level.CHANGE, "send-as"),
    }
    assert list(facts.gaps()) == []
    assert set(_covered(facts).values()) == {CoverageStatus.COMPLETE}
    assert set(_covered(facts)) == set(Surface)


def test_measures(shop: Company):
    shop.world.exchange["Get-OrganizationConfig"] = [{"AuditDisabled": False}]
    measured = {one.name: dict(one.attributes) for one in _read(shop).resources() if one.kind != "calendar"}
    assert all(known["measure:mailbox-auditing"] == known["measure:access-logging"] == "true" for known in measured.values())
    forwards = {name.partition("@")[0]: known["measure:no-auto-forward"] for name, known in measured.items()}
    assert forwards == {"p01": "true", "p02": "false", "p03": "true", "info": "true"}


def test_measures_that_are_not_known_are_not_told(shop: Company):
    shop.server.fail("exchange", "Get-OrganizationConfig", status=500, times=0)
    shop.server.fail("graph", "users/{id}/mailFolders/inbox/messageRules", status=500, times=0)
    facts = _read(shop)
    measured = {one.name.partition("@")[0]: dict(one.attributes) for one in facts.resources() if one.kind != "calendar"}
    assert not any("measure:mailbox-auditing" in known for known in measured.values())
    assert {name for name, known in measured.items() if "measure:no-auto-forward" in known} == {"p02"}
    assert Surface.AUDITING in {gap.surface for gap in facts.gaps()}


def test_an_account_that_is_gone_is_told_so(shop: Company):
    (found,) = [one for one in _read(shop).principals() if one.id.startswith("microsoft://principal/")]
    assert found.status == "deleted"


def test_settings_folders_and_rules(shop: Company):
    facts = _read(shop)
    assert _mailbox(facts, "p01") == {Grant(user(P01), CONTENT, "owner"), Grant(user(P03), Level.CHANGE, "send-on-behalf")}
    out = Grant("microsoft://user/box@out.example", READS, "forwarding", OUTBOUND, None, Verdict.IF)
    assert _mailbox(facts, "p02") == {Grant(user(P02), CONTENT, "owner"), out}
    assert _mailbox(facts, "p03") == {
        Grant(user(P03), CONTENT, "owner"),
        Grant(user(P02), READS, "folder"),
        Grant(user(P02), READS, "inbox-rule", "mail with the subject offer", None, Verdict.IF),
    }


def test_calendars(shop: Company):
    facts = _read(shop)
    everybody = f"microsoft://domain/{shop.world.tenant}"
    assert _calendar(facts, "p03") == {Grant(user(P03), CONTENT, "owner"), Grant(PUBLIC, Level.FIND, "calendar")}
    assert Grant(everybody, READS, "calendar") in _calendar(facts, "info")
    assert Grant(user(P01), CHANGES, "full-access") in _calendar(facts, "info")


def test_an_application_reaches_every_mailbox(shop: Company):
    (found,) = steps(_read(shop), to="microsoft://applications/mailboxes")
    assert (found.member, found.kind, found.levels, found.verdict) == (service(APP), MembershipKind.MEMBER, READS, Verdict.YES)


def test_a_policy_of_exchange_limits_an_application(shop: Company):
    app_id = str(shop.world.service_principals[APP]["appId"])
    shop.world.exchange["Get-ApplicationAccessPolicy"] = [
        {"AppId": app_id, "AccessRight": "RestrictAccess", "ScopeIdentity": "Human Resources"}
    ]
    facts = _read(shop)
    assert steps(facts, to="microsoft://applications/mailboxes") == []
    acls = {acl.id: acl for acl in facts.acls()}
    reached = {
        resource.name
        for resource in facts.resources()
        if resource.kind != "calendar" and any(grant.principal == service(APP) for grant in acls[resource.acl].grants)
    }
    assert reached == {"p01@sample.example", "p02@sample.example"}  # HR, and the administrators that are in it


def test_a_rule_of_the_tenant_sends_copies(shop: Company):
    shop.world.exchange["Get-TransportRule"] = [
        {"Name": "copies", "State": "Enabled", "Mode": "Enforce", "BlindCopyTo": ["box@out.example"]}
    ]
    facts = _read(shop)
    for name in ("p01", "info"):
        assert "microsoft://user/box@out.example" in {
            grant.principal for grant in _mailbox(facts, name) if grant.source == "transport-rule"
        }


def test_without_exchanges_commands_every_mailbox_is_in_the_dark(shop: Company):
    shop.server.withdraw("exchange", "Exchange.ManageAsApp")
    facts = _read(shop)
    covered = _covered(facts)
    for surface in (Surface.DELEGATION, Surface.FOLDERS, Surface.TRANSPORT, Surface.APP_POLICIES):
        assert covered[surface] is CoverageStatus.DENIED
    assert covered[Surface.MAILBOXES] is CoverageStatus.PARTIAL
    assert covered[Surface.RULES] is CoverageStatus.COMPLETE
    dark = {gap.surface for gap in facts.gaps() if gap.scope == EVERY_MAILBOX}
    assert {Surface.MAILBOXES, Surface.DELEGATION, Surface.FOLDERS, Surface.TRANSPORT} <= dark
    assert all("Exchange.ManageAsApp" in gap.missing_permission for gap in facts.gaps())
    assert Grant(user(P02), READS, "inbox-rule", "mail with the subject offer", None, Verdict.IF) in _mailbox(facts, "p03")
    assert Grant(user(INFO), CONTENT, "owner") in _mailbox(facts, "info")
    (found,) = steps(facts, to="microsoft://applications/mailboxes")
    assert found.verdict is Verdict.UNKNOWN


def test_a_tenant_without_exchanges_endpoint(shop: Company):
    shop.server.refuse("exchange")
    facts = _read(shop)
    assert _covered(facts)[Surface.DELEGATION] is CoverageStatus.UNSUPPORTED
    assert any(gap.scope == EVERY_MAILBOX and gap.surface == Surface.DELEGATION for gap in facts.gaps())


def test_roles_of_exchange_that_are_denied_leave_crowds_that_nobody_saw(shop: Company):
    shop.server.fail("exchange", "Get-ManagementRoleAssignment", status=403, code="Forbidden", times=0)
    facts = _read(shop)
    scopes = {"microsoft://applications/mailboxes", "microsoft://applications/calendars", UNREAD}
    assert {(gap.surface, gap.scope) for gap in facts.gaps()} == {(Surface.ROLES, scope) for scope in scopes}
    for grants in (_mailbox(facts, "p03"), _calendar(facts, "p03")):
        assert Grant(UNREAD, Level.MANAGE, "exchange-role") in grants
    assert {one.kind for one in facts.principals() if one.id in scopes} == {PrincipalKind.GROUP}


def test_who_administers_by_exchanges_own_roles(shop: Company):
    shop.world.exchange["Get-ManagementRoleAssignment"] = [
        {"Role": "Mail Recipients", "RoleAssigneeType": "User", "RoleAssigneeName": "p02", "RecipientWriteScope": "Organization"}
    ]
    assert Grant(user(P02), Level.MANAGE, "exchange-role") in _mailbox(_read(shop), "info")


def test_who_is_in_a_group_of_exchanges_own_roles(shop: Company):
    name, known = "Organization Management", {"RecipientTypeDetails": "UserMailbox"}
    shop.world.exchange["Get-ManagementRoleAssignment"] = [
        {"Role": "Mail Recipients", "RoleAssigneeType": "RoleGroup", "RoleAssigneeName": name}
    ]
    shop.world.exchange["Get-RoleGroupMember"] = [
        {"RoleGroup": name, "Name": "TenantAdmins_-1", "RecipientTypeDetails": "RoleGroup"},
        {"RoleGroup": name, "Name": "p02", "ExternalDirectoryObjectId": P02, **known},
        {"RoleGroup": "Another", "Name": "p03", "ExternalDirectoryObjectId": P03, **known},
    ]
    facts = _read(shop)
    group_of_roles = "microsoft://exchange-role-group/organization management"
    assert Grant(group_of_roles, Level.MANAGE, "exchange-role") in _mailbox(facts, "info")
    assert {(one.member, one.kind) for one in steps(facts, to=group_of_roles)} == {(user(P02), MembershipKind.MEMBER)}
    assert list(facts.gaps()) == []


def test_a_group_of_roles_that_can_not_be_read_is_dark_alone(shop: Company):
    name = "Organization Management"
    shop.world.exchange["Get-ManagementRoleAssignment"] = [
        {"Role": "Mail Recipients", "RoleAssigneeType": "RoleGroup", "RoleAssigneeName": name}
    ]
    shop.server.fail("exchange", "Get-RoleGroupMember", status=500, times=0)
    assert {gap.scope for gap in _read(shop).gaps()} == {"microsoft://exchange-role-group/organization management"}


def test_a_role_of_exchange_lets_an_application_in(shop: Company):
    role = {
        "Role": "Application Mail.ReadWrite",
        "RoleAssigneeType": "ServicePrincipal",
        "RoleAssignee": APP,
        "RecipientWriteScope": "Organization",
    }
    shop.world.exchange["Get-ManagementRoleAssignment"] = [role]
    assert {one.levels for one in steps(_read(shop), to="microsoft://applications/mailboxes")} == {READS, CHANGES}


def test_refusals_are_asked_for_once(shop: Company):
    shop.server.withdraw("exchange", "Exchange.ManageAsApp")
    _read(shop)
    assert len(shop.server.calls("exchange")) == 6


def test_one_mailbox_that_fails_is_dark_alone(shop: Company):
    shop.server.fail("exchange", "Get-MailboxPermission", status=500, times=0, match={"Identity": "info@sample.example"})
    facts = _read(shop)
    assert {(gap.surface, gap.scope) for gap in facts.gaps()} == {
        (Surface.DELEGATION, f"microsoft://{kind}/info@sample.example") for kind in ("mailbox", "calendar")
    }
    assert _covered(facts)[Surface.DELEGATION] is CoverageStatus.PARTIAL
    assert Grant(user(P02), READS, "folder") in _mailbox(facts, "p03")


def test_a_second_page_that_is_hidden_is_a_gap(shop: Company):
    shop.server.shorten_pages(1)
    shop.server.fail("exchange", "Get-Mailbox", status=500, times=0, page=2)
    facts = _read(shop)
    assert any(gap.scope == EVERY_MAILBOX and gap.surface == Surface.MAILBOXES for gap in facts.gaps())
    names = {one.name for one in facts.resources() if one.kind != "calendar"}
    assert names >= {"p01@sample.example", "p02@sample.example", "p03@sample.example", "info@sample.example"}


def test_who_has_no_mailbox_has_none(shop: Company):
    shop.server.withdraw("exchange", "Exchange.ManageAsApp")
    shop.world.users[P03]["mail"] = None
    names = {one.name for one in _read(shop).resources()}
    assert "p03@sample.example" not in names
    assert "p02@sample.example" in names


def test_rules_that_are_denied(shop: Company):
    shop.server.withdraw("graph", "MailboxSettings.Read")
    facts = _read(shop)
    assert _covered(facts)[Surface.RULES] is CoverageStatus.DENIED
    found = {(gap.scope, gap.missing_permission) for gap in facts.gaps()}
    assert found == {(f"microsoft://mailbox/{name}@sample.example", "MailboxSettings.Read") for name in ("p01", "p02", "p03", "info")}


def test_calendars_that_are_denied(shop: Company):
    for permission in ("Calendars.ReadBasic", "Calendars.ReadBasic.All", "Calendars.Read"):
        shop.server.withdraw("graph", permission)
    facts = _read(shop)
    assert _covered(facts)[Surface.CALENDARS] is CoverageStatus.DENIED
    assert Grant(PUBLIC, Level.FIND, "calendar") in _calendar(facts, "p03")


@pytest.mark.parametrize(
    ("surface", "scopes"),
    [
        (Surface.FOLDERS, [EVERY_MAILBOX, EVERY_CALENDAR]),
        (Surface.RULES, [EVERY_MAILBOX]),
        (Surface.CALENDARS, [EVERY_CALENDAR]),
        (Surface.DELEGATION, [EVERY_MAILBOX, EVERY_CALENDAR]),
    ],
)
def test_a_surface_that_is_switched_off_is_told_once(shop: Company, surface: Surface, scopes: list[str]):
    facts = _read(shop, without=[surface])
    assert sorted((gap.surface, gap.scope) for gap in facts.gaps()) == sorted((surface, scope) for scope in scopes)
    assert _covered(facts) == {each: CoverageStatus.UNSUPPORTED if each == surface else CoverageStatus.COMPLETE for each in Surface}


def test_without_a_list_of_mailboxes_each_user_may_have_one(shop: Company):
    facts = _read(shop, without=[Surface.MAILBOXES])
    assert {(gap.surface, gap.scope) for gap in facts.gaps()} == {
        (surface, scope)
        for surface in (Surface.MAILBOXES, Surface.DELEGATION)  # whose mailbox a right to send is about was not told
        for scope in (EVERY_MAILBOX, EVERY_CALENDAR)
    }
    assert _covered(facts)[Surface.MAILBOXES] is CoverageStatus.UNSUPPORTED
    assert {one.name for one in facts.resources()} == {f"{name}@sample.example" for name in ("p01", "p02", "p03", "info")}


def test_names_that_could_not_be_read_leave_a_doubt(shop: Company):
    shop.server.fail("exchange", "Get-Recipient", status=500, times=0)
    facts = _read(shop)
    (found,) = [grant for grant in _mailbox(facts, "info") if grant.verdict is Verdict.UNKNOWN]
    assert found.condition == "whom Exchange means by Human Resources is not known"


def test_a_malformed_row_leaves_its_neighbours_alone(shop: Company):
    shop.world.exchange["Get-MailboxPermission"].append({"Identity": "info", "User": "p03@sample.example"})
    shop.world.exchange["Get-Mailbox"].append({"Identity": 5})
    shop.world.exchange["Get-RecipientPermission"].append({"Identity": "info", "Trustee": None, "AccessRights": ["SendAs"]})
    facts = _read(shop)
    assert Grant(user(P01), CHANGES, "full-access") in _mailbox(facts, "info")
    found = {gap.scope for gap in facts.gaps()}
    assert found == {f"microsoft://{kind}/{name}" for kind in ("mailbox", "calendar") for name in ("", "info@sample.example")}
    assert all("documented form" in gap.reason for gap in facts.gaps())


_WAYS: tuple[dict[str, Any], ...] = ({"status": 500}, {"status": 403}, {"status": 404}, {"kind": "malformed"}, {"kind": "repeated"})


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_what_was_not_read_is_never_taken_for_what_is_not_there(shop: Company, operation: Operation):
    """Whoever is not seen because a call failed is covered by a gap on the place, or on all such places."""
    whole = _everybody(_read(shop))
    for way in _WAYS:
        shop.server.heal()
        shop.server.fail(operation.service, operation.name, times=0, **way)
        facts = _mail(shop)
        left, scopes = _everybody(facts), {gap.scope for gap in facts.gaps()}
        for place, grants in whole.items():
            every = EVERY_CALENDAR if place.startswith(EVERY_CALENDAR) else EVERY_MAILBOX
            for principal, levels in grants:
                seen = any(one == principal and have & levels == levels for one, have in left.get(place, ()))
                assert seen or scopes & {place, every}, f"{principal} is not seen on {place} ({way})"


def _everybody(facts: Facts) -> dict[str, set[tuple[str, Level]]]:
    acls = {acl.id: acl.grants for acl in facts.acls()}
    return {one.id: {(grant.principal, grant.levels) for grant in acls[one.acl]} for one in facts.resources()}


def test_the_same_every_time(shop: Company):
    def told() -> list[object]:
        facts = _read(shop)
        return [*facts.principals(), *facts.memberships(), *facts.resources(), *facts.acls(), *facts.gaps(), *facts.coverage()]

    assert told() == told()


def test_the_mailbox_of_a_group(shop: Company):
    shop.world.groups[HR] |= {"groupTypes": ["Unified"], "mail": "hr@sample.example", "visibility": "Public"}
    facts = _read(shop)
    assert _mailbox(facts, "hr") == {
        Grant(group(HR), CHANGES, "group"),
        Grant(f"microsoft://domain/{shop.world.tenant}", READS, "public-group"),
    }
