"""Where mail for somebody goes."""

import pytest

from policies.addresses import mail_address
from policies.errors import Place
from policies.language import AccountName, Organisation, Person, Policy

AT = Place("a.yaml")
POLICY = Policy("", "", organisation=Organisation("shop", "Shop", AT, domains=("Shop.example",)))


def person(*accounts: tuple[str, str], email: str = "") -> Person:
    return Person("p01", AT, email=email, accounts=tuple(AccountName(system, name, AT) for system, name in accounts))


@pytest.mark.parametrize(
    ("somebody", "address"),
    [
        (person(("google", "p01@shop.example"), email="p01@home.example"), "p01@home.example"),
        (person(("aws", "p01"), ("google", "p01@SHOP.example")), "p01@SHOP.example"),
        (person(("google_admin", "adm-p01@shop.example")), ""),
        (person(("google", "p01@agency.example")), ""),
        (person(("aws", "a@b@shop.example")), ""),
        (person(), ""),
    ],
)
def test_the_roster_first_then_an_everyday_account_of_ours(somebody: Person, address: str):
    assert mail_address(POLICY, somebody) == address


def test_without_an_organisation_no_account_is_ours():
    assert mail_address(Policy("", ""), person(("google", "p01@shop.example"))) == ""
