"""The mailbox of somebody who has left."""

from datetime import date

import pytest

from audit.model.facts import Acl, Fact, Gap, Grant, Principal, PrincipalKind, Resource, Verdict, acl_id
from audit.model.finding import Finding
from policies.language import AccountName, HouseRules, Person
from policies.levels import CONTENT, Level
from policies.periods import Period
from tests.unit.audit.resolve.worlds import AT, where

from .worlds import asset, developer, found, granted, world

BOX = "google://mailbox/p25@shop.example"
OWNER = Principal("google://user/p25@shop.example", "google", PrincipalKind.ACCOUNT, "p25", "p25@shop.example", "disabled")
OTHER = Principal("google://user/p14@shop.example", "google", PrincipalKind.ACCOUNT, "p14", "p14@shop.example")
DELEGATE = Grant(OTHER.id, Level.FIND | Level.READ, "delegate")
LEFT = date(2026, 10, 23)


def left(ends: date | None = LEFT, kind: str = "employee") -> Person:
    return Person("p25", AT, kind=kind, ends=ends, status="left", accounts=(AccountName("google", OWNER.email, AT),))


def findings(
    *grants: Grant, person: Person | None = None, more: tuple[Fact, ...] = (), on: date = LEFT, box: str = BOX, **changes: object
) -> list[Finding]:
    held = frozenset({Grant(OWNER.id, CONTENT, "owner"), *grants})
    facts = (OWNER, OTHER, Acl(acl_id(held), tuple(held)), Resource(box, "google", "mailbox", "p25", acl=acl_id(held)), *more)
    policy = world(developer("p14", accounts=(AccountName("google", OTHER.email, AT),)), person or left(), **{"assets": (), **changes})
    return [each for each in found(policy, granted(), *facts, on=on) if each.rule == "leaver-mailbox"]


@pytest.mark.parametrize(("day", "count"), [(date(2026, 11, 23), 0), (date(2026, 11, 24), 1)])
def test_it_is_gone_a_month_after_the_last_working_day(day: date, count: int):
    assert [each.outcome for each in findings(on=day)] == ["violation"] * count


@pytest.mark.parametrize(("ends", "due"), [(date(2026, 1, 31), "2026-02-28"), (date(2024, 1, 31), "2024-02-29")])
def test_a_month_ends_with_the_month(ends: date, due: str):
    assert f"should be gone by {due}; nobody else opens it" in findings(person=left(ends), on=date(2026, 11, 24))[0].sentence


def test_the_house_may_want_it_gone_sooner():
    rules = HouseRules(leaver_mailbox_within=Period(days=7))
    assert len(findings(on=date(2026, 11, 1), house_rules=rules)) == 1


def test_where_nobody_says_when_the_person_left_it_should_be_gone():
    assert "which people does not give" in findings(person=left(None))[0].sentence


def test_nobody_else_opens_it_or_gets_its_mail_from_the_day_after():
    forwarded = Grant("google://user/away@else.example", Level.FIND | Level.READ, "forwarding", "mail of any kind", None, Verdict.IF)
    (finding,) = findings(DELEGATE, forwarded, on=date(2026, 10, 24))
    assert (finding.outcome, finding.severity, str(finding.subject)) == ("violation", "high", "person:p25")
    assert "p14 (delegate)" in finding.sentence
    assert "away@else.example" in finding.sentence
    assert finding.sentence.endswith("(forwarding, if mail of any kind)")
    assert findings(DELEGATE, on=LEFT) == []


def test_of_one_that_is_kept_it_is_said_who_opens_it():
    kept = next(each for each in findings(DELEGATE, on=date(2026, 12, 1)) if "should be gone" in each.sentence)
    assert kept.sentence.endswith("p14 (delegate) opens it")


def test_it_is_the_same_for_contractors():
    assert len(findings(person=left(kind="freelancer"), on=date(2026, 12, 1))) == 1


def test_where_it_was_not_read_nobody_can_tell_who_opens_it():
    gap = Gap("google_workspace", "gmail", BOX, "settings", "nobody may act as a suspended account")
    (finding,) = findings(more=(gap,), on=date(2026, 10, 24))
    assert (finding.outcome, "nobody may act as a suspended account" in finding.sentence) == ("unknown", True)


def test_one_that_the_inventory_names_has_rules_of_its_own():
    inventory = (asset(where=(where("drive://p25", "mailbox"),)),)
    assert len(findings(on=date(2026, 12, 1), assets=inventory)) == 1
    assert findings(on=date(2026, 12, 1), assets=inventory, box="drive://p25") == []
