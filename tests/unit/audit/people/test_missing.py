"""What the rules of a role give, and what of it is not there."""

import pytest

from audit.check.world import World, see
from audit.model.facts import Coverage, CoverageStatus, Fact, Gap, Membership, MembershipKind, Principal, PrincipalKind, Verdict
from audit.people.missing import Reached, called, missing, rules_for
from audit.pipeline import Held
from policies.levels import CONTENT, Level
from tests.unit.audit.people.worlds import READ, TODAY, Leaving, aws, held, person, policy, user
from tests.unit.audit.resolve.worlds import BUCKET, OWN

P24 = "p24: {roles: [developer], accounts: {aws: p24}}"
MINE = f"{OWN}/iam/user/p24"
RULE = "{id: A1, who: role:developer, may: change, which: orders}"
ETL = f"{OWN}/iam/role/etl"
ALL = Principal("google://domain/shop.example", "google_workspace", PrincipalKind.DOMAIN, "shop.example")


def world(found: Held) -> World:
    return see(found.plan.policy, found.run, found.resolved, found.as_of, found.providers)


def told(found: Held, name: str = "p24") -> list[str]:
    one = person(found.plan.policy, name)
    lacking = missing(world(found), Reached.on(found).of(one), one, found.as_of)
    return [f"{each.rule} {each.asset}/{each.part}: {each.levels}{'' if each.known else '?'}" for each in lacking]


@pytest.mark.parametrize(
    ("rules", "granted", "expected"),
    [
        pytest.param([RULE], [], ["A1 orders/: find, read, change"], id="nothing is there"),
        pytest.param([RULE], [(MINE, READ)], ["A1 orders/: change"], id="what stands above the highest"),
        pytest.param([RULE], [(MINE, Level.CHANGE)], [], id="who changes has found and read"),
        pytest.param([RULE], [(MINE, CONTENT)], [], id="more than enough"),
        pytest.param([RULE], [(ALL.id, READ | Level.CHANGE)], [], id="everybody of the organisation has it"),
        pytest.param(["{id: A1, who: role:developer, may: manage, which: orders}"], [(MINE, CONTENT)], ["A1 orders/: manage"], id="manage"),
        pytest.param(["{id: A1, who: role:warehouse, may: read, which: orders}"], [], [], id="the rule is for another role"),
        pytest.param(["{id: A1, who: person:p24, may: read, which: orders}"], [], ["A1 orders/: find, read"], id="by name"),
        pytest.param(["{id: A1, who: role:developer, may: read, which: orders, until: 2026-11-22}"], [], [], id="it has ended"),
    ],
)
def test_what_a_rule_gives_and_is_not_reached(rules: list[str], granted: list[tuple[str, Level]], expected: list[str]):
    more = "allow:\n" + "\n".join(f"  - {rule}" for rule in rules)
    assert told(held(policy(P24, more), user("p24"), ALL, providers=(aws(*granted),))) == expected


def test_what_a_forbid_takes_away_is_not_missing():
    more = f"allow:\n  - {RULE}\nforbid:\n  - {{id: F1, who: role:developer, may: change, which: all}}\n"
    assert told(held(policy(P24, more), user("p24"))) == ["A1 orders/: find, read"]


def test_what_everybody_has_is_no_outsiders():
    people = "x01: {of: host, roles: [developer], accounts: {aws: x01}}"
    more = f"processors: {{host: {{name: Host}}}}\nallow:\n  - {RULE}\n"
    found = held(policy(people, more), user("x01"), ALL, providers=(aws((ALL.id, CONTENT)),))
    assert told(found, "x01") == ["A1 orders/: find, read, change"]


@pytest.mark.parametrize(
    "provider",
    [
        pytest.param(aws(gaps=(Gap("aws", "s3", BUCKET, "GetBucketPolicy", "denied"),)), id="the asset was not read whole"),
        pytest.param(
            aws((ETL, CONTENT), derived=(Membership(MINE, ETL, MembershipKind.ASSUME, "who knows", verdict=Verdict.UNKNOWN),)),
            id="the reach is unknown",
        ),
    ],
)
def test_where_nobody_can_tell_it_is_missing_perhaps(provider: Leaving):
    facts: list[Fact] = [user("p24"), Coverage("aws", "s3", OWN, CoverageStatus.PARTIAL)]
    assert told(held(policy(P24, f"allow:\n  - {RULE}\n"), *facts, providers=(provider,))) == ["A1 orders/: find, read, change?"]


def test_rules_are_those_of_the_roles_of_the_day():
    people = "p24: {roles: [{role: warehouse, until: 2026-11-22}, {role: developer, from: 2026-11-23}]}"
    whom = {"A1": "role:developer", "A2": "role:warehouse", "A3": "everyone-in-company"}
    more = "allow:\n" + "".join(f"  - {{id: {name}, who: '{who}', may: read, which: orders}}\n" for name, who in whom.items())
    found = world(held(policy(people, more)))
    one = person(found.policy, "p24")
    assert [rule.id for rule in rules_for(found, one, TODAY)] == ["A1"]
    assert [rule.id for rule in rules_for(found, one, TODAY.replace(day=22))] == ["A2"]
    assert "role" in {word.kind for word in called(found, one, TODAY)}
