"""The places of a request: how to search, who may, who can."""

import pytest

from audit.gdpr.erasure.log import Right
from audit.gdpr.erasure.places import Place, may, objectionable, places, searches, seen
from audit.gdpr.processing import about
from audit.model.facts import Gap
from policies.levels import Level
from tests.unit.audit.gdpr import shop as shops
from tests.unit.audit.gdpr.shop import CHANGE, READ, TODAY, grants, request, shop


def place(name: str, *known_by: str, right: Right = Right.ERASURE, **changes: str) -> Place:
    policy = shop(**changes)
    return next(each for each in places(policy, request(right, "customer", *known_by), TODAY) if each.asset.id == name)


def test_every_store_of_the_kind_of_people_is_there_copies_too():
    assert [(each.asset.id, each.action) for each in places(shop(), request(), TODAY)] == [
        ("db", "anonymise"),
        ("invoices", "keep"),
        ("backups", "expires"),
        ("list", "suppress"),
        ("paper", "delete"),
    ]
    assert [each.action for each in places(shop(), request(Right.ACCESS), TODAY)] == ["give"] * 5


def test_what_is_found_in_one_place_leads_to_the_next():
    assert place("db", "email").search.by == ("email",)
    assert place("invoices", "email").search.through == (("customer_number", "db"),)
    assert place("invoices", "customer_number").search.by == ("customer_number",)


def test_a_place_that_cannot_be_searched_by_what_is_known_is_told():
    found = place("paper", "email").search
    assert (found.possible, found.wants) == (False, ("form_number",))


def test_a_place_never_leads_to_itself():
    found = searches(about(shop(invoices__find_by="find_by: [order_number, customer_number]"), "customer"), ("email",))
    assert found["invoices"].through == (("customer_number", "db"),)


def test_a_copy_that_goes_by_itself_leads_nowhere():
    found = searches(
        about(shop(db__find_by="find_by: [email]", backups__retention="find_by: [email, customer_number]"), "customer"), ("email",)
    )
    assert found["invoices"].possible is False


def test_without_anything_known_each_place_says_what_it_asks_for():
    found = searches(about(shop(), "customer"), ())
    assert (found["paper"].by, found["paper"].possible) == (("form_number",), True)


@pytest.mark.parametrize(
    ("asset", "level", "who"),
    [
        ("db", Level.CHANGE, [("role:care", "", ("p01", "p02")), ("service:app", "", ("p01",))]),
        ("paper", Level.CHANGE, []),  # F1 forbids it
        ("invoices", Level.CHANGE, []),
        ("invoices", Level.READ, [("role:books", "2026/", ("p02",))]),
        ("list", Level.CHANGE, []),  # who manages opens nothing
    ],
)
def test_whom_the_rules_let_do_it(asset: str, level: Level, who: list[tuple[str, str, tuple[str, ...]]]):
    policy = shop()
    found = may(policy, next(each for each in policy.assets if each.id == asset), level, TODAY)
    assert [(str(each.who), each.part, each.people) for each in found] == who


def test_the_run_says_who_really_can_and_by_no_rule():
    policy = shop()
    world = shops.seen(policy, grants(("db", "p01", CHANGE), ("db", "p02", READ), ("db", "p04", CHANGE), ("paper", "p01", CHANGE)))
    assets = {asset.id: asset for asset in policy.assets}
    found = seen(world, assets["db"], Level.CHANGE)
    assert ([str(each) for each in found.may], [str(each) for each in found.beside], found.looked) == (["person:p01"], ["person:p04"], True)
    assert [str(each) for each in seen(world, assets["paper"], Level.CHANGE).beside] == ["person:p01"]  # allowed, and forbidden


def test_what_could_not_be_read_is_told():
    policy = shop()
    gap = Gap("aws", "s3", "s3://db", "GetBucketPolicy", "access was denied", "s3:GetBucketPolicy")
    world = shops.seen(policy, grants(("db", "p01", CHANGE), gaps=(gap,)))
    assert seen(world, policy.assets[0], Level.CHANGE).gaps


def test_only_some_purposes_can_be_objected_to():
    policy = shop()
    assets = {asset.id: asset for asset in policy.assets}
    assert {name: objectionable(policy, asset) for name, asset in assets.items()} == {
        "db": ("running",),
        "invoices": (),
        "backups": ("running",),
        "list": ("news",),
        "paper": (),
        "staff": (),
    }
    assert [each.asset.id for each in places(policy, request(Right.OBJECTION), TODAY)] == ["db", "backups", "list"]
