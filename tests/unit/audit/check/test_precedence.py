"""One cause, one line."""

from datetime import date

from policies.language import Waiver, Who, WhoKind
from policies.levels import Level
from tests.unit.audit.resolve.worlds import AT, TODAY

from .worlds import P20, READ, developer, found, never, reading, said, world

LEFT = developer(ends=date(2026, 8, 31))
LEAVERS = Who(WhoKind.LEAVERS)


def test_a_built_in_finding_says_more_than_that_no_rule_allows_it():
    assert [rule for rule, _, _ in said(found(world(LEFT), reading(), P20))] == ["leaver"]


def test_a_prohibition_says_what_the_built_in_check_says():
    assert [rule for rule, _, _ in said(found(world(LEFT, forbid=(never(Level.FIND, LEAVERS),)), reading(), P20))] == ["F01"]


def test_a_prohibition_of_some_levels_leaves_the_built_in_check_the_others():
    found_ = found(world(LEFT, forbid=(never(Level.READ, LEAVERS),)), reading(), P20)
    assert sorted(rule for rule, _, _ in said(found_)) == ["F01", "leaver"]


def test_a_prohibition_of_a_lower_matter_leaves_what_is_worse():
    policy = world(forbid=(never(Level.READ, Who(WhoKind.PEOPLE)),))
    assert [finding.rule for finding in found(policy, reading(levels=READ | Level.MANAGE), P20)] == ["F01", "unexplained"]


def test_what_is_waived_is_said_as_well():
    waiver = Waiver("W01", AT, rule="leaver", which="orders", decided_on=TODAY, until=TODAY)
    (finding,) = found(world(LEFT, waivers=(waiver,)), reading(), P20)
    assert (finding.rule, finding.waived_by) == ("leaver", "W01")
