"""What is expected of a person who reaches data."""

from datetime import date

from audit.gdpr.letters.duties import Duty, duties, promised
from audit.gdpr.letters.reached import Reached
from policies.language import Policy, Who, WhoKind
from policies.levels import Level
from tests.unit.audit.gdpr.shop import READ, TODAY, shop

WHO = frozenset({Who(WhoKind.PEOPLE), Who(WhoKind.ROLE, "care")})


def asked(person: str, ruled: Level = READ, loose: Level = Level.NONE, policy: Policy | None = None) -> dict[str, Duty]:
    mine = policy or shop()
    found = (Reached(mine.assets[0], ruled, loose, Level.NONE, (), conditional=False),)
    return {duty.document.id: duty for duty in duties(mine, person, WHO, found, TODAY)}


def test_a_paper_that_was_signed_and_a_training_that_is_over_due():
    found = asked("p01")
    assert (found["nda"].last, found["nda"].overdue(TODAY)) == (date(2026, 2, 1), False)
    assert (found["basics"].due, found["basics"].overdue(TODAY), found["basics"].training) == (date(2026, 9, 1), True, True)


def test_a_training_that_holds_says_until_when():
    found = asked("p02")
    assert (found["basics"].due, found["basics"].overdue(TODAY)) == (date(2027, 9, 1), False)
    assert (found["nda"].last, found["nda"].overdue(TODAY)) == (None, True)


def test_on_its_last_day_a_training_still_holds():
    basics = asked("p01")["basics"]
    assert [basics.overdue(date(2026, 9, day)) for day in (1, 2)] == [False, True]


def test_only_what_a_rule_lets_them_reach_asks_for_something():
    assert asked("p01", Level.NONE, READ) == {}
    assert asked("p01", Level.FIND) == {}  # the rules speak of reading


def test_the_strictest_period_counts():
    policy = shop("require: [{id: R3, for_access_to: all, level: read, who: people, need: {trained: basics, within: P1M}}]\n")
    assert asked("p02", policy=policy)["basics"].due == date(2026, 10, 1)


def test_a_rule_for_others_asks_nothing():
    policy = shop(
        "documents: {extra: {kind: training}}\nrequire: [{id: R3, for_access_to: all, level: read, who: processors, need: {trained: extra}}]\n"
    )
    assert "extra" not in asked("p01", policy=policy)


def test_what_somebody_promised():
    assert [(document.id, day) for document, day in promised(shop(), "p01", TODAY)] == [("nda", date(2026, 2, 1))]
    assert list(promised(shop(), "p01", date(2026, 1, 31))) == []
