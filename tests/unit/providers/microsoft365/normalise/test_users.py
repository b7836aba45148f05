"""Users → facts."""

import pytest

from audit.model.facts import Principal
from providers.microsoft365 import kinds
from providers.microsoft365.normalise import users

NUMBER = "00000000-0000-4000-8000-000000000001"
ROW = {
    "id": NUMBER.upper(),
    "displayName": "p01",
    "userPrincipalName": "P01@sample.example",
    "mail": "P01.Sales@sample.example",
    "accountEnabled": True,
    "userType": "Member",
    "createdDateTime": "2024-05-01T08:00:00Z",
    "proxyAddresses": ["SMTP:P01.Sales@sample.example", "smtp:p01@old.example", "X500:/o=x", "sip:p01@sample.example"],
    "otherMails": ["own@mail.example"],
}


def test_a_user_goes_by_the_address_and_keeps_the_others() -> None:
    found = users.principal(ROW)
    assert (found.id, found.email, found.name, found.status) == (f"microsoft://user/{NUMBER}", "p01.sales@sample.example", "p01", "active")
    assert dict(found.attributes) == {
        kinds.DIRECTORY_ID: NUMBER,
        kinds.UPN: "p01@sample.example",
        kinds.ALIASES: "own@mail.example p01@old.example",
        kinds.CREATED: "2024-05-01",
    }


def test_what_later_steps_know_of_a_user_is_in_the_fact() -> None:
    known = users.user(users.principal(ROW))
    assert (known.upn, known.address, known.aliases) == ("p01@sample.example", "p01.sales@sample.example", ("own@mail.example", "p01@old.example"))  # fmt: skip
    assert users.user(users.principal({"id": NUMBER, "userPrincipalName": "p01@sample.example"})).upn == "p01@sample.example"


@pytest.mark.parametrize(
    ("more", "deleted", "status"), [({}, False, "active"), ({"accountEnabled": False}, False, "disabled"), ({}, True, "deleted")]
)
def test_status(more: dict[str, object], deleted: bool, status: str) -> None:
    assert users.principal(ROW | more, deleted=deleted).status == status


def test_a_deleted_user_has_the_name_without_the_id_before_it() -> None:
    row = {"id": NUMBER, "userPrincipalName": f"{NUMBER.replace('-', '')}p01@sample.example"}
    assert users.principal(row, deleted=True).email == "p01@sample.example"


def test_a_guest_is_marked() -> None:
    guest = users.principal(ROW | {"userType": "Guest"})
    assert guest.attribute(kinds.GUEST) == "true"
    assert users.user(guest).guest


def test_one_without_anything_but_an_id_is_kept() -> None:
    found = users.principal({"id": NUMBER})
    assert (found.name, found.email, users.user(found).upn) == (NUMBER, "", "")


@pytest.mark.parametrize("row", [{}, {"id": "x"}, ROW | {"mail": 7}])
def test_one_of_another_form_is_refused(row: dict[str, object]) -> None:
    with pytest.raises((LookupError, ValueError)):
        users.principal(row)


@pytest.mark.parametrize(
    ("registered", "demanded", "mfa"),
    [(True, True, "true"), (True, False, "false"), (False, True, "false"), (False, None, "false"), (None, False, "false"), (True, None, None), (None, None, None)],
)  # fmt: skip
def test_multifactor_authentication_stands_before_a_sign_in_that_demands_it_of_who_has_it(
    registered: bool | None, demanded: bool | None, mfa: str | None
) -> None:
    found = users.adorned(users.principal(ROW), users.mfa(registered, demanded))
    assert dict(found.attributes).get(kinds.MFA) == mfa


def test_what_a_night_adds_is_taken_off_the_next() -> None:
    plain = users.principal(ROW)
    added = users.adorned(plain, users.mfa(registered=True, demanded=True) | {kinds.ADMIN: "true", kinds.LAST_USED: "45d"})
    assert added != plain
    assert users.plain(added) == plain


def test_a_user_whom_another_surface_named_is_none_of_the_directory() -> None:
    assert users.is_user(users.principal(ROW))
    assert not users.is_user(Principal("microsoft://user/x", kinds.PROVIDER, "account", "x"))
