"""Who acts as somebody that no list has."""

from audit.model.facts import Membership, MembershipKind, Principal, PrincipalKind, pairs
from providers.microsoft_api.strangers import GROUPS, OWNERS, STRANGERS, of_strangers

USER, APP, GROUP, UNTYPED = (f"microsoft://{word}/1" for word in ("user", "service-principal", "group", "principal"))
NAMED = (USER, APP, GROUP, UNTYPED)


def crowd(name: str) -> Principal:
    return Principal(name, "microsoft365", PrincipalKind.GROUP, name)


def told(*principals: Principal, named: tuple[str, ...] = NAMED) -> set[tuple[str, str]]:
    return {(one.member, one.container) for one in of_strangers(named, principals)}


def test_where_the_lists_are_whole_nobody_acts_as_another():
    assert told() == set()


def test_each_list_that_was_not_read_darkens_whom_it_would_have_told_and_those_of_no_known_kind():
    assert told(crowd(STRANGERS)) == {(STRANGERS, USER), (STRANGERS, UNTYPED)}
    assert told(crowd(GROUPS)) == {(GROUPS, GROUP), (GROUPS, UNTYPED)}
    assert told(crowd(OWNERS)) == {(OWNERS, APP), (OWNERS, UNTYPED)}
    (step,) = of_strangers([USER], [crowd(STRANGERS)])
    assert step == Membership(STRANGERS, USER, MembershipKind.IMPERSONATE, because="may act as one that was not listed")


def test_who_is_listed_or_gone_is_known_and_who_is_only_described_is_not():
    listed = Principal(USER, "microsoft365", PrincipalKind.ACCOUNT, "p01", "", "active", pairs({"directory_id": "1"}))
    assert told(crowd(STRANGERS), listed, named=(USER,)) == set()
    assert told(crowd(STRANGERS), Principal(USER, "microsoft365", PrincipalKind.ACCOUNT, "p01", "", "deleted"), named=(USER,)) == set()
    assert told(crowd(STRANGERS), Principal(USER, "microsoft365", PrincipalKind.ACCOUNT, "p01"), named=(USER,)) == {(STRANGERS, USER)}


def test_a_crowd_is_no_stranger():
    assert told(crowd(STRANGERS), crowd(GROUPS), named=(STRANGERS, GROUPS, f"{GROUP}/owners")) == set()
