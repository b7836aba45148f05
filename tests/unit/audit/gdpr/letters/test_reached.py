"""What one person can reach."""

from datetime import date

from audit.check.access import Entry
from audit.gdpr.letters.reached import Reached, reached
from audit.model.facts import Verdict
from audit.model.reach import Reach, Subject, SubjectKind
from policies.language import Allow, Who, WhoKind
from policies.levels import CONTENT, Level, up_to
from tests.unit.audit.gdpr.shop import CHANGE, READ, shop

CARE = frozenset({Who(WhoKind.ROLE, "care")})
P01 = Subject(SubjectKind.PERSON, "p01")


def entry(asset: str, levels: Level, *rules: str, verdict: Verdict = Verdict.YES) -> Entry:
    allows = tuple(rule for rule in shop().allow if rule.id in rules)
    return Entry(Reach(asset, "", P01, "a", "a", levels, verdict), CARE, allows, _covered(allows))


def _covered(allows: tuple[Allow, ...]) -> Level:
    covered = Level.NONE
    for rule in allows:
        covered |= up_to(rule.may)
    return covered


def one(*entries: Entry) -> Reached:
    (found,) = reached(shop(), entries)
    return found


def test_what_a_rule_covers_and_what_none_does():
    found = one(entry("db", CHANGE | Level.SHARE, "A1"))
    assert (found.ruled, found.loose, found.unsure) == (CHANGE, Level.SHARE, Level.NONE)
    assert [rule.id for rule in found.rules] == ["A1"]


def test_what_is_forbidden_is_loose_though_a_rule_allows_it():
    found = one(entry("paper", CHANGE, "A1"))
    assert (found.ruled, found.loose) == (READ, Level.CHANGE)


def test_several_ways_to_one_asset_are_told_together():
    found = one(entry("db", READ, "A1"), entry("db", Level.SHARE), entry("db", READ))
    assert (found.ruled, found.loose) == (READ, Level.SHARE)


def test_what_nobody_can_tell_stands_apart():
    found = one(entry("db", READ, "A1"), entry("db", CHANGE, verdict=Verdict.UNKNOWN))
    assert (found.ruled, found.unsure) == (READ, Level.CHANGE)


def test_it_hangs_on_a_condition_when_every_way_does():
    assert one(entry("db", READ, verdict=Verdict.IF)).conditional
    assert not one(entry("db", READ, verdict=Verdict.IF), entry("db", READ)).conditional


def test_until_when_is_by_the_rules_that_give_it():
    found = one(entry("list", Level.MANAGE | READ, "A4"))
    assert found.until(Level.MANAGE) == date(2027, 1, 31)
    assert (found.giving(CONTENT), found.until(CONTENT)) == ((), None)
    assert one(entry("db", CHANGE, "A1", "A2")).until(CONTENT) is None  # A2 has no end


def test_assets_come_in_the_order_of_the_inventory():
    assert [each.asset.id for each in reached(shop(), (entry("list", READ), entry("db", READ)))] == ["db", "list"]
