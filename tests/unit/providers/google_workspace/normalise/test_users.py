from datetime import date

import pytest

from audit.model.facts import Principal, PrincipalKind, pairs
from providers.google_workspace.normalise.users import domain, principal, tenant, user
from providers.values import MALFORMED

AS_OF = date(2026, 11, 23)
ROW = {
    "id": "101",
    "primaryEmail": "P01@Shop.example",
    "name": {"fullName": "p 01"},
    "isAdmin": True,
    "isDelegatedAdmin": False,
    "isEnrolledIn2Sv": True,
    "isEnforcedIn2Sv": False,
    "creationTime": "2024-03-01T09:00:00.000Z",
    "lastLoginTime": "2026-11-20T09:00:00.000Z",
    "aliases": ["Sales@shop.example"],
    "nonEditableAliases": ["p01@shop.test-google-a.com"],
    "customerId": "C01abc",
    "orgUnitPath": "/Sales",
    "isMailboxSetup": True,
}


def test_a_user_with_everything():
    made = principal(ROW, AS_OF, activity=True, more={"app_passwords": "2"})
    assert made == Principal(
        "google://user/p01@shop.example",
        "google_workspace",
        PrincipalKind.ACCOUNT,
        "p 01",
        "p01@shop.example",
        "active",
        pairs(
            {
                "mfa": "true",
                "mfa_enforced": "false",
                "created": "2024-03-01",
                "admin": "true",
                "directory_id": "101",
                "customer": "C01abc",
                "org_unit": "/Sales",
                "aliases": "p01@shop.test-google-a.com sales@shop.example",
                "last_used": "45d",
                "app_passwords": "2",
            }
        ),
    )


def test_when_a_user_signed_in_is_kept_only_if_asked_for():
    assert principal(ROW, AS_OF).attribute("last_used") == ""


def test_what_collectors_must_know():
    made = user(ROW)
    assert (made.address, made.directory_id, made.unit, made.admin, made.mailbox) == ("p01@shop.example", "101", "/Sales", True, True)
    assert made.aliases == ("p01@shop.test-google-a.com", "sales@shop.example")
    assert not user({**ROW, "isMailboxSetup": False}).mailbox
    assert user({**ROW, "isAdmin": False, "isDelegatedAdmin": True}).admin


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"suspended": True}, "disabled"),
        ({"archived": True}, "disabled"),
        ({"suspended": False, "archived": False}, "active"),
        ({"deletionTime": "2026-11-01T00:00:00Z"}, "deleted"),
    ],
)
def test_the_status(more: dict[str, object], status: str):
    assert user({**ROW, **more}).status == principal({**ROW, **more}, AS_OF).status == status


def test_a_deleted_user_is_not_who_has_the_address_now():
    assert user({**ROW, "deletionTime": "deleted"}).id == "google://user/p01@shop.example?uid=101"


def test_archived_and_guest_are_said_apart():
    made = principal({**ROW, "archived": True, "isGuestUser": True, "guestAccountInfo": {"primaryGuestEmail": "Ann@out.example"}}, AS_OF)
    assert (made.attribute("archived"), made.attribute("guest")) == ("true", "true")
    assert "ann@out.example" in made.attribute("aliases").split()


def test_what_is_missing_is_not_claimed():
    made = principal({"id": "101", "primaryEmail": "p01@shop.example"}, AS_OF)
    assert (made.name, made.attributes) == ("p01@shop.example", pairs({"directory_id": "101"}))


@pytest.mark.parametrize(
    "row", [{"id": "101"}, {"id": "101", "primaryEmail": ""}, {"id": "101", "name": "text", "aliases": "x", "guestAccountInfo": 1}]
)
def test_hostile_rows_are_kept_by_their_id(row: dict[str, object]):
    assert user(row).id == principal(row, AS_OF).id == "google://user/101"


def test_a_row_that_names_nobody_is_an_error():
    with pytest.raises(MALFORMED):
        user({"name": {"fullName": "p 01"}})


def test_domains_their_aliases_and_everybody():
    rows = [
        {"domainName": "Outlet.example"},
        {
            "domainName": "shop.example",
            "isPrimary": True,
            "domainAliases": [{"domainAliasName": "shop.test", "parentDomainName": "shop.example"}],
        },
    ]
    domains = sorted(map(domain, rows))
    assert [one.name for one in domains] == ["shop.example", "outlet.example"]
    found = {one.id: one for one in tenant(domains, "C01abc")}
    assert set(found) == {
        "google://domain/outlet.example",
        "google://domain/shop.example",
        "google://domain/shop.test",
        "google://customer/C01abc",
    }
    assert found["google://domain/shop.test"].attribute("alias_of") == "google://domain/shop.example"
    assert found["google://customer/C01abc"].name == "shop.example"
    assert {one.kind for one in found.values()} == {PrincipalKind.DOMAIN}


def test_without_a_customers_id_there_are_its_domains_alone():
    assert [one.id for one in tenant([domain({"domainName": "shop.example"})], "")] == ["google://domain/shop.example"]


def test_a_domain_without_a_name_is_an_error():
    with pytest.raises(MALFORMED):
        domain({"isPrimary": True})
