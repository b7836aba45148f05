"""What somebody reaches, told once for each asset."""

from audit.model.facts import Membership, MembershipKind, Verdict
from audit.people.opens import by_person, opened
from policies.levels import CONTENT, Level
from tests.unit.audit.people.worlds import READ, Leaving, aws, held, policy, user
from tests.unit.audit.resolve.worlds import OWN

MINE, OTHER, ETL = f"{OWN}/iam/user/p24", f"{OWN}/iam/user/p25", f"{OWN}/iam/role/etl"


def told(provider: Leaving) -> list[tuple[str, str, bool, int]]:
    found = held(policy("p24: {accounts: {aws: p24}}"), user("p24"), user("p25"), providers=(provider,))
    mine = by_person(found).get("p24", ())
    return [
        (each.levels, f"{each.verdict} {each.condition}".strip(), each.latent, each.ways)
        for each in opened(found, ((one, one.levels) for one in mine))
    ]


def test_nothing_is_nothing():
    assert told(aws()) == []


def test_ways_of_one_verdict_are_one_line():
    assume = Membership(MINE, ETL, MembershipKind.ASSUME)
    assert told(aws((MINE, READ), (ETL, CONTENT), derived=(assume,))) == [("find, read, change, share", "yes", False, 2)]


def test_a_way_to_let_oneself_in_stands_by_itself():
    may = Membership(MINE, ETL, MembershipKind.ESCALATE)
    assert told(aws((MINE, READ | Level.MANAGE), (ETL, READ), derived=(may,))) == [
        ("find, read", "yes", False, 1),
        ("manage", "yes", True, 2),
    ]


def test_what_holds_under_a_condition_stands_by_itself_and_says_it():
    some = [
        Membership(MINE, ETL, MembershipKind.ASSUME, "from the office", verdict=Verdict.IF),
        Membership(MINE, f"{ETL}-2", MembershipKind.ELIGIBLE),
    ]
    expected = [("find", "yes", False, 1), ("find, read", "if from the office; or the role must be activated", False, 2)]
    assert told(aws((MINE, Level.FIND), (ETL, READ), (f"{ETL}-2", READ), derived=tuple(some))) == expected


def test_others_are_left_out():
    found = held(policy("p24: {accounts: {aws: p24}}"), user("p24"), user("p25"), providers=(aws((OTHER, READ)),))
    assert by_person(found) == {}
