"""Policy and facts in, reach out: whole small worlds."""

from datetime import date

from audit.model.facts import Fact, Gap, Grant, MembershipKind, Principal, PrincipalKind, Verdict
from audit.model.reach import Subject, SubjectKind
from audit.resolve import Resolved, resolve
from audit.runs.memory import MemoryFacts
from policies.language import Asset, Organisation
from policies.levels import Level

from .worlds import AT, BUCKET, TODAY, Listed, allow, grant, person, policy, role, step, user, where

P20, P21, ETL = user("p20"), user("p21"), role("etl")


PEOPLE = (person("p20", "p20"), person("p21", "p21"))


def _reaches(provider: Listed, *facts: Fact, **changes: object) -> Resolved:
    return resolve(policy(*PEOPLE, **changes), MemoryFacts(facts), (provider,), TODAY)


def _on_bucket(*grants: Grant) -> Listed:
    return Listed(((BUCKET, frozenset(grants)),))


def test_a_direct_grant_is_a_persons_reach():
    (reach,) = _reaches(_on_bucket(grant(P20.id)), P20).reaches
    assert (reach.subject, reach.account, reach.principal) == (Subject(SubjectKind.PERSON, "p20"), P20.id, P20.id)
    assert (reach.asset, reach.part, reach.levels, reach.verdict, reach.resource, reach.count) == (
        "orders",
        "",
        Level.READ,
        Verdict.YES,
        BUCKET,
        1,
    )


def test_a_role_is_its_takers_reach_and_no_subject_of_its_own():
    derived = (step(P20.id, ETL.id, MembershipKind.ASSUME, "MFA"),)
    provider = Listed(((BUCKET, frozenset({grant(ETL.id)})),), derived)
    (reach,) = _reaches(provider, P20, ETL).reaches
    assert (reach.account, reach.principal, reach.verdict, reach.condition) == (P20.id, ETL.id, Verdict.IF, "MFA")


def test_what_lies_beyond_an_escalation_is_manage_only():
    derived = (step(P20.id, ETL.id, MembershipKind.ESCALATE), step(P21.id, ETL.id, MembershipKind.ASSUME))
    resolved = _reaches(Listed(((BUCKET, frozenset({grant(ETL.id, Level.READ | Level.CHANGE)})),), derived), P20, P21, ETL)
    assert {(reach.subject.id, reach.levels) for reach in resolved.reaches} == {("p20", Level.MANAGE), ("p21", Level.READ | Level.CHANGE)}


def test_a_certain_level_is_not_said_again_under_a_condition():
    provider = _on_bucket(grant(P20.id, Level.READ), grant(P20.id, Level.READ | Level.CHANGE, "from the office"))
    found = {(reach.levels, reach.verdict, reach.condition) for reach in _reaches(provider, P20).reaches}
    assert found == {(Level.READ, Verdict.YES, ""), (Level.CHANGE, Verdict.IF, "from the office")}


def test_what_has_ended_gives_nothing():
    yesterday = date(2026, 11, 22)
    provider = _on_bucket(grant(P20.id, until=yesterday), grant(P21.id, until=TODAY))
    assert [reach.subject.id for reach in _reaches(provider, P20, P21).reaches] == ["p21"]


def test_an_account_nobody_can_sign_in_with_is_dormant_and_who_can_take_it_on_still_reaches():
    keyless = user("p20", console="false", active_keys="0")
    derived = (step(P21.id, keyless.id, MembershipKind.ESCALATE),)
    resolved = _reaches(Listed(((BUCKET, frozenset({grant(keyless.id)})),), derived), keyless, P21)
    assert [(reach.subject.id, reach.levels) for reach in resolved.reaches] == [("p21", Level.MANAGE)]
    assert resolved.dormant == (keyless.id,)


