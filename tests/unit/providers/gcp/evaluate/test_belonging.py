"""Who is in which set of principals."""

import pytest

from audit.model.facts import AUTHENTICATED, PUBLIC, Gap, Membership, MembershipKind, Principal, PrincipalKind, pairs
from providers.formula import FALSE, TRUE, Atom
from providers.gcp.evaluate.belonging import Belonging, is_one, shown

P1, P2, P3 = (f"google://user/p0{number}@shop.example" for number in (1, 2, 3))
DAY, NIGHT, CREW = (f"google://group/{name}@shop.example" for name in ("day", "night", "crew"))
ETL = "google://service-account/etl@p.iam.gserviceaccount.com"
SHOP, CUSTOMER = "google://domain/shop.example", "google://customer/C01"
POOL = "google://federation/projects/1/locations/global/workloadIdentityPools/ci"


def member(one: str, of: str, kind: MembershipKind = MembershipKind.MEMBER, condition: str = "") -> Membership:
    return Membership(one, of, kind, condition)


def belonging(*memberships: Membership, unread: tuple[str, ...] = ()) -> Belonging:
    principals = {
        CUSTOMER: Principal(CUSTOMER, "google_workspace", PrincipalKind.DOMAIN, "shop.example"),
        P3: Principal(P3, "google_workspace", PrincipalKind.ACCOUNT, "p03", attributes=pairs({"customer": "C99"})),
    }
    gaps = {name: Gap("google_workspace", "groups", name, "members.list", "access was denied") for name in unread}
    return Belonging(memberships, principals, gaps, lambda who: ("projects/p", "organizations/1") if who == ETL else ())


NESTED = (member(P1, DAY), member(P2, NIGHT), member(DAY, CREW), member(NIGHT, CREW))


@pytest.mark.parametrize(
    ("who", "crowd", "expected"),
    [
        (P1, P1, TRUE),
        (P1, P2, FALSE),
        (P1, CREW, TRUE),
        (P3, CREW, FALSE),
        (DAY, CREW, TRUE),
        (CREW, DAY, None),
        (CREW, P1, None),
        (CREW, P3, FALSE),
        (DAY, NIGHT, FALSE),
        (P1, SHOP, TRUE),
        ("google://user/p01@sub.shop.example", SHOP, FALSE),
        (ETL, SHOP, FALSE),
        (CREW, SHOP, None),
        (SHOP, P1, None),
        (SHOP, "google://user/x@other.example", FALSE),
        (SHOP, CREW, None),
        (SHOP, ETL, FALSE),
        (P1, CUSTOMER, TRUE),
        (P3, CUSTOMER, FALSE),
        (SHOP, CUSTOMER, TRUE),
        ("google://domain/other.example", CUSTOMER, None),
        (P1, PUBLIC, TRUE),
        (CREW, PUBLIC, TRUE),
        (PUBLIC, P1, None),
        (PUBLIC, AUTHENTICATED, None),
        (AUTHENTICATED, PUBLIC, TRUE),
        (ETL, AUTHENTICATED, TRUE),
        (f"{POOL}/subject/a", AUTHENTICATED, FALSE),
        (AUTHENTICATED, f"{POOL}/*", FALSE),
        (f"{POOL}/subject/a", f"{POOL}/*", TRUE),
        (f"{POOL}/group/g", f"{POOL}/*", TRUE),
        (f"{POOL}/subject/a", f"{POOL}/group/g", None),
        (f"{POOL}/*", f"{POOL}/subject/a", None),
        (f"{POOL}/subject/a", f"{POOL}2/*", FALSE),
        (P1, f"{POOL}/*", FALSE),
        (f"{P1}?uid=1", P1, FALSE),
        (P1, f"{P1}?uid=1", FALSE),
        (f"{P1}?uid=1", SHOP, FALSE),
        (ETL, "google://federation/cloudresourcemanager.googleapis.com/projects/p", TRUE),
        (ETL, "google://federation/cloudresourcemanager.googleapis.com/projects/p/type/ServiceAccount", TRUE),
        (ETL, "google://federation/cloudresourcemanager.googleapis.com/projects/p/type/ServiceAgent", FALSE),
        (ETL, "google://federation/cloudresourcemanager.googleapis.com/projects/7", FALSE),
        (f"{ETL}.far", "google://federation/cloudresourcemanager.googleapis.com/projects/p", None),
        (P1, "google://federation/cloudresourcemanager.googleapis.com/organizations/1", None),
        (P1, "google://federation/cloudresourcemanager.googleapis.com/projects/p", FALSE),
    ],
)
def test_whether_somebody_or_everybody_in_a_set_is_in_a_set(who: str, crowd: str, expected: object):
    assert belonging(*NESTED).within(who, crowd) == expected


