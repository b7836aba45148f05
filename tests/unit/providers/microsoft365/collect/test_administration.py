"""Directory roles, administrative units and activations, read over a socket."""

from datetime import date

from audit.model.facts import CoverageStatus, MembershipKind, Verdict
from providers.microsoft365.normalise.privileges import GLOBAL_ADMINISTRATOR
from tests.unit.providers.microsoft365.tenant import (
    ADMINS,
    HELPDESK,
    HR,
    P01,
    P02,
    P03,
    UNIT,
    Company,
    assignment,
    covered,
    gaps,
    group,
    principal,
    role,
    schedule,
    steps,
    user,
)

UNREAD, MAY = "microsoft://directory-role/unread", "microsoft://directory-role/unread/eligible"


def test_a_group_has_a_role_and_its_members_by_way_of_it(company: Company) -> None:
    (one,) = steps(company.read(), to=role(GLOBAL_ADMINISTRATOR), kind=MembershipKind.ASSUME)
    assert (one.member, one.until) == (group(ADMINS), None)


def test_an_eligible_global_administrator_is_an_if(company: Company) -> None:
    company.world.role_eligibility = [assignment("e1", P03, GLOBAL_ADMINISTRATOR) | schedule("e1", "2027-01-31T00:00:00Z")]
    found = company.read()
    (one,) = steps(found, of=user(P03), to=role(GLOBAL_ADMINISTRATOR))
    assert (one.kind, one.verdict, one.condition) == (MembershipKind.ELIGIBLE, Verdict.IF, "the role must be activated")
    assert one.until == date(2027, 1, 31)
    assert principal(found, user(P03)).attribute("admin") == "true"


def test_a_role_that_is_activated_ends(company: Company) -> None:
    company.world.role_assignments.append(assignment("a2", P03, HELPDESK))
    activated = {"assignmentType": "Activated", **assignment("t1", P03, HELPDESK), **schedule("t1", "2026-11-23T10:00:00Z")}
    company.world.role_activations = [activated]
    (one,) = steps(company.read(), of=user(P03), to=role(HELPDESK))
    assert (one.kind, one.until) == (MembershipKind.ASSUME, date(2026, 11, 23))


def test_a_role_for_one_administrative_unit_is_about_who_is_in_it(company: Company) -> None:
    company.world.administrative_units[UNIT] = {"id": UNIT, "displayName": "shop floor"}
    company.world.members[UNIT] = [P01]
    company.world.role_assignments.append(assignment("a2", P03, HELPDESK, f"/administrativeUnits/{UNIT}"))
    found = company.read()
    scoped = f"{role(HELPDESK)}/administrative-unit/{UNIT}"
    assert principal(found, scoped).name == "Helpdesk Administrator for shop floor"
    assert [one.container for one in steps(found, of=scoped)] == [user(P01)]
    assert principal(found, f"microsoft://administrative-unit/{UNIT}").name == "shop floor"


def test_a_unit_whose_members_were_not_read_may_hold_anybody(company: Company) -> None:
    company.world.administrative_units[UNIT] = {"id": UNIT, "displayName": "shop floor"}
    company.world.role_assignments.append(assignment("a2", P03, HELPDESK, f"/administrativeUnits/{UNIT}"))
    company.server.fail("graph", "directory/administrativeUnits/{id}/members", status=500, times=0)
    found = company.read()
    assert gaps(found, f"microsoft://administrative-unit/{UNIT}")
    assert {one.verdict for one in steps(found, of=f"{role(HELPDESK)}/administrative-unit/{UNIT}")} == {Verdict.UNKNOWN}


def test_roles_that_were_not_read_are_a_crowd_that_may_lead_anywhere(company: Company) -> None:
    company.server.fail("graph", "roleManagement/directory/roleAssignments", status=403, code="Authorization_RequestDenied", times=0)
    found = company.read()
    assert gaps(found, UNREAD)
    assert {user(P01), group(HR)} <= {one.container for one in steps(found, of=UNREAD, kind=MembershipKind.ESCALATE)}
    assert UNREAD in company.directory.administrators.mailboxes
    assert covered(found)["directory-roles"] is CoverageStatus.PARTIAL


def test_eligibilities_that_were_not_read_are_a_crowd_and_roles_stand(company: Company) -> None:
    company.server.fail("graph", "roleManagement/directory/roleEligibilityScheduleInstances", status=500, times=0)
    found = company.read()
    assert gaps(found, MAY)
    assert {one.kind for one in steps(found, of=MAY, to=role(GLOBAL_ADMINISTRATOR))} == {MembershipKind.ELIGIBLE}
    assert steps(found, of=group(ADMINS), to=role(GLOBAL_ADMINISTRATOR))


def test_a_tenant_without_the_licence_has_nobody_who_may_activate_anything(company: Company) -> None:
    company.world.licences = set()
    found = company.read()
    assert covered(found)["role-eligibility"] is CoverageStatus.COMPLETE
    assert covered(found)["group-eligibility"] is CoverageStatus.COMPLETE
    assert not [gap for gap in gaps(found) if "eligib" in gap.surface]


def test_a_membership_of_a_group_that_may_be_activated(company: Company) -> None:
    held = {"groupId": HR, "principalId": P03, "accessId": "member"}
    company.world.group_eligibility = [held | schedule("g1") | {"memberType": "direct"}]
    (one,) = steps(company.read(), of=user(P03), to=group(HR), kind=MembershipKind.ELIGIBLE)
    assert (one.verdict, one.condition) == (Verdict.IF, "the role must be activated")


def test_a_membership_of_a_group_that_ends(company: Company) -> None:
    held = {"groupId": HR, "principalId": P01, "accessId": "member", "assignmentType": "activated"}
    company.world.group_activations = [held | schedule("g1", "2026-12-24T00:00:00Z") | {"memberType": "direct"}]
    (one,) = steps(company.read(), of=user(P01), to=group(HR))
    assert one.until == date(2026, 12, 24)


def test_activators_that_were_not_read_are_a_crowd_of_each_group(company: Company) -> None:
    path = "identityGovernance/privilegedAccess/group/eligibilityScheduleInstances"
    company.server.fail("graph", path, status=500, times=0)
    found = company.read()
    assert gaps(found, f"{group(HR)}/eligible")
    (one,) = steps(found, of=f"{group(HR)}/eligible")
    assert (one.container, one.kind) == (group(HR), MembershipKind.ELIGIBLE)


def test_a_surface_that_is_switched_off_is_unsupported_and_in_the_dark(company: Company) -> None:
    found = company.read(without=["group-eligibility", "directory-roles"])
    assert covered(found)["directory-roles"] is covered(found)["group-eligibility"] is CoverageStatus.UNSUPPORTED
    assert gaps(found, UNREAD)
    assert gaps(found, f"{group(HR)}/eligible")
    assert not company.server.calls("graph", "roleManagement/directory/roleDefinitions")


def test_a_role_that_was_not_listed_is_a_gap(company: Company) -> None:
    company.world.role_assignments.append(assignment("a2", P02, "00000000-0000-4000-8000-000000000077"))
    found = company.read()
    assert any("was not listed" in gap.reason for gap in gaps(found, UNREAD))
