"""A letter to one person."""

from datetime import date

import pytest

from audit.errors import Exit
from audit.gdpr.letters.statement import StatementBody, known, statement
from audit.model.facts import Gap, Grant
from audit.model.paper import Paper
from audit.model.reach import SubjectKind
from policies.language import Policy
from policies.levels import Level
from policies.wording import wording
from tests.unit.audit.gdpr import shop as shops
from tests.unit.audit.gdpr.shop import CHANGE, READ, TODAY, grants, head, shop, texts
from tests.unit.audit.resolve.worlds import Listed

GAP = Gap("aws", "s3", "s3://list", "GetBucketPolicy", "access was denied", "s3:GetBucketPolicy")


def letter(
    person: str, provider: Listed, policy: Policy | None = None, language: str = "en", gaps: tuple[tuple[str, Gap], ...] = ()
) -> Paper:
    mine = policy or shop()
    world = shops.seen(mine, provider)
    entries = tuple(
        entry
        for access in world.access
        for entry in access.entries
        if access.subject.kind in (SubjectKind.COMPANY, SubjectKind.PERSON) and access.subject.id in ("", person)
    )
    who = next(each for each in mine.people if each.id == person)
    return statement(known(mine, who, head(), entries, gaps), wording(language))


def test_what_a_rule_lets_them_with_the_rule_and_its_end():
    told = texts(letter("p01", grants(("db", "p01", CHANGE))))
    assert "the database | find, read and change | orders | 31 December 2026" in told
    assert "The role customer care may change the database and paper forms, for orders, until 2026-12-31 (A1)" in told
    assert "no rule says so" not in told


def test_what_no_rule_covers_is_said_plainly():
    told = texts(letter("p01", grants(("db", "p01", CHANGE | Level.SHARE), ("staff", "p01", READ))))
    loose = told.partition("What you can reach too, though no rule says so")[2]
    assert "You did nothing wrong" in loose
    assert "the database: share. Owner of the data: p01." in loose
    assert "personnel files: find and read. Owner of the data: p02." in loose


def test_what_they_manage_opens_nothing_by_itself():
    told = texts(letter("p01", grants(("list", "p01", Level.MANAGE), ("staff", "p01", Level.MANAGE))))
    assert "mailing list, until 31 January 2027" in told
    assert "personnel files (no rule says so: tell the owner)" in told
    assert "What you can reach for your work" not in told


def test_a_gap_is_said_and_ends_with_3():
    paper = letter("p01", grants(("db", "p01", READ)), gaps=(("list", GAP),))
    assert "You may be able to reach more than stands here, in: mailing list." in texts(paper)
    assert paper.exit == Exit.CANNOT_TELL
    assert letter("p01", grants(("db", "p01", READ))).exit == Exit.COMPLIES


def test_a_condition_is_said():
    provider = Listed((("s3://db", frozenset({Grant("aws://111122223333/iam/user/p01", READ, condition="from the office")})),))
    assert "find and read, under a condition" in texts(letter("p01", provider))


def test_nothing_found_is_said_with_what_the_rules_would_let_them():
    told = texts(letter("p01", grants(("db", "p02", READ))))
    assert "We found no personal data that you can reach." in told
    assert "The role customer care may change" in told.partition("What you may reach, and cannot today")[2]


def test_what_is_expected():
    told = texts(letter("p01", grants(("db", "p01", READ))))
    assert "You signed nda on 1 February 2026. It says:" in told
    assert "keep it to yourself" in told
    assert "[x] nda: signed on 1 February 2026" in told
    assert "[ ] follow the training basics again: it was due on 1 September 2026" in told
    other = texts(letter("p02", grants(("db", "p02", READ))))
    assert "[ ] sign nda: still to be done" in other
    assert "[x] the training basics: followed on 1 September 2026; again by 1 September 2027" in other


@pytest.mark.parametrize(("person", "more"), [("p03", ""), ("p09", "people: {p09: {starts: 2027-01-01, accounts: {aws: p05}}}\n")])
def test_somebody_who_should_reach_nothing_reads_that(person: str, more: str):
    told = texts(letter(person, grants(("db", "p03", READ), ("db", "p05", READ)), shop(more)))
    assert "should reach nothing" in told
    assert "What you can reach for your work" not in told


def test_the_last_working_day_ends_it():
    policy = shop("people: {p09: {ends: 2026-11-20, roles: [care], accounts: {aws: p05}}}\n")
    assert "In any case it ends on your last working day, 20 November 2026." in texts(letter("p09", grants(("db", "p05", READ)), policy))


def test_a_script_reads_the_levels():
    body = letter("p01", grants(("db", "p01", CHANGE | Level.SHARE))).body
    assert isinstance(body, StatementBody)
    (row,) = body.reached
    assert (row.asset, row.ruled, row.loose, row.rules, row.until) == (
        "db",
        ("find", "read", "change"),
        ("share",),
        ("A1",),
        date(2026, 12, 31),
    )
    assert (body.person, body.as_of, body.due) == ("p01", TODAY, ("basics",))


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_it_is_in_the_reader_s_language(language: str):
    assert letter("p01", grants(("db", "p01", READ)), language=language).language == language
