"""What one policy accepts of a run."""

from dataclasses import replace

from audit.preview.sides import identity, side, way
from policies.language import Emergency, NeedKind
from policies.levels import Level
from tests.unit.audit.check.worlds import DEVELOPER, P20, READ, developer, may, needs, never, reading, world
from tests.unit.audit.resolve.worlds import AT, user

from .worlds import held


def accepted(policy, **told) -> list[Level]:
    one = held(policy, **told)
    return [each.levels for each in side(one).judged(one.resolved.reaches)]


def test_rules_accept_what_they_cover_and_prohibitions_take_it():
    assert accepted(world()) == [Level.NONE]
    assert accepted(world(allow=(may(Level.FIND),))) == [Level.FIND]
    assert accepted(world(allow=(may(),))) == [READ]
    assert accepted(world(allow=(may(),), forbid=(never(Level.READ, DEVELOPER),))) == [Level.FIND]


def test_a_requirement_that_is_not_met_takes_it():
    policy = world(allow=(may(),), require=(needs(NeedKind.SIGNED, document="x"),))
    assert accepted(policy) == [Level.FIND]


def test_an_account_for_emergencies_is_accepted():
    (account,) = developer().accounts
    policy = world(developer(accounts=()), emergency=(Emergency("glass", AT, accounts=(account,)),))
    assert accepted(policy) == [READ]


def test_another_policy_judges_the_same_reach_as_it_names_it():
    base = held(world(developer("p21", accounts=developer().accounts)))
    now = held(world(allow=(may(),)))
    assert [str(each.entry.reach.subject) for each in side(base).judged(now.resolved.reaches)] == ["person:p21"]
    assert str(side(now).subject(P20.id)) == "person:p20"


def test_no_rule_and_a_lesser_rule_are_one_finding():
    (none,), (less,) = held(world()).findings, held(world(allow=(may(Level.FIND),))).findings
    assert none.rule != less.rule
    assert identity(none) == identity(less)
    assert identity(replace(none, scope="manage")) != identity(none)


def test_a_way_is_the_same_whoever_has_the_account():
    one = held(world(), provider=reading(user("p20")))
    (reach,) = one.resolved.reaches
    assert way(reach) == ("orders", P20.id, P20.id)
    assert side(one).levels == {way(reach): READ}
