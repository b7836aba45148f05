"""The directory as the roster."""

from datetime import date

import pytest

from audit.model.facts import Membership, MembershipKind, Principal, PrincipalKind
from audit.people.directory import with_directory
from audit.runs.memory import MemoryFacts
from policies.errors import PolicyError
from policies.language import Person, RoleSpan
from policies.load import load_text

POLICY = """house_rules: {profile: starter}
organisation: {id: shop, name: Shop, domains: [shop.example]}
roles: {care: , warehouse: }
services: {audit: {accounts: {google: audit@shop.example}}}
roster: {directory: google, roles: {care@shop.example: care, "All stock": warehouse, visitors@shop.example: }}
people: {p02: {ends: 2026-10-15, roles: [warehouse]}, x01: {email: x01@other.example}}
"""


def user(name: str, status: str = "active", domain: str = "shop.example", **attributes: str) -> Principal:
    address = f"{name}@{domain}"
    told = {"directory_id": name, "created": "2021-03-01", **attributes}
    return Principal(
        f"google://user/{address}", "google_workspace", PrincipalKind.ACCOUNT, name, address, status, tuple(sorted(told.items()))
    )


def group(name: str, title: str = "") -> Principal:
    address = f"{name}@shop.example"
    return Principal(f"google://group/{address}", "google_workspace", PrincipalKind.GROUP, title or name, address)


def member(one: Principal, of: Principal) -> Membership:
    return Membership(one.id, of.id, MembershipKind.MEMBER)


P1, P2, P3 = user("p01"), user("p02"), user("p03", "disabled")
CARE, STOCK, INNER = group("care"), group("stock", "All stock"), group("inner")
FACTS = MemoryFacts(
    (
        *(P1, P2, P3, CARE, STOCK, INNER, user("audit"), user("guest", guest="true"), user("x01", domain="other.example")),
        Principal("google://user/unlisted@shop.example", "google_workspace", PrincipalKind.ACCOUNT, "unlisted", "unlisted@shop.example"),
        *(member(P1, INNER), member(INNER, STOCK), member(P1, CARE), member(P2, CARE)),
    )
)


def people() -> dict[str, Person]:
    return {person.id: person for person in with_directory(load_text({"a.yaml": POLICY}), FACTS).people}


def test_every_account_of_a_human_of_ours_is_a_person_and_nobody_else():
    assert sorted(people()) == ["p01", "p02", "p03", "x01"]


def test_groups_give_roles_over_groups_between():
    assert people()["p01"].roles == (RoleSpan("care"), RoleSpan("warehouse"))


def test_who_is_off_has_left_and_the_account_tells_the_first_day():
    found = people()
    assert [found[name].status for name in ("p01", "p03")] == ["active", "left"]
    assert found["p01"].starts == date(2021, 3, 1)


def test_what_the_policy_says_of_somebody_stands():
    found = people()["p02"]
    assert (found.ends, found.roles, found.email) == (date(2026, 10, 15), (RoleSpan("warehouse"),), "p02@shop.example")


def test_a_policy_without_a_directory_stays_as_it_is():
    policy = load_text({"a.yaml": POLICY.replace("roster:", "#")})
    assert with_directory(policy, FACTS) is policy


def test_a_name_may_be_one_of_the_directory():
    rule = "allow:\n  - {id: A1, who: person:p77, may: read, which: mail}\n"
    asset = "categories: {contact: }\nassets: {mail: {label: {en: mail}, owner: p77, where: s3://mail, categories: [contact]}}\n"
    assert load_text({"a.yaml": POLICY, "b.yaml": rule + asset}).assets[0].owner == "p77"
    with pytest.raises(PolicyError, match="p77"):
        load_text({"a.yaml": POLICY.replace("roster:", "#"), "b.yaml": rule + asset})
