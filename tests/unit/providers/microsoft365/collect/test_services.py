"""Applications, their owners, credentials, permissions and consents, read over a socket."""

from datetime import timedelta

from audit.model.facts import MembershipKind, Verdict
from policies.levels import Level
from providers.microsoft365.directory import AppPermission
from providers.microsoft365.kinds import AttachmentKind
from providers.microsoft365.normalise.privileges import GLOBAL_ADMINISTRATOR
from providers.sandbox.microsoft.world import TENANT
from tests.unit.providers.microsoft365.tenant import (
    API,
    APP,
    GRAPH,
    P01,
    P02,
    P03,
    REGISTRATION,
    Company,
    gaps,
    guid,
    principal,
    role,
    service,
    steps,
    user,
    user_row,
)

READS = Level.FIND | Level.READ
UNREAD = "microsoft://application/unread"


def consent(who: str | None, scope: str) -> dict[str, object]:
    kind = "Principal" if who else "AllPrincipals"
    return {"id": f"c-{who}", "clientId": APP, "consentType": kind, "principalId": who, "resourceId": API, "scope": scope}


def test_an_owner_could_add_a_secret(company: Company) -> None:
    (one,) = steps(company.read(), to=service(APP), kind=MembershipKind.OWNER)
    assert (one.member, one.because) == (user(P02), "owner of application robot, adds a secret to it")


def test_owners_of_the_registration_are_owners_too_and_all_of_them_are_read(company: Company) -> None:
    company.world.applications[REGISTRATION] = {"id": REGISTRATION, "appId": guid(51), "displayName": "robot"}
    many = [guid(number) for number in range(200, 225)]
    company.world.users |= {number: user_row(number, f"u{number[-3:]}") for number in many}
    company.world.owners[REGISTRATION] = [P03, *many]
    owners = {one.member for one in steps(company.read(), to=service(APP), kind=MembershipKind.OWNER)}
    assert owners == {user(number) for number in (P02, P03, *many)}


def test_nobody_adds_a_secret_to_one_of_microsofts_own(company: Company) -> None:
    company.world.owners[API] = [P01]
    assert not steps(company.read(), to=service(API), kind=MembershipKind.OWNER)


def test_credentials_and_their_ends_are_known_and_no_secret_is(company: Company) -> None:
    company.world.service_principals[APP]["passwordCredentials"] = [
        {"displayName": "ci", "keyId": guid(61), "endDateTime": "2027-01-31T00:00:00Z", "hint": "abc"},
        {"displayName": "old", "keyId": guid(62), "endDateTime": "2025-01-31T00:00:00Z", "hint": "def"},
    ]
    company.world.applications[REGISTRATION] = {"id": REGISTRATION, "appId": guid(51), "displayName": "robot"}
    company.world.federated_credentials[REGISTRATION] = [
        {"id": guid(63), "name": "pipeline", "issuer": "https://token.example", "subject": "repo:shop", "audiences": ["a"]}
    ]
    found = company.read()
    app = principal(found, service(APP))
    assert (app.attribute("credentials"), app.attribute("credentials_end")) == ("2", "2027-01-31")
    names = {each.name for each in found.attachments() if each.holder == service(APP) and each.kind == AttachmentKind.CREDENTIAL}
    assert names == {"secret ci", "secret old", "federation pipeline"}
    assert not any("hint" in each.body for each in found.documents() if each.kind == AttachmentKind.CREDENTIAL)


def test_permissions_of_its_own_are_known_by_name(company: Company) -> None:
    found = company.read()
    (app,) = [one for one in company.directory.services if one.id == service(APP)]
    assert app.permissions == (AppPermission(GRAPH, "Mail.Read", guid(91)),)
    assert any(each.name == "Mail.Read" for each in found.attachments() if each.holder == service(APP))


def test_a_permission_to_assign_roles_leads_to_all_of_them(company: Company) -> None:
    roles = company.world.service_principals[API]["appRoles"]
    roles.append({"id": guid(92), "value": "RoleManagement.ReadWrite.Directory", "isEnabled": True, "allowedMemberTypes": ["Application"]})
    company.world.app_roles.append(
        {"id": "r2", "appRoleId": guid(92), "principalId": APP, "principalType": "ServicePrincipal", "resourceId": API}
    )
    (one,) = steps(company.read(), of=service(APP), to=role(GLOBAL_ADMINISTRATOR))
    assert one.kind is MembershipKind.ESCALATE


def test_an_application_acts_as_the_user_who_let_it_in_on_what_is_his(company: Company) -> None:
    company.world.consents = [consent(P01, "Mail.Read openid")]
    (one,) = steps(company.read(), of=service(APP), kind=MembershipKind.DELEGATE)
    assert (one.container, one.only, one.levels) == (user(P01), ("microsoft://mailbox/p01@sample.example",), READS)


def test_an_application_that_was_let_in_for_all_acts_as_each(company: Company) -> None:
    company.world.consents = [consent(None, "Files.Read.All Mail.Read")]
    found = company.read()
    crowd = f"microsoft://users/{TENANT}"
    assert {(one.container, one.only) for one in steps(found, of=service(APP), kind=MembershipKind.DELEGATE)} == {
        (crowd, ("sharepoint://",)),
        (f"{crowd}/own", ("microsoft://mailbox/",)),
    }
    assert user(P01) in {one.container for one in steps(found, of=crowd)}
    (own,) = [one for one in steps(found, of=f"{crowd}/own") if one.container == user(P01)]
    assert own.only == ("microsoft://calendar/p01@sample.example", "microsoft://mailbox/p01@sample.example")


def test_an_application_for_assigned_users_is_an_if(company: Company) -> None:
    company.world.service_principals[APP]["appRoleAssignmentRequired"] = True
    company.world.consents = [consent(None, "Files.Read.All")]
    (one,) = steps(company.read(), of=service(APP), kind=MembershipKind.DELEGATE)
    assert (one.verdict, one.condition) == (Verdict.IF, "the user is assigned to the application")


def test_consents_that_were_not_read_are_a_crowd(company: Company) -> None:
    company.server.fail("graph", "oauth2PermissionGrants", status=500, times=0)
    found = company.read()
    assert gaps(found, f"{UNREAD}/consents")
    assert user(P01) in {one.container for one in steps(found, of=f"{UNREAD}/consents", kind=MembershipKind.DELEGATE)}


def test_permissions_that_were_not_read_are_a_crowd(company: Company) -> None:
    company.server.fail("graph", "servicePrincipals/{id}/appRoleAssignedTo", status=500, times=0)
    found = company.read()
    assert gaps(found, UNREAD)
    assert {"microsoft://applications/files", user(P01)} <= {one.container for one in steps(found, of=UNREAD)}


def test_owners_that_were_not_read_are_a_crowd(company: Company) -> None:
    company.server.fail("graph", "applications", status=500, times=0)
    found = company.read()
    assert gaps(found, "microsoft://service-principal/unread")
    assert service(APP) in {one.container for one in steps(found, of="microsoft://service-principal/unread")}


def test_a_night_later_an_application_is_the_same(company: Company) -> None:
    then = company.read()
    assert principal(company.read(then, later=timedelta(days=1)), service(APP)) == principal(then, service(APP))