def test_a_membership_with_a_condition_keeps_it():
    held = belonging(member(P1, DAY, condition="on weekdays"), member(DAY, CREW))
    assert held.within(P1, CREW) == Atom("on weekdays")


def test_a_tenant_or_domain_may_be_a_member():
    held = belonging(member(CUSTOMER, DAY), member(DAY, CREW), member("google://domain/other.example", NIGHT))
    assert held.within(P1, CREW) is TRUE
    assert held.within("google://user/x@other.example", NIGHT) is TRUE
    assert held.within("google://user/x@other.example", CREW) is FALSE
    assert set(held.parts(CREW, [P1])) == {CUSTOMER}


def test_an_owner_is_no_member():
    assert belonging(member(P1, DAY, MembershipKind.OWNER)).within(P1, DAY) is FALSE


def test_members_that_were_not_read_leave_it_open():
    held = belonging(member(P1, DAY), member(DAY, CREW), unread=(DAY,))
    assert held.within(P1, CREW) is TRUE
    assert held.within(P2, CREW) is None
    asked = held.belongs(P2, CREW)
    assert isinstance(asked, Atom)
    assert asked.gap


def test_the_question_in_words():
    asked = belonging(*NESTED).belongs(SHOP, P1)
    assert asked == Atom("the caller is p01@shop.example", "the caller is not p01@shop.example")


def test_a_set_is_taken_apart_only_as_far_as_it_must():
    held = belonging(*NESTED)
    assert set(held.parts(CREW, [P1])) == {P1, NIGHT}
    assert set(held.parts(CREW, [P3, CREW])) == {CREW}
    assert set(held.parts(SHOP, [P1])) == {SHOP}


def test_groups_that_hold_each_other_are_taken_apart_once():
    held = belonging(*NESTED, member(CREW, DAY))
    assert set(held.parts(CREW, [P1])) == {P1, NIGHT}


def test_a_group_that_was_not_read_whole_stays_beside_its_members():
    held = belonging(member(P1, DAY), member(P2, DAY), unread=(DAY,))
    assert set(held.parts(DAY, [P1])) == {DAY, P1, P2}


def test_who_is_in_both():
    held = belonging(*NESTED)
    assert held.common(P1, CREW) == {P1: TRUE}
    assert held.common(CREW, SHOP) == {P1: TRUE, P2: TRUE} or held.common(CREW, SHOP) == {DAY: TRUE, NIGHT: TRUE}
    assert held.common(DAY, NIGHT) == {}
    assert held.common(SHOP, CUSTOMER) == {SHOP: TRUE}
    assert held.common("google://domain/a.example", f"{CUSTOMER}9") == {
        "google://domain/a.example": Atom("the caller is of customer C019", "the caller is not of customer C019")
    }


def test_who_could_put_himself_in():
    held = belonging(member(P1, DAY), member(P2, DAY, MembershipKind.OWNER), member(P3, DAY, MembershipKind.ESCALATE))
    assert [one.member for one in held.keepers(DAY)] == [P2, P3]


def test_what_is_one_principal():
    assert all(map(is_one, (P1, ETL, f"{POOL}/subject/a")))
    assert not any(map(is_one, (DAY, SHOP, PUBLIC, f"{POOL}/*")))


def test_principals_as_people_read_them():
    assert shown(DAY) == "in group day@shop.example"
    assert shown(P1) == "p01@shop.example"
    assert (shown(PUBLIC), shown(AUTHENTICATED)) == ("anyone", "signed in")
