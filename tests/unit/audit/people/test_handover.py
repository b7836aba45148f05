"""What the policy says that somebody answers for."""

from datetime import date

from audit.model.residual import ResidualKind
from audit.people.handover import handover
from tests.unit.audit.people.worlds import policy

MORE = """
services: {etl: {owner: p24, accounts: {aws: role/etl}}, shop: {owner: p01, accounts: {aws: role/shop}}}
emergency: {glass: {sealed_with: p24, accounts: {aws: glass}}, other: {sealed_with: p01, accounts: {aws: other}}}
allow:
  - {id: A1, who: person:p24, may: read, which: orders, until: 2026-11-23}
  - {id: A2, who: [person:p24, role:developer], may: read, which: orders}
  - {id: A3, who: role:developer, may: read, which: orders}
  - {id: A4, who: person:p01, may: read, which: orders}
"""
SAID = policy("p24: {roles: [developer]}", MORE)


def told(on: date, person: str = "p24") -> list[tuple[str, str, str]]:
    return [(each.kind.value, each.what, each.words) for each in handover(SAID, person, on)]


def test_each_thing_that_names_them_is_told_with_its_place():
    assert told(date(2026, 11, 23)) == [
        ("handover", "service:etl", "owns the service etl, and may know its keys"),
        ("known-secret", "emergency:glass", "keeps the emergency account glass, and may know how to sign in to it"),
        ("handover", "allow:A1", "the rule A1 still allows them orders"),
        ("handover", "allow:A2", "the rule A2 still allows them orders"),
    ]
    assert all("policy.yaml:" in each.end for each in handover(SAID, "p24", date(2026, 11, 23)))


def test_a_rule_that_has_ended_names_nobody():
    assert "allow:A1" not in [what for _, what, _ in told(date(2026, 11, 24))]


def test_assets_are_told_of_their_owner_alone():
    assert (ResidualKind.HANDOVER.value, "orders", "owns the asset orders") in told(date(2026, 11, 23), "p01")
    assert handover(SAID, "p99", date(2026, 11, 23)) == ()
