"""Directory roles and who has or may activate them → facts."""

from datetime import date

import pytest

from audit.model.facts import MembershipKind, Verdict
from providers.microsoft365.directory import Administrators, Directory, User
from providers.microsoft365.normalise import roles
from providers.microsoft365.normalise.privileges import GLOBAL_ADMINISTRATOR, Opens
from providers.microsoft365.normalise.roles import Given, Held, Roles

P01, UNIT, OBJECT, CUSTOM, DEFINITION = (f"00000000-0000-4000-8000-0000000000{number}" for number in ("01", "31", "61", "71", "72"))
AN = User(f"microsoft://user/{P01}", "p01@sample.example", P01)
DIRECTORY = Directory.of("t", (), (AN,), ())
GLOBAL = roles.role(
    {"id": GLOBAL_ADMINISTRATOR, "templateId": GLOBAL_ADMINISTRATOR, "displayName": "Global Administrator", "isBuiltIn": True}
)
ROLES = Roles({GLOBAL.id: GLOBAL}, {UNIT: "shop floor"})


def row(scope: str | None = "/", **more: object) -> dict[str, object]:
    return {"id": "a1", "principalId": P01, "roleDefinitionId": GLOBAL_ADMINISTRATOR, "directoryScopeId": scope, **more}


def given(told: dict[str, object], *, eligible: bool = False) -> Given:
    return roles.given(told, {GLOBAL_ADMINISTRATOR: GLOBAL}, DIRECTORY, eligible=eligible)


def test_who_has_a_role_assumes_it() -> None:
    one = roles.membership(given(row()), ROLES, {})
    assert (one.member, one.container, one.kind) == (AN.id, f"microsoft://directory-role/{GLOBAL_ADMINISTRATOR}", MembershipKind.ASSUME)
    assert (one.verdict, one.until, one.because) == (Verdict.YES, None, "assigned the directory role Global Administrator")


def test_who_may_activate_a_role_is_an_if_until_its_end() -> None:
    one = roles.membership(given(row(endDateTime="2026-12-01T00:00:00Z"), eligible=True), ROLES, {})
    assert (one.kind, one.verdict, one.condition) == (MembershipKind.ELIGIBLE, Verdict.IF, "the role must be activated")
    assert one.until == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("scope", "tail", "title"),
    [
        ("/", "", "Global Administrator"),
        (f"/administrativeUnits/{UNIT.upper()}", f"/administrative-unit/{UNIT}", "Global Administrator for shop floor"),
        (f"/{OBJECT}", f"/object/{OBJECT}", f"Global Administrator for {OBJECT}"),
        ("/strange/place", "/object/strange/place", "Global Administrator for /strange/place"),
    ],
)
def test_a_scope_makes_a_role_of_its_own(scope: str, tail: str, title: str) -> None:
    held = given(row(scope)).held
    assert held.id == f"microsoft://directory-role/{GLOBAL_ADMINISTRATOR}{tail}"
    assert ROLES.principal(held).name == title


@pytest.mark.parametrize("told", [row("/strange/place"), row(""), row(None), row(appScopeId="/AccessPackageCatalog/1")])
def test_a_scope_that_is_not_known_is_a_doubt(told: dict[str, object]) -> None:
    assert roles.membership(given(told), ROLES, {}).verdict is Verdict.UNKNOWN


def test_a_condition_of_an_assignment_is_an_if() -> None:
    one = roles.membership(given(row(condition="@Resource[x] == 1")), ROLES, {})
    assert (one.verdict, one.condition) == (Verdict.IF, "@Resource[x] == 1")


def test_somebody_who_was_not_listed_is_kept() -> None:
    assert given(row(principalId=OBJECT)).who == f"microsoft://principal/{OBJECT}"


def test_a_role_that_is_held_until_a_day() -> None:
    timed = given(row(endDateTime="2026-12-01T00:00:00Z"))
    assert roles.membership(given(row()), ROLES, roles.ends([timed])).until == date(2026, 12, 1)
    assert roles.membership(given(row()), ROLES, roles.ends([timed, given(row())])).until is None
    assert roles.membership(given(row()), ROLES, roles.ends([given(row()), timed])).until is None


def test_a_custom_role_is_known_by_its_template() -> None:
    made = roles.role(
        {
            "id": DEFINITION,
            "templateId": CUSTOM,
            "displayName": "resets",
            "isBuiltIn": False,
            "rolePermissions": [
                {"allowedResourceActions": ["microsoft.directory/users/password/update", "microsoft.directory/groups/members/update"]},
                {"allowedResourceActions": ["microsoft.directory/applications/credentials/update"], "condition": "$SubjectIsOwner"},
                {
                    "allowedResourceActions": ["microsoft.directory/groups/owners/update"],
                    "excludedResourceActions": ["Microsoft.directory/groups/owners/update"],
                },
            ],
        }
    )
    assert roles.by_definition({"id": DEFINITION}, made) == (DEFINITION, made)
    assert {way.opens for way in made.privileges.ways} == {Opens.USERS, Opens.GROUPS}
    assert (
        made.evidence
        == f'{{"permits":["microsoft.directory/groups/members/update","microsoft.directory/users/password/update"],"role":"{CUSTOM}"}}'
    )


@pytest.mark.parametrize("told", [{}, {"id": "x"}, {"id": CUSTOM, "rolePermissions": [7]}])
def test_a_role_of_another_form_is_refused(told: dict[str, object]) -> None:
    with pytest.raises((AttributeError, LookupError, ValueError)):
        roles.role(told)


def test_roles_for_the_whole_tenant_lead_into_sites_and_mailboxes() -> None:
    held = [Held(GLOBAL_ADMINISTRATOR), Held(GLOBAL_ADMINISTRATOR, unit=UNIT), Held(CUSTOM)]
    name = f"microsoft://directory-role/{GLOBAL_ADMINISTRATOR}"
    assert roles.administrators(held, ROLES, ("crowd",)) == Administrators((name, "crowd"), (name, "crowd"), (name, "crowd"))


def test_a_built_in_role_that_was_not_listed_opens_what_it_always_does() -> None:
    assert Roles({}, {}).privileges(Held(GLOBAL_ADMINISTRATOR)).ways
    assert not Roles({}, {}).privileges(Held(CUSTOM)).ways
