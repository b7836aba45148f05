"""People by their number in reports."""

from dataclasses import dataclass, replace

import pytest

from audit.model.facts import Principal, PrincipalKind
from audit.pseudonyms import by_number, hides_names, pseudonyms
from audit.resolve.identities import Identities, identify
from policies.language import AccountName, Asset, Organisation, Person, Policy, ToolAsProcessing
from tests.unit.audit.resolve.worlds import AT, TODAY

NUMBER = "5e1c7e2a-90f0-4a53-a2b6-0d3f4f1f2a11"
AN, AN_ADMIN, MS = "google://user/an@shop.example", "google://user/adm-an@shop.example", f"microsoft://user/{NUMBER}"
IAM, OWN, OTHER = "aws://111122223333/iam/user/an", "aws://111122223333/iam/user/p14", "google://user/bo@else.example"
POLICY = Policy(
    "",
    "",
    organisation=Organisation("shop", "Shop", AT, domains=("shop.example",)),
    tool_as_processing=ToolAsProcessing(AT),
    people=(
        Person(
            "p14",
            AT,
            email="an@shop.example",
            aliases=("a.n@shop.example",),
            accounts=(AccountName("aws", "an", AT), AccountName("google_admin", "adm-an@shop.example", AT), AccountName("aws", "p14", AT)),
        ),
    ),
    assets=(Asset("payslips", AT, owner="p19"), Asset("orders", AT, owner="p01"), Asset("letters", AT, owner="p19")),
)


def account(name: str, title: str, mail: str = "") -> Principal:
    return Principal(name, name.partition("://")[0], PrincipalKind.ACCOUNT, title, mail)


PRINCIPALS = (
    account(AN, "An", "an@shop.example"),
    account(AN_ADMIN, "An (admin)", "adm-an@shop.example"),
    account(MS, "An", "an@shop.example"),
    account(IAM, "an"),
    account(OWN, "p14"),
    account(OTHER, "Bo", "bo@else.example"),
)


@dataclass(frozen=True)
class Told:
    text: str
    asset: str = ""
    more: tuple[object, ...] = ()


def identities() -> Identities:
    return identify(POLICY, PRINCIPALS, (), TODAY)


def said(*texts: str) -> dict[str, str]:
    return dict(pseudonyms(Told(" ".join(texts)), identities(), POLICY))


def test_an_account_is_its_person_and_the_system_and_has_a_number_where_there_are_several():
    assert said(f"{IAM}, {MS}.") == {IAM: "p14 (aws 1)", MS: "p14 (microsoft)"}
    assert said(AN, AN_ADMIN) == {
        AN: "p14 (google 2)",
        AN_ADMIN: "p14 (google 1)",
        "an@shop.example": "p14",
        "adm-an@shop.example": "p14",
    }


def test_an_account_called_by_the_number_says_it_itself():
    assert said(OWN) == {}


def test_an_address_in_any_text_is_its_person_whatever_the_case():
    assert said("mail of A.N@shop.example goes to bo@else.example") == {"A.N@shop.example": "p14"}
    assert said("“An@shop.example”, an@shop.example.org") == {"An@shop.example": "p14"}


def test_who_is_on_no_roster_is_named():
    assert said(OTHER) == {}


def test_what_a_report_does_not_name_is_left_out():
    assert said("nothing") == {}


def test_principals_of_people_have_their_number_for_a_name():
    made = by_number((PRINCIPALS[0], PRINCIPALS[5]), identities())
    assert [(each.id, each.name, each.email) for each in made] == [(AN, "p14", ""), (OTHER, "Bo", "bo@else.example")]


@pytest.mark.parametrize(
    ("names", "assets", "hidden"),
    [
        ("pseudonym", ("payslips",), True),
        ("full", ("payslips", "orders"), False),
        ("owner_only", ("payslips", "letters"), False),
        ("owner_only", ("payslips", "orders"), True),
        ("owner_only", (), True),
        ("owner_only", ("unknown",), True),
    ],
)
def test_a_policy_says_when_names_are_hidden(names: str, assets: tuple[str, ...], hidden: bool):
    policy = replace(POLICY, tool_as_processing=ToolAsProcessing(AT, names_in_reports=names))
    assert hides_names(Told("", more=tuple(Told("", asset) for asset in assets)), policy) is hidden


def test_a_policy_that_says_nothing_of_the_tool_hides_nothing():
    assert not hides_names(Told(""), replace(POLICY, tool_as_processing=None))
