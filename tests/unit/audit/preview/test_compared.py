"""A run under two policies: what the scenarios (`tests/scenarios/preview`) do not show."""

from audit.preview.compared import preview
from policies.levels import Level
from policies.wording import wording
from tests.unit.audit.check.worlds import asset, developer, may, reading, world
from tests.unit.audit.resolve.worlds import allow, where

from .worlds import held

SAY = wording("en")


def test_the_same_policy_twice_changes_nothing():
    one = held(world(allow=(may(),)))
    found = preview(one, one, "itself", SAY)
    assert (found.base, found.changes, found.new, found.allowed, found.dark) == ("itself", (), (), (), ())


def test_a_part_that_a_rule_opens_is_told_though_the_rest_stays_closed():
    before, after = world(), world(allow=(may(part="labels/"),), assets=(asset(where=(where(kind="s3"),)),))
    found = preview(held(before), held(after), "before", SAY)
    assert [(row.subject, row.part, row.levels) for row in found.allowed] == [("person:p20", "labels/", ("find", "read"))]


def test_a_rule_for_somebody_else_opens_nothing():
    found = preview(held(world()), held(world(allow=(allow(),))), "before", SAY)
    assert (found.allowed, found.new, found.gone) == ((), (), ())


def test_more_of_a_finding_is_new_for_what_is_more():
    wide = reading(levels=Level.FIND | Level.READ | Level.CHANGE)
    before, after = (held(world(allow=(may(level),)), provider=wide) for level in (Level.READ, Level.FIND))
    found = preview(before, after, "before", SAY)
    assert [row.levels for row in found.new] == [("read",)]
    assert [row.levels for row in preview(after, before, "after", SAY).gone] == [("read",)]


def test_an_asset_that_is_new_in_the_inventory_is_no_loosening():
    after = world(developer(), allow=(may(which=("orders", "mail")),), assets=(asset(), asset("mail")))
    found = preview(held(world(allow=(may(),))), held(after), "before", SAY)
    assert (found.allowed, found.unseen) == ((), ())
