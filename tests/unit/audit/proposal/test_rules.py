"""Present access as rules to decide about."""

from audit.model.facts import Fact, Grant, Membership, MembershipKind, Principal, PrincipalKind
from audit.proposal.rules import Rules, counted, rules
from audit.resolve import resolve
from audit.runs.memory import MemoryFacts
from policies.language import Person, Policy
from policies.levels import Level
from tests.unit.audit.check.worlds import READ, bucket, developer, granted, world
from tests.unit.audit.resolve.worlds import OWN, TODAY, grant, role, step, user

P20, P21 = user("p20"), user("p21")
PEOPLE = (developer("p20"), developer("p21"))
GROUP = Principal(f"{OWN}/iam/group/hr", "aws", PrincipalKind.GROUP, "HR team")


def in_group(*members: Principal, kind: MembershipKind = MembershipKind.MEMBER) -> tuple[Membership, ...]:
    return tuple(step(each.id, GROUP.id, kind) for each in members)


def made(*grants: Grant, facts: tuple[Fact, ...] = (), people: tuple[Person, ...] = PEOPLE) -> Rules:
    policy: Policy = world(*people)
    held = MemoryFacts((P20, P21, bucket(), *facts))
    return rules(policy, resolve(policy, held, (granted(*grants),), TODAY), TODAY)


def told(found: Rules) -> list[tuple[tuple[str, ...], Level, str]]:
    return [(rule.who, rule.may, rule.because) for rule in found.rules]


def test_a_group_is_a_role_and_one_rule() -> None:
    found = made(grant(GROUP.id, READ), facts=(GROUP, *in_group(P20, P21)))
    assert told(found) == [(("role:hr-team",), Level.READ, "p20, p21 have it today through the group “HR team”")]
    assert [(each.id, each.group, each.people) for each in found.roles] == [("hr-team", GROUP.id, ("p20", "p21"))]
    assert found.rules[0].id == "P01"


def test_a_grant_of_one_s_own_is_for_the_person() -> None:
    assert told(made(grant(P20.id, READ))) == [(("person:p20",), Level.READ, "p20 has it today by a grant to the account itself")]


def test_people_who_take_on_a_role_are_named_one_by_one() -> None:
    taken = tuple(step(each.id, role("etl").id, MembershipKind.ASSUME) for each in (P20, P21))
    found = made(grant(role("etl").id, READ), facts=(role("etl"), *taken))
    assert told(found) == [(("person:p20", "person:p21"), Level.READ, "p20, p21 have it today through the role “etl”")]


def test_what_a_rule_would_add_is_said() -> None:
    (rule,) = made(grant(P20.id, Level.CHANGE)).rules
    assert rule.because.endswith("; it would add find, read")


def test_who_has_left_is_in_no_rule_and_no_role() -> None:
    gone = (developer("p20", status="left"), developer("p21"))
    found = made(grant(GROUP.id, READ), facts=(GROUP, *in_group(P20, P21)), people=gone)
    assert told(found) == [(("role:hr-team",), Level.READ, "p21 has it today through the group “HR team”")]
    assert found.roles[0].people == ("p21",)
    assert [(each.who, each.can) for each in found.questions] == [("p20", "find, read")]


def test_what_has_a_condition_or_is_latent_or_another_s_is_no_rule() -> None:
    stranger = Principal("aws://999900001111/iam/user/x", "aws", PrincipalKind.ACCOUNT, "x")
    asked = (
        grant(P20.id, READ, "aws:SourceIp in 203.0.113.0/24"),
        grant(P21.id, Level.MANAGE),
        grant("everyone://public", READ),
        grant(stranger.id, READ),
        grant(user("nobody-s").id, READ),
    )
    found = made(*asked, facts=(user("nobody-s"),))
    assert found.rules == ()
    assert len({each.who for each in found.questions}) == 5


def test_members_who_have_more_are_named_beside_the_group() -> None:
    found = made(grant(GROUP.id, READ), grant(P20.id, READ | Level.CHANGE), facts=(GROUP, *in_group(P20, P21)))
    assert [(rule.who, rule.may) for rule in found.rules] == [(("person:p20",), Level.CHANGE), (("role:hr-team",), Level.READ)]


def test_a_few_are_named_and_more_are_counted() -> None:
    assert (counted("ab"), counted("abcd"), counted(())) == ("a, b", "4 people", "0 people")
