"""Rows of reach: united when they say the same, and each level once with its best verdict."""

from audit.engine.rows import Folded
from audit.model.facts import MembershipKind, Verdict
from audit.model.reach import Reach
from audit.resolve.identities import identify
from audit.resolve.reach import entrances, reaches
from policies.levels import Level

from .worlds import TODAY, person, policy, role, step, user

P20, ETL = user("p20"), role("etl")
SOME = identify(policy(person("p20", "p20")), (P20, ETL), (), TODAY)


def _row(
    levels: Level,
    verdict: Verdict = Verdict.YES,
    condition: str = "",
    *,
    acl: str = "acl",
    resource: str = "s3://b",
    count: int = 1,
    source: str = "identity",
) -> Folded:
    return Folded("orders", "", P20.id, levels, verdict, condition, source, None, acl, resource, count)


def _found(*rows: Folded) -> tuple[Reach, ...]:
    return reaches(rows, SOME, (), TODAY)


def test_levels_of_equal_rows_are_united_and_counts_add_up_where_they_speak_of_other_resources():
    rows = (
        _row(Level.READ, count=3),
        _row(Level.READ | Level.CHANGE, acl="other", resource="s3://a", count=2),
        _row(Level.READ, source="resource", count=4),
    )
    (reach,) = _found(*rows)
    assert (reach.levels, reach.count, reach.resource, reach.acl) == (Level.READ | Level.CHANGE, 5, "s3://a", "other")


def test_rows_with_other_conditions_stay_apart():
    rows = (_row(Level.READ, Verdict.IF, "MFA"), _row(Level.READ, Verdict.IF, "office"))
    assert [reach.condition for reach in _found(*rows)] == ["MFA", "office"]


def test_a_better_verdict_takes_its_levels_out_of_the_worse_ones():
    rows = (_row(Level.READ), _row(Level.READ | Level.CHANGE, Verdict.IF, "MFA"), _row(Level.CHANGE | Level.SHARE, Verdict.UNKNOWN, "?"))
    assert {(reach.verdict, reach.levels) for reach in _found(*rows)} == {
        (Verdict.YES, Level.READ),
        (Verdict.IF, Level.CHANGE),
        (Verdict.UNKNOWN, Level.SHARE),
    }


def test_a_condition_makes_a_plain_yes_an_if():
    (reach,) = _found(_row(Level.READ, Verdict.YES, "MFA"))
    assert reach.verdict is Verdict.IF


def test_a_service_of_the_platform_enters_only_where_it_is_granted_itself():
    platform = "aws://service/lambda.amazonaws.com"
    identities = identify(policy(), (ETL,), (step(platform, ETL.id, MembershipKind.ASSUME),), TODAY)
    assert [entry.principal for entry in entrances(ETL.id, identities)] == [ETL.id]
    assert [entry.principal for entry in entrances(platform, identities)] == [platform]
