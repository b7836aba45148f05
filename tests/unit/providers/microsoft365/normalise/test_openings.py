"""What roles and applications lead to."""

from dataclasses import replace

import pytest

from audit.model.facts import Membership, MembershipKind, Verdict
from providers.microsoft365.directory import Directory, Group, ServicePrincipal, User
from providers.microsoft365.normalise import openings, units
from providers.microsoft365.normalise.openings import Realm
from providers.microsoft365.normalise.privileges import GLOBAL_ADMINISTRATOR, of_application
from providers.microsoft365.normalise.roles import Given, Held, Roles
from providers.microsoft365.normalise.standing import standing
from providers.microsoft365.normalise.units import Unit

HELPDESK, USERS = "729827e3-9c14-49f7-bb1b-9608f156bbb8", "fe930be7-5e62-47db-91af-98c3a49a38b1"
PRIVILEGED_AUTHENTICATION, PRIVILEGED_ROLE = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "e8611ab8-c189-46e8-94e1-60213ab1f814"
GROUPS, APPLICATIONS, READER = (
    "fdd7a751-b60b-444a-984c-02652fe8fa1c",
    "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
    "88d8e3e3-8f55-4a1e-953a-9b9898b8876b",
)
UNIT, REGISTRATION = "00000000-0000-4000-8000-000000000031", "00000000-0000-4000-8000-000000000023"


def person(name: str) -> User:
    return User(f"microsoft://user/{name}", f"{name}@sample.example", name)


PLAIN, HELPER, GLOBAL, GUARDED, CARED = (person(name) for name in ("plain", "helper", "global", "guarded", "cared"))
GONE = replace(person("gone"), status="deleted")
TEAM = Group("microsoft://group/team", "", "team", "team", unified=True)
SECURITY = Group("microsoft://group/security", "", "security", "security")
ASSIGNABLE = Group("microsoft://group/assignable", "", "assignable", "assignable", role_assignable=True)
APP = ServicePrincipal("microsoft://service-principal/app", "app-id", "app")
DIRECTORY = Directory.of("t", (), (PLAIN, HELPER, GLOBAL, GUARDED, CARED, GONE), (TEAM, SECURITY, ASSIGNABLE), (APP,))
STANDS = standing(
    [
        Membership(GUARDED.id, ASSIGNABLE.id, MembershipKind.OWNER),
        Membership(GLOBAL.id, ASSIGNABLE.id, MembershipKind.MEMBER),
    ],
    [Given(HELPER.id, Held(HELPDESK)), Given(ASSIGNABLE.id, Held(GLOBAL_ADMINISTRATOR)), Given(CARED.id, Held(READER))],
    DIRECTORY,
    (),
)
NO_UNITS = units.of((), {}, ())


def led(held: Held, grouped: units.Units = NO_UNITS) -> dict[str, Membership]:
    realm = Realm(DIRECTORY, Roles({}, grouped.names), STANDS, grouped, {REGISTRATION: APP.id, "app": APP.id})
    return {one.container.rpartition("/")[2]: one for one in openings.of_role(held, realm)}


@pytest.mark.parametrize(
    ("role", "reached"),
    [
        (HELPDESK, {"plain", "helper", "cared"}),
        (USERS, {"plain", "helper", "cared", "team", "security"}),
        (PRIVILEGED_AUTHENTICATION, {"plain", "helper", "cared", "global", "guarded"}),
        (GROUPS, {"team", "security"}),
        (APPLICATIONS, {"app"}),
        (PRIVILEGED_ROLE, {"assignable", GLOBAL_ADMINISTRATOR}),
        (GLOBAL_ADMINISTRATOR, {"plain", "helper", "cared", "global", "guarded", "team", "security", "assignable", "app"}),
        (READER, set()),
    ],
)
def test_what_a_role_leads_to(role: str, reached: set[str]) -> None:
    found = led(Held(role))
    assert set(found) == reached
    assert all(one.kind is MembershipKind.ESCALATE and one.verdict is Verdict.YES and one.because for one in found.values())


def test_a_role_for_one_unit_leads_to_what_is_in_it_and_spares_who_has_any_role() -> None:
    grouped = units.of([Unit(UNIT, "floor")], {UNIT: [PLAIN.id, HELPER.id, TEAM.id]}, ())
    assert set(led(Held(HELPDESK, unit=UNIT), grouped)) == {"plain"}
    assert set(led(Held(GROUPS, unit=UNIT), grouped)) == {"team"}


def test_a_unit_that_was_not_read_may_hold_anybody() -> None:
    for grouped in (NO_UNITS, units.of([Unit(UNIT, "floor")], {UNIT: [PLAIN.id]}, [UNIT])):
        found = led(Held(GROUPS, unit=UNIT), grouped)
        assert set(found) == {"team", "security"}
        assert {one.verdict for one in found.values()} == {Verdict.UNKNOWN}


def test_a_role_for_one_object_leads_to_it_alone() -> None:
    assert set(led(Held(APPLICATIONS, object=REGISTRATION))) == {"app"}
    assert set(led(Held(APPLICATIONS, object="another"))) == set()
    assert set(led(Held(GROUPS, object="team"))) == {"team"}


def test_a_role_of_a_scope_that_is_not_known_may_lead_anywhere() -> None:
    found = led(Held(GROUPS, unknown="/strange"))
    assert set(found) == {"team", "security"}
    assert {one.verdict for one in found.values()} == {Verdict.UNKNOWN}


def test_a_restricted_unit_is_out_of_reach_of_roles_for_the_tenant() -> None:
    grouped = units.of([Unit(UNIT, "board", restricted=True)], {UNIT: [PLAIN.id, TEAM.id]}, ())
    assert set(led(Held(USERS), grouped)) == {"helper", "cared", "security"}
    assert set(led(Held(HELPDESK, unit=UNIT), grouped)) == {"plain"}
    assert {"plain", "team"} <= set(led(Held(GLOBAL_ADMINISTRATOR), grouped))


def test_an_application_leads_where_its_permissions_do_but_not_to_itself() -> None:
    realm = Realm(DIRECTORY, Roles({}, {}), STANDS, NO_UNITS, {"app": APP.id})
    given = of_application(["Application.ReadWrite.All", "GroupMember.ReadWrite.All"])
    found = {one.container: one for one in openings.of_application(APP.id, given, realm)}
    assert set(found) == {TEAM.id, SECURITY.id}
    assert found[TEAM.id].evidence == '{"permissions":["Application.ReadWrite.All","GroupMember.ReadWrite.All"]}'
