"""Who could reach a person's data, by role and purpose."""

from audit.gdpr.erasure.audience import Group, audience
from audit.gdpr.erasure.log import Right
from audit.gdpr.erasure.places import places
from audit.model.facts import Grant
from policies.language import Policy
from policies.levels import Level
from tests.unit.audit.gdpr import shop as shops
from tests.unit.audit.gdpr.shop import CHANGE, READ, TODAY, grants, request, shop
from tests.unit.audit.resolve.worlds import Listed


def told(policy: Policy, provider: Listed | None) -> list[tuple[str, bool, tuple[str, ...], tuple[str, ...]]]:
    world = shops.seen(policy, provider) if provider else None
    found = places(policy, request(Right.ACCESS), TODAY, world)
    return [_plain(group) for group in audience(policy, found, world)]


def _plain(group: Group) -> tuple[str, bool, tuple[str, ...], tuple[str, ...]]:
    return (str(group.who), group.ruled, group.purposes, group.assets)


def test_by_the_run_people_stand_under_the_role_that_lets_them():
    assert told(shop(), grants(("db", "p01", READ), ("db", "p02", CHANGE))) == [("role:care", True, ("orders",), ("db",))]


def test_a_rule_for_a_part_covers_no_more_than_that():
    """The rest is reached in whichever of their roles, and no rule says so."""
    assert sorted(told(shop(), grants(("invoices", "p02", READ)))) == [
        ("role:books", False, (), ("invoices",)),
        ("role:books", True, ("books",), ("invoices",)),
        ("role:care", False, (), ("invoices",)),
    ]


def test_those_whom_no_rule_lets_stand_apart():
    found = told(shop(), grants(("db", "p04", READ), ("db", "p03", READ), ("list", "p01", READ)))
    assert sorted(found) == [("leavers", False, (), ("db",)), ("people", False, (), ("db",)), ("role:care", False, (), ("list",))]


def test_nobody_is_named():
    found = told(shop(), grants(("db", "p01", READ), ("db", "p04", READ), ("db", "p03", READ), ("db", "p05", READ)))
    assert not any(number in str(each) for each in found for number in ("p01", "p03", "p04", "p05"))


def test_who_only_finds_or_manages_reads_nothing():
    assert told(shop(), grants(("db", "p01", Level.FIND), ("list", "p01", Level.MANAGE))) == []


def test_everybody_is_anyone():
    public = Listed((("s3://db", frozenset({Grant("everyone://public", READ)})),))
    assert told(shop(), public) == [("anyone", False, (), ("db",))]


def test_without_a_run_it_is_who_may():
    assert sorted(told(shop(), None)) == sorted(
        [
            ("role:books", True, ("books",), ("invoices",)),
            ("role:care", True, ("orders",), ("db", "paper")),
            ("services", True, ("orders",), ("db",)),
            ("processor:mailer", True, ("news",), ("list",)),
        ]
    )
