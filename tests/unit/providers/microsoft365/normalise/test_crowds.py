"""Crowds that nobody saw."""

from audit.model.facts import Fact, Membership, MembershipKind, Principal, PrincipalKind
from providers.microsoft365.directory import Directory, Group, ServicePrincipal, User
from providers.microsoft365.normalise import crowds

AN = User("microsoft://user/an", "an@sample.example", "an")
AWAY = User("microsoft://user/away", "", "away", status="disabled")
GONE = User("microsoft://user/gone", "", "gone", status="deleted")
STRANGER = User("microsoft://user/x", "", "x", guest=True)
HR = Group("microsoft://group/hr", "", "hr")
APP = ServicePrincipal("microsoft://service-principal/app", "app-id", "app")
GLOBAL = "microsoft://directory-role/62e90394-69f5-4237-9190-012177145e10"
DIRECTORY = Directory.of("t", ("sample.example",), (AN, AWAY, GONE, STRANGER), (HR,), (APP,))


def told(facts: object) -> tuple[str, set[tuple[str, MembershipKind]]]:
    found: list[Fact] = list(facts)
    (crowd,) = [one for one in found if isinstance(one, Principal)]
    assert crowd.kind is PrincipalKind.GROUP
    steps = [one for one in found if isinstance(one, Membership)]
    assert {one.member for one in steps} == {crowd.id}
    return crowd.id, {(one.container, one.kind) for one in steps}


EVERYTHING = {(name, MembershipKind.ESCALATE) for name in (AN.id, AWAY.id, STRANGER.id, HR.id, APP.id)}


def test_administrators_may_lead_anywhere_but_to_who_is_gone() -> None:
    assert told(crowds.administrators(DIRECTORY)) == (crowds.ADMINISTRATORS, EVERYTHING | {(GLOBAL, MembershipKind.ASSUME)})


def test_who_may_activate_a_role_has_it_or_leads_where_it_does() -> None:
    name, found = told(crowds.eligible(DIRECTORY, ["role"]))
    assert name == crowds.ELIGIBLE
    assert found == EVERYTHING | {("role", MembershipKind.ELIGIBLE), (GLOBAL, MembershipKind.ELIGIBLE)}


def test_applications_may_reach_all_content_and_change_the_directory() -> None:
    name, found = told(crowds.applications(DIRECTORY))
    assert name == crowds.APPLICATIONS
    assert found >= EVERYTHING | {("microsoft://applications/files", MembershipKind.MEMBER)}


def test_applications_that_were_let_in_act_as_who_is_active() -> None:
    assert told(crowds.consents(DIRECTORY)) == (crowds.CONSENTS, {(name, MembershipKind.DELEGATE) for name in (AN.id, STRANGER.id)})


def test_owners_and_activators() -> None:
    assert told(crowds.owners([APP.id]))[1] == {(APP.id, MembershipKind.ESCALATE)}
    assert told(crowds.activators(HR.id, "hr")) == (f"{HR.id}/eligible", {(HR.id, MembershipKind.ELIGIBLE)})


def test_a_user_who_could_not_sign_in_when_last_read_may_be_able_to_by_now() -> None:
    known = [Principal(one.id, "microsoft365", PrincipalKind.ACCOUNT, "p", status=one.status) for one in (AN, AWAY)]
    assert told(crowds.strangers(known))[1] == {(AWAY.id, MembershipKind.IMPERSONATE)}


def test_without_the_domains_everybody_is_a_crowd_that_nobody_saw() -> None:
    found = [one for one in crowds.everybody(Directory.of("t", (), (), ())) if isinstance(one, Principal)]
    assert {one.kind for one in found} == {PrincipalKind.GROUP}


def test_everybody_with_and_without_guests() -> None:
    found = list(crowds.everybody(DIRECTORY))
    assert {one.name for one in found if isinstance(one, Principal)} == {"sample.example"}
    assert [(one.member, one.container) for one in found if isinstance(one, Membership)] == [(STRANGER.id, "microsoft://everybody/t")]
    assert list(crowds.everybody(Directory())) == []
