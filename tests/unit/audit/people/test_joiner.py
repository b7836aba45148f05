"""Who joins, beside the role."""

from datetime import date

import pytest

from audit.errors import Exit
from audit.model.facts import Fact, Gap, Membership, MembershipKind, Verdict
from audit.people.joiner import Joiner, joiners
from policies.levels import CONTENT, Level
from tests.unit.audit.people.worlds import READ, Leaving, aws, held, person, policy, user
from tests.unit.audit.resolve.worlds import BUCKET, OWN

MINE = f"{OWN}/iam/user/p24"
ALLOW = "allow:\n  - {id: A1, who: role:developer, may: read, which: orders}\n"
HERE = "p24: {roles: [developer], starts: 2026-11-02, accounts: {aws: p24}}"
COMES = "p24: {roles: [developer], starts: 2026-12-01, accounts: {aws: p24}}"
REQUIRE = "require:\n  - {id: R1, for_access_to: all, level: read, need: mfa}\n  - {id: R2, for_access_to: all, level: read, need: {signed: secrecy}}\n"
TRAINED = "require:\n  - {id: R3, for_access_to: all, level: read, need: {trained: privacy, within: P1Y}}\n"
DOCUMENTS = "documents:\n  secrecy: {kind: confidentiality, signed_on: 2026-01-01}\n  privacy: {kind: training, signed_on: 2026-01-01}\n"
ETL = f"{OWN}/iam/role/etl"
PERHAPS = Membership(MINE, ETL, MembershipKind.ASSUME, "who knows", verdict=Verdict.UNKNOWN)
GAP = Gap("aws", "s3", BUCKET, "GetBucketPolicy", "denied")


def joiner(people: str, more: str, provider: Leaving, *facts: Fact, on: date = date(2026, 11, 23)) -> Joiner:
    said = policy(people, more)
    (found,) = joiners(held(said, *facts, providers=(provider,), on=on), (person(said, "p24"),))
    return found


@pytest.mark.parametrize(
    ("people", "provider", "parts", "code"),
    [
        pytest.param(HERE, aws((MINE, READ)), {}, Exit.COMPLIES, id="has what the role gives"),
        pytest.param(HERE, aws(), {"missing"}, Exit.VIOLATIONS, id="lacks it"),
        pytest.param(HERE, aws((MINE, CONTENT)), {"more"}, Exit.VIOLATIONS, id="has more"),
        pytest.param(HERE, aws((MINE, READ), gaps=(GAP,)), {"gaps"}, Exit.CANNOT_TELL, id="has it, and what else can't be told"),
        pytest.param(HERE, aws(gaps=(GAP,)), {"missing", "gaps"}, Exit.CANNOT_TELL, id="lacks it perhaps"),
        pytest.param(COMES, aws(), {"missing"}, Exit.COMPLIES, id="has nothing before the first day"),
        pytest.param(COMES, aws((MINE, READ)), {"early"}, Exit.VIOLATIONS, id="has it too early"),
        pytest.param(COMES, aws(gaps=(GAP,)), {"missing", "gaps"}, Exit.CANNOT_TELL, id="whether it is there too early was not read"),
        pytest.param(COMES, aws((ETL, READ), derived=(PERHAPS,)), {"missing", "early"}, Exit.CANNOT_TELL, id="has it too early perhaps"),
    ],
)
def test_a_joiner_lacks_has_more_or_can_not_be_told(people: str, provider: Leaving, parts: set[str], code: Exit):
    found = joiner(people, ALLOW, provider, user("p24"))
    assert {name for name in ("missing", "conditions", "early", "more", "gaps") if getattr(found, name)} == set(parts)
    assert found.exit is code
    assert found.waits is (people == COMES)


def test_roles_are_those_of_the_first_day():
    people = "p24: {starts: 2026-12-01, roles: [{role: warehouse, until: 2026-11-30}, {role: developer, from: 2026-12-01}]}"
    assert joiner(people, ALLOW, aws()).roles == ("developer",)


@pytest.mark.parametrize(
    ("more", "account", "expected", "code"),
    [
        pytest.param(
            REQUIRE,
            user("p24", mfa="true"),
            ["R2: has to sign secrecy"],
            Exit.VIOLATIONS,
            id="not signed",
        ),
        pytest.param(
            REQUIRE + "signed: {secrecy: {p24: 2026-11-02}}\n",
            user("p24", mfa="false"),
            ["R1: p24 (aws) has no second factor"],
            Exit.VIOLATIONS,
            id="no second factor",
        ),
        pytest.param(
            REQUIRE + "signed: {secrecy: {p24: 2026-11-02}}\n",
            user("p24"),
            ["R1: nobody can tell whether p24 (aws) has a second factor"],
            Exit.CANNOT_TELL,
            id="nobody knows about the second factor",
        ),
        pytest.param(
            REQUIRE + "signed: {secrecy: {p24: 2026-12-02}}\n",
            user("p24", mfa="true"),
            ["R2: has to sign secrecy, last on 2026-12-02"],
            Exit.VIOLATIONS,
            id="signed on a day that is still to come",
        ),
        pytest.param(
            TRAINED + "trained: {privacy: {p24: 2025-11-22}}\n",
            user("p24"),
            ["R3: has to follow the training privacy, last on 2025-11-22"],
            Exit.VIOLATIONS,
            id="trained too long ago",
        ),
        pytest.param(TRAINED + "trained: {privacy: {p24: 2025-11-23}}\n", user("p24"), [], Exit.COMPLIES, id="just in time"),
    ],
)
def test_what_must_hold_before_the_access_counts(more: str, account: Fact, expected: list[str], code: Exit):
    found = joiner(HERE, ALLOW + DOCUMENTS + more, aws((MINE, READ)), account)
    assert [f"{each.rule}: {each.words}" for each in found.conditions] == expected
    assert found.exit is code


def test_a_rule_of_what_the_role_does_not_give_is_no_condition():
    more = "require:\n  - {id: R1, for_access_to: all, level: change, need: mfa}\n"
    assert joiner(HERE, ALLOW + more, aws((MINE, READ)), user("p24", mfa="false")).conditions == ()


def test_an_account_that_is_off_needs_no_second_factor():
    said = HERE.replace("starts: 2026-11-02", "starts: 2026-12-01")
    more = ALLOW + "require:\n  - {id: R1, for_access_to: all, level: read, need: mfa}\n"
    assert joiner(said, more, aws(), user("p24", "disabled", mfa="false")).conditions == ()


def test_many_are_as_one_by_one():
    said = policy("p24: {roles: [developer], accounts: {aws: p24}}\np25: {roles: [developer], accounts: {aws: p25}}", ALLOW)
    found = held(said, user("p24"), user("p25"), providers=(aws((MINE, Level.CHANGE)),))
    assert joiners(found, said.people) == tuple(one for each in said.people for one in joiners(found, (each,)))
