"""Who moves: what of an old role is left."""

import pytest

from audit.errors import Exit
from audit.model.facts import Gap, Membership, MembershipKind, Verdict
from audit.people.mover import Mover, movers
from policies.levels import Level
from tests.unit.audit.people.worlds import READ, Leaving, aws, held, person, policy, user
from tests.unit.audit.resolve.worlds import BUCKET, OWN

MINE = f"{OWN}/iam/user/p24"
ETL = f"{OWN}/iam/role/etl"
MOVED = "p24: {roles: [{role: warehouse, until: 2026-10-31}, {role: developer, from: 2026-11-01}], accounts: {aws: p24}}"
OLD = "allow:\n  - {id: A1, who: role:warehouse, may: change, which: orders}\n"
BOTH = OLD + "  - {id: A2, who: role:developer, may: read, which: orders}\n"
GAP = Gap("aws", "s3", BUCKET, "GetBucketPolicy", "denied")


def mover(people: str, more: str, provider: Leaving) -> Mover:
    said = policy(people, more)
    (found,) = movers(held(said, user("p24"), providers=(provider,)), (person(said, "p24"),))
    return found


def told(found: Mover) -> list[str]:
    return [f"{', '.join(over.roles)} until {over.last}: {each.asset}: {each.levels}" for over in found.left for each in over.opens]


@pytest.mark.parametrize(
    ("people", "more", "provider", "expected", "code"),
    [
        pytest.param(MOVED, OLD, aws(), [], Exit.COMPLIES, id="nothing is left"),
        pytest.param(MOVED, OLD, aws((MINE, READ)), ["warehouse until 2026-10-31: orders: find, read"], Exit.VIOLATIONS, id="something is"),
        pytest.param(
            MOVED,
            BOTH,
            aws((MINE, READ | Level.CHANGE)),
            ["warehouse until 2026-10-31: orders: change"],
            Exit.VIOLATIONS,
            id="what the new role gives too is not left over",
        ),
        pytest.param(MOVED, BOTH, aws((MINE, READ)), [], Exit.COMPLIES, id="the new role gives all of it"),
        pytest.param(MOVED, OLD, aws((MINE, Level.SHARE)), [], Exit.COMPLIES, id="what no rule ever gave is no leftover"),
        pytest.param(MOVED, OLD, aws(gaps=(GAP,)), [], Exit.CANNOT_TELL, id="what the old role gave was not read"),
        pytest.param(
            MOVED,
            OLD,
            aws((ETL, READ), derived=(Membership(MINE, ETL, MembershipKind.ASSUME, "who knows", verdict=Verdict.UNKNOWN),)),
            ["warehouse until 2026-10-31: orders: find, read"],
            Exit.CANNOT_TELL,
            id="perhaps left",
        ),
        pytest.param(
            "p24: {roles: [developer], accounts: {aws: p24}}",
            OLD,
            aws((MINE, READ)),
            [],
            Exit.COMPLIES,
            id="who never moved has no old role",
        ),
        pytest.param(
            "p24: {roles: [{role: warehouse, until: 2026-12-31}, {role: developer, from: 2027-01-01}], accounts: {aws: p24}}",
            OLD,
            aws((MINE, READ)),
            [],
            Exit.COMPLIES,
            id="a move that is still to come",
        ),
        pytest.param(
            "p24: {roles: [{role: warehouse, until: 2026-08-31}, {role: warehouse, from: 2026-10-01, until: 2026-10-31}], accounts: {aws: p24}}",
            OLD,
            aws((MINE, READ)),
            ["warehouse until 2026-10-31: orders: find, read"],
            Exit.VIOLATIONS,
            id="of two times the latest",
        ),
        pytest.param(
            MOVED,
            OLD.replace("}\n", ", until: 2026-09-30}\n"),
            aws((MINE, READ)),
            [],
            Exit.COMPLIES,
            id="a rule that had ended before gave nothing on the last day",
        ),
    ],
)
def test_what_an_old_role_gave_and_is_still_there(people: str, more: str, provider: Leaving, expected: list[str], code: Exit):
    found = mover(people, more, provider)
    assert told(found) == expected
    assert found.exit is code


def test_what_the_new_role_gives_and_is_missing_is_told_and_does_not_fail():
    found = mover(MOVED, BOTH, aws())
    assert [f"{each.rule} {each.levels}" for each in found.missing] == ["A2 find, read"]
    assert found.exit is Exit.COMPLIES


def test_each_way_says_how():
    (over,) = mover(MOVED, OLD, aws((MINE, READ))).left
    assert over.opens[0].path[-1].endswith("(statement for READ)")


def test_many_are_as_one_by_one():
    said = policy(f"{MOVED}\n{MOVED.replace('p24', 'p25')}", OLD)
    found = held(said, user("p24"), user("p25"), providers=(aws((MINE, READ)),))
    assert movers(found, said.people) == tuple(one for each in said.people for one in movers(found, (each,)))
