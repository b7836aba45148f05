"""Delegated consents → facts."""

from dataclasses import replace

import pytest

from audit.model.facts import Membership, MembershipKind, Principal, Verdict
from providers.microsoft365.directory import Directory, ServicePrincipal, User
from providers.microsoft365.normalise import consents
from providers.microsoft365.normalise.consents import People
from providers.microsoft365.normalise.scopes import GRAPH

APP, API, P01, P02 = (f"00000000-0000-4000-8000-0000000000{number}" for number in ("21", "22", "01", "02"))
AN, BO = (User(f"microsoft://user/{number}", f"{name}@sample.example", number) for number, name in ((P01, "an"), (P02, "bo")))
ROBOT = ServicePrincipal(f"microsoft://service-principal/{APP}", "app-id", APP)
DIRECTORY = Directory.of("t", (), (AN, BO), (), (ROBOT,))
PEOPLE = People({AN.id: AN, BO.id: BO}, frozenset({BO.id}))


def led(scope: str, who: str | None = P01, kind: str = "", *, assigned: bool = False, people: People = PEOPLE) -> list[Membership]:
    word = kind or ("Principal" if who else "AllPrincipals")
    row = {"clientId": APP, "consentType": word, "principalId": who, "resourceId": API, "scope": scope}
    return list(consents.memberships(consents.consent(row, DIRECTORY, {API: GRAPH}), DIRECTORY, people, assigned=assigned))


def test_a_user_lets_an_application_in_to_what_is_his() -> None:
    (one,) = led("Mail.Read")
    assert (one.member, one.container, one.only) == (ROBOT.id, AN.id, ("microsoft://mailbox/an@sample.example",))
    assert one.because == "let in by the user: Mail.Read"


def test_a_user_who_was_not_listed_is_kept() -> None:
    (one,) = led("Mail.Read", "00000000-0000-4000-8000-000000000099")
    assert one.container == "microsoft://user/00000000-0000-4000-8000-000000000099"
    assert one.only == ("microsoft://mailbox/",)


def test_words_that_administer_matter_with_an_administrator_alone() -> None:
    assert led("RoleManagement.ReadWrite.Directory") == []
    (one,) = led("RoleManagement.ReadWrite.Directory", P02)
    assert (one.container, one.kind, one.verdict) == (BO.id, MembershipKind.ESCALATE, Verdict.IF)
    (everybody,) = led("RoleManagement.ReadWrite.Directory", None)
    assert everybody.container == BO.id


@pytest.mark.parametrize(
    ("who", "led_to"), [(P01, {AN.id: "unknown"}), (P02, {BO.id: "if"}), (None, {BO.id: "if", "microsoft://users/t": "unknown"})]
)
def test_where_not_all_administrators_are_known_any_user_may_be_one(who: str | None, led_to: dict[str, str]) -> None:
    found = led("RoleManagement.ReadWrite.Directory", who, people=replace(PEOPLE, in_doubt=True))
    assert {one.container: one.verdict for one in found} == led_to


def test_settings_of_a_mailbox_let_others_in() -> None:
    (one,) = led("MailboxSettings.ReadWrite")
    assert (one.kind, one.only) == (MembershipKind.ESCALATE, ("microsoft://mailbox/an@sample.example",))


@pytest.mark.parametrize(("who", "kind"), [(P01, "Someday"), (None, "Principal"), (None, "")])
def test_a_consent_of_another_kind_is_a_doubt(who: str | None, kind: str) -> None:
    found = led("Files.Read.All", who, kind or " ")
    assert [one.verdict for one in found] == [Verdict.UNKNOWN]


def test_words_that_are_not_known_are_a_doubt() -> None:
    (one,) = led("Mail.Juggle")
    assert (one.verdict, one.container) == (Verdict.UNKNOWN, AN.id)


def test_crowds_are_made_where_somebody_acts_as_them() -> None:
    assert list(consents.crowds(DIRECTORY, led("Files.Read.All"))) == []
    made = list(consents.crowds(DIRECTORY, led("Files.Read.All Mail.Read", None)))
    assert [one.id for one in made if isinstance(one, Principal)] == ["microsoft://users/t", "microsoft://users/t/own"]
    assert len([one for one in made if isinstance(one, Membership)]) == 4


@pytest.mark.parametrize("row", [{}, {"clientId": "x"}, {"clientId": APP, "resourceId": 7}])
def test_one_of_another_form_is_refused(row: dict[str, object]) -> None:
    with pytest.raises((LookupError, ValueError)):
        consents.consent(row, DIRECTORY, {})