def test_a_service_of_the_platform_enters_by_its_own_grants_and_the_role_it_runs_stands_for_itself():
    platform = "aws://service/lambda.amazonaws.com"
    derived = (step(platform, ETL.id, MembershipKind.ASSUME),)
    resolved = _reaches(Listed(((BUCKET, frozenset({grant(ETL.id), grant(platform, Level.CHANGE)})),), derived), ETL)
    assert {(reach.account, reach.subject.kind) for reach in resolved.reaches} == {
        (ETL.id, SubjectKind.UNDECLARED),
        (platform, SubjectKind.OUTSIDE),
    }


def test_each_part_has_its_own_reach_and_the_rest_leaves_it_out():
    resolved = _reaches(_on_bucket(grant(P20.id)), P20, allow=(allow("labels/"),))
    assert {(cell.part, cell.location.pattern, cell.location.excluding) for cell in resolved.cells} == {
        ("", f"{BUCKET}/*", (f"{BUCKET}/labels/*",)),
        ("labels/", f"{BUCKET}/labels/*", ()),
    }
    assert {reach.part for reach in resolved.reaches} == {"", "labels/"}


def test_gaps_darken_every_cell_of_the_provider_or_the_one_location():
    whole, local = Gap("aws", "scp", "aws://111122223333", "ListPolicies", "denied"), Gap("aws", "s3", BUCKET, "GetBucketPolicy", "denied")
    provider = Listed(((BUCKET, frozenset()),), gaps=(whole,), located_gaps=(local,))
    assert _reaches(provider).gaps == (("orders", "", local), ("orders", "", whole))


def test_a_system_that_nobody_reads_is_a_gap_unless_it_was_left_out():
    assets = (Asset("hr", AT, where=(where("https://hr", "site", "microsoft"), where("https://hr2", "site", "microsoft"))),)
    (found,) = _reaches(Listed(), assets=assets).gaps
    assert (found[0], found[2].provider) == ("hr", "microsoft")
    assert "not collected" in found[2].reason
    assert resolve(policy(assets=assets), MemoryFacts(), (Listed(),), TODAY, frozenset({"microsoft"})).gaps == ()


def test_a_place_that_holds_nothing_is_empty_and_one_that_may_be_hidden_is_a_gap():
    assert _reaches(Listed()).empty == (("orders", where()),)
    hidden = Gap("aws", "s3", "aws://111122223333", "ListBuckets", "denied")
    resolved = _reaches(Listed(), hidden)
    assert (resolved.empty, resolved.gaps) == ((), (("orders", "", hidden),))


def test_a_group_whose_members_were_not_read_is_nobody_can_say_who():
    group = Principal("google://group/all", "google", PrincipalKind.GROUP, "all")
    unread = Gap("google", "groups", group.id, "members.list", "page two failed")
    resolved = _reaches(_on_bucket(grant(group.id)), group, unread)
    (reach,) = resolved.reaches
    assert (reach.subject, reach.verdict, reach.condition) == (Subject(SubjectKind.NOT_READ, group.id), Verdict.UNKNOWN, "page two failed")
    assert resolved.gaps == (("orders", "", unread),)


def test_a_group_that_nobody_looked_into_is_a_gap_unless_it_is_another_organisations():
    named, foreign = grant("google://group/all@shop.example"), grant("google://group/all@other.example")
    shop = Organisation("shop", "Shop", AT, domains=("shop.example",))
    resolved = resolve(policy(organisation=shop), MemoryFacts(), (_on_bucket(named, foreign),), TODAY)
    assert {reach.subject.kind for reach in resolved.reaches} == {SubjectKind.NOT_READ, SubjectKind.OUTSIDE}
    assert [gap.scope for _, _, gap in resolved.gaps] == [named.principal]


def test_equal_worlds_in_another_order_give_equal_results():
    derived = tuple(step(one.id, ETL.id, MembershipKind.ASSUME) for one in (P20, P21))
    acls = ((BUCKET, frozenset({grant(ETL.id), grant(P20.id)})), (f"{BUCKET}/", frozenset({grant(P21.id)})))
    one = _reaches(Listed(acls, derived), P20, P21, ETL)
    other = _reaches(Listed(acls[::-1], derived[::-1]), ETL, P21, P20)
    assert one.reaches == other.reaches
