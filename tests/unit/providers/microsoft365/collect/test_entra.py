"""All of Entra ID together."""

import pytest

from audit.model.facts import CoverageStatus, MembershipKind
from providers.microsoft365.normalise.privileges import GLOBAL_ADMINISTRATOR
from providers.sandbox.microsoft import edits
from providers.sandbox.microsoft.world import TENANT
from tests.unit.providers.microsoft365.tenant import (
    ADMINS,
    GROUPS_ADMINISTRATOR,
    GUEST,
    HR,
    P01,
    P02,
    P03,
    Company,
    assignment,
    covered,
    gaps,
    group,
    guid,
    principal,
    role,
    steps,
    user,
)


def test_everything_is_read_and_nothing_is_missing(company: Company) -> None:
    found = company.read()
    assert not gaps(found)
    assert set(covered(found).values()) == {CoverageStatus.COMPLETE}


def test_multifactor_authentication_counts_when_it_is_demanded_and_registered(company: Company) -> None:
    found = company.read()
    told = {name: principal(found, user(name)).attribute("mfa") for name in (P01, P02, P03)}
    assert told == {P01: "true", P02: "true", P03: ""}  # nobody said of p03
    company.world.registrations.append({"id": P03, "isMfaRegistered": False})
    assert principal(company.read(), user(P03)).attribute("mfa") == "false"


def test_registered_alone_is_not_enough(company: Company) -> None:
    company.world.access_policies = []
    found = principal(company.read(), user(P01))
    assert (found.attribute("mfa"), found.attribute("mfa_registered"), found.attribute("mfa_demanded")) == ("false", "true", "false")


@pytest.mark.parametrize("path", ["identity/conditionalAccess/policies", "reports/authenticationMethods/userRegistrationDetails"])
def test_what_was_not_read_of_it_leaves_it_open(company: Company, path: str) -> None:
    company.world.access_policies = []
    company.world.registrations = [{"id": P01, "isMfaRegistered": True}]
    company.world.security_defaults = {"id": guid(42), "isEnabled": path.startswith("reports")}
    company.server.fail("graph", path, status=500, times=0)
    assert principal(company.read(), user(P01)).attribute("mfa") == ""


def test_security_defaults_demand_it(company: Company) -> None:
    company.world.access_policies = []
    company.world.security_defaults = {"id": guid(42), "isEnabled": True}
    assert principal(company.read(), user(P01)).attribute("mfa") == "true"


def test_activity_is_read_when_the_settings_ask_for_it(company: Company) -> None:
    company.world.users[P01]["signInActivity"] = {"lastSignInDateTime": "2026-11-20T08:00:00Z"}
    assert principal(company.read(), user(P01)).attribute("last_used") == ""
    found = company.read(activity_data="last_used_bucket")
    assert principal(found, user(P01)).attribute("last_used") == "45d"
    assert principal(found, user(P02)).attribute("last_used") == "never"


def test_activity_needs_a_licence_and_is_no_gap_in_who_reaches_what(company: Company) -> None:
    company.world.licences = set()
    found = company.read(activity_data="last_used_bucket")
    assert covered(found)["sign-in-activity"] is CoverageStatus.UNSUPPORTED
    assert principal(found, user(P01)).attribute("last_used") == ""


def test_a_guest_is_one_of_everybody_and_no_colleague(company: Company) -> None:
    found = company.read()
    assert [one.container for one in steps(found, of=user(GUEST))] == [f"microsoft://everybody/{TENANT}"]
    assert principal(found, f"microsoft://domain/{TENANT}").name == "sample.example"
    assert principal(found, user(GUEST)).email == "x@other.example"


def test_who_administers_something_is_marked_and_the_others_are_not(company: Company) -> None:
    found = company.read()
    assert principal(found, user(P02)).attribute("admin") == "true"
    assert principal(found, user(P01)).attribute("admin") == ""


def test_roles_lead_to_groups_but_not_to_role_assignable_ones(company: Company) -> None:
    company.world.role_assignments.append(assignment("a2", P03, GROUPS_ADMINISTRATOR))
    found = company.read()
    assert [one.container for one in steps(found, of=role(GROUPS_ADMINISTRATOR))] == [group(HR)]
    assert group(ADMINS) in {one.container for one in steps(found, of=role(GLOBAL_ADMINISTRATOR))}


def test_the_directory_knows_who_lets_himself_in_to_sites_and_mailboxes(company: Company) -> None:
    company.read()
    assert company.directory.administrators.sites == (role(GLOBAL_ADMINISTRATOR),)
    assert company.directory.holder("P01@SAMPLE.example") == user(P01)


def test_memberships_that_files_need_are_those_of_groups(company: Company) -> None:
    company.read()
    assert {one.kind for one in company.memberships} == {MembershipKind.MEMBER, MembershipKind.OWNER}
    assert {one.container for one in company.memberships} == {group(HR), group(ADMINS)}


def test_a_group_in_a_group_that_was_not_listed_is_a_gap(company: Company) -> None:
    company.world.groups[guid(19)] = {"id": guid(19), "displayName": "deep", "groupTypes": []}
    company.world.members[HR] = [P01, guid(19)]
    company.server.fail("graph", "groups/delta", kind="replaced", times=1, body={
        "value": [{"id": HR, "displayName": "hr", "members@delta": [{"@odata.type": "#microsoft.graph.group", "id": guid(19)}]}],
        "@odata.deltaLink": "https://graph.microsoft.com/v1.0/groups/delta?$deltatoken=x",
    })  # fmt: skip
    found = company.read()
    assert gaps(found, group(guid(19)))


def test_the_same_tenant_gives_the_same_facts_in_the_same_order(company: Company) -> None:
    edits.delete_user(company.world, P03)
    first, second = company.read(), company.read()
    assert list(first.principals()) == list(second.principals())
    assert list(first.memberships()) == list(second.memberships())
