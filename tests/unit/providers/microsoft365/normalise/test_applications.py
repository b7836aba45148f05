"""Applications, who owns them, how they sign in and what they may do by themselves → facts."""

from datetime import date

import pytest

from audit.model.facts import Membership, Principal
from providers.microsoft365.directory import Directory, User
from providers.microsoft365.normalise import applications
from providers.microsoft365.normalise.applications import App

NUMBER, APP_ID, P01, KEY, ROLE = (f"00000000-0000-4000-8000-0000000000{number}" for number in ("21", "51", "01", "61", "91"))
DIRECTORY = Directory.of("t", (), (User(f"microsoft://user/{P01}", "", P01),), ())
ROW = {
    "id": NUMBER,
    "appId": APP_ID.upper(),
    "displayName": "robot",
    "accountEnabled": False,
    "servicePrincipalType": "Application",
    "owners": [{"@odata.type": "#microsoft.graph.user", "id": P01}, {"@odata.type": "#microsoft.graph.servicePrincipal", "id": KEY}],
    "passwordCredentials": [{"displayName": "ci", "keyId": KEY, "endDateTime": "2026-12-01T00:00:00Z", "secretText": None, "hint": "abc"}],
    "keyCredentials": [{"displayName": "CN=robot", "keyId": KEY, "endDateTime": "2026-01-01T00:00:00Z", "type": "AsymmetricX509Cert"}],
}
AS_OF = date(2026, 11, 23)


def principal(app: App) -> Principal:
    (found,) = [fact for fact in applications.facts(app, AS_OF) if isinstance(fact, Principal)]
    return found


def test_an_application_with_all_that_is_known_of_it() -> None:
    app = applications.app(ROW, DIRECTORY)
    assert (app.app_id, app.active, app.owners) == (APP_ID, False, (f"microsoft://service-principal/{KEY}", f"microsoft://user/{P01}"))
    found = principal(app)
    assert (found.status, found.attribute("credentials"), found.attribute("credentials_end")) == ("disabled", "1", "2026-12-01")


def test_a_secret_never_is_in_a_credential() -> None:
    assert not any("hint" in each.body or "secretText" in each.body for each in applications.app(ROW, DIRECTORY).credentials)


@pytest.mark.parametrize(
    ("more", "owned"),
    [
        ({}, True),
        ({"servicePrincipalType": "ManagedIdentity"}, False),
        ({"appOwnerOrganizationId": "f8cdef31-a31e-4b4a-93e4-5f571e91255a"}, False),
        ({"appOwnerOrganizationId": NUMBER}, True),
    ],
)
def test_an_owner_leads_to_an_application_that_takes_secrets(more: dict[str, object], owned: bool) -> None:
    found = applications.facts(applications.app(ROW | more, DIRECTORY), AS_OF)
    assert any(isinstance(fact, Membership) for fact in found) is owned


def test_a_registration_adds_owners_and_credentials() -> None:
    registration = applications.app({"id": KEY, "appId": APP_ID, "owners": [{"id": ROLE}]}, DIRECTORY)
    whole = applications.registered(applications.app(ROW, DIRECTORY), registration, [applications.federation({"name": "pipeline"})])
    assert f"microsoft://principal/{ROLE}" in whole.owners
    assert [each.kind for each in whole.credentials] == ["secret", "certificate", "federation"]
    assert principal(whole).attribute("credentials") == "2"  # a federation has no end
    assert applications.registered(whole, None) == whole


def test_twenty_owners_may_not_be_all() -> None:
    many = [{"id": f"00000000-0000-4000-8000-{number:012d}"} for number in range(20)]
    app = applications.app(ROW | {"owners": many}, DIRECTORY)
    assert app.more_owners
    assert not applications.with_owners(app, ["x"]).more_owners
    assert "x" in applications.with_owners(app, ["x"]).owners
    assert applications.app({"id": NUMBER, "appId": APP_ID}, DIRECTORY).more_owners  # nobody told any


def test_a_permission_is_known_by_name_or_by_its_number() -> None:
    row = {"principalId": P01, "appRoleId": ROLE, "principalType": "ServicePrincipal", "resourceId": KEY}
    named = applications.assigned(row, "api", {ROLE: "Mail.Read"}, DIRECTORY)
    assert (named.permission.value, named.who) == ("Mail.Read", f"microsoft://user/{P01}")
    assert applications.assigned(row, "api", {}, DIRECTORY).permission.role == ROLE
    other = applications.assigned(row | {"principalId": KEY}, "api", {}, DIRECTORY)
    assert other.who == f"microsoft://service-principal/{KEY}"


def test_names_of_permissions() -> None:
    assert applications.words({"appRoles": [{"id": ROLE, "value": "Mail.Read"}, {"id": KEY, "value": ""}]}) == {ROLE: "Mail.Read"}


@pytest.mark.parametrize("row", [{}, ROW | {"owners": {}}, ROW | {"passwordCredentials": [7]}, ROW | {"appId": 7}, ROW | {"appId": "x"}])
def test_one_of_another_form_is_refused(row: dict[str, object]) -> None:
    with pytest.raises((AttributeError, LookupError, TypeError, ValueError)):
        applications.app(row, DIRECTORY)
