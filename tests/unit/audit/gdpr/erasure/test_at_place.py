"""What a step plan says of one place."""

import pytest

from audit.check.world import World
from audit.gdpr.erasure.at_place import about
from audit.gdpr.erasure.log import Right
from audit.model.facts import Gap
from policies.wording import wording
from tests.unit.audit.gdpr import shop as shops
from tests.unit.audit.gdpr.shop import CHANGE, asked, grants, log, request, shop


def told(asset: str, right: Right = Right.ERASURE, provider: World | None = None, *known_by: str, **changes: str) -> str:
    case = asked(shop(**changes), log(asked=request(right, "customer", *known_by)), provider)
    return "\n".join(next(tuple(about(case, place, wording("en"))) for place in case.places if place.asset.id == asset))


@pytest.mark.parametrize(
    ("asset", "line"),
    [
        ("db", "Where: aws s3 s3://db"),
        ("db", "Search by: e-mail address"),
        ("db", "How: shop admin"),
        ("db", "Mind: blocking the account is NOT erasing."),
        ("db", "Who does it, by the rules: customer care (p01, p02) or the service app (ask p01)"),
        ("db", "Who really can: not looked at, there is no run."),
        ("invoices", "Search by: customer number (look it up first in the database)"),
        ("invoices", "Exception: a legal obligation (Art. 17(3)(b)): Belgian VAT Code, art. 60"),
        ("invoices", "kept until 31 December 2036 at the latest"),
        ("invoices", "Who does it: NOBODY may change it by the rules. p02, who owns it, decides who does."),
        ("backups", "The last copy is gone 35 days after the original was erased."),
        ("paper", "CAN'T BE SEARCHED by what is known of the person: it asks for form number."),
    ],
)
def test_a_place_says_what_to_do(asset: str, line: str):
    assert line in told(asset)


@pytest.mark.parametrize(
    ("asset", "changes", "line"),
    [
        ("invoices", {"invoices__erase": "erase: {action: keep}"}, "NO EXCEPTION of Art. 17(3) is named"),
        ("invoices", {"invoices__retention": "retention: {keep: P10Y}"}, "names no law"),
        (
            "invoices",
            {"invoices__retention": "retention: {keep: P11Y, law: [be-vat]}"},
            "Longer than Belgian VAT Code, art. 60 asks (10 years)",
        ),
        ("paper", {"paper__retention": "retention: {keep: P1Y, law: [be-vat]}"}, "A law asks to keep what it speaks of"),
        ("paper", {"paper__find_by": ""}, "does not say by what this is searched"),
        ("paper", {"paper__find_by": "unexpected: [health]"}, "health may be in it"),
        ("paper", {"paper__find_by": "status: {ended: 2026-01-31}"}, "ended on 31 January 2026"),
        ("backups", {"backups__retention": ""}, "does not say when the last copy is gone"),
    ],
)
def test_what_the_inventory_leaves_open_is_told(asset: str, changes: dict[str, str], line: str):
    assert line in told(asset, **changes)


@pytest.mark.parametrize(
    ("asset", "line"),
    [
        ("db", "Give: contact details and password hash"),
        ("db", "do not send them"),
        ("backups", "A copy: give what it holds and the original does not"),
        ("db", "the names of staff"),
    ],
)
def test_access_says_what_is_given(asset: str, line: str):
    assert line in told(asset, Right.ACCESS)


def test_marketing_stops_always_and_a_legitimate_interest_is_weighed():
    assert "news: direct marketing, stops always" in told("list", Right.OBJECTION)
    assert "running the shop (a legitimate interest (Art. 6(1)(f))): restrict it while you weigh" in told("db", Right.OBJECTION)


def test_a_purpose_of_which_nothing_is_known_is_told():
    lines = told("paper", Right.OBJECTION, paper__legal_basis="")
    assert "orders: the inventory names no ground" in lines


def test_who_really_can_is_told_with_what_is_not_known():
    policy = shop()
    gap = Gap("aws", "s3", "s3://db", "GetBucketPolicy", "access was denied", "s3:GetBucketPolicy")
    world = shops.seen(policy, grants(("db", "p01", CHANGE), ("db", "p04", CHANGE), gaps=(gap,)))
    lines = told("db", Right.ERASURE, world)
    assert "Who really can, and may (run of 5 November 2026): p01." in lines
    assert "Others can though no rule says so; leave it to those above: p04." in lines
    assert "1 thing could not be read here" in lines


def test_nobody_who_may_and_can_is_told():
    world = shops.seen(shop(), grants(("db", "p04", CHANGE)))
    assert "(run of 5 November 2026): NOBODY" in told("db", Right.ERASURE, world)
