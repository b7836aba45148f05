"""The letter that answers a request."""

from datetime import date

import pytest

from audit.gdpr.erasure.answer import answer
from audit.gdpr.erasure.log import Recorded, Right
from audit.model.paper import Bullets, Paragraph, Tone
from policies.wording import wording
from tests.unit.audit.gdpr import shop as shops
from tests.unit.audit.gdpr.shop import READ, asked, done, grants, log, request, shop, texts

EN = wording("en")
EVERY = asked(shop()).steps


def letter(*steps: Recorded, right: Right = Right.ERASURE, language: str = "en") -> str:
    return texts(answer(asked(shop(), log(*steps, asked=request(right))), wording(language)))


def test_until_all_is_done_it_is_a_draft_that_says_what_is_left():
    told = letter(done("db"))
    assert "DRAFT: do not send it yet. Steps are left: step:registered" in told
    assert "mailing list: delete, and put on the do-not-mail list, not recorded as done" in told
    assert "DRAFT" not in letter(*(done(step) for step in EVERY if step != "step:answer"))


def test_it_says_what_was_erased_and_nothing_that_was_not_recorded():
    told = letter(done("db", on=date(2026, 11, 3)), done("paper", count=0)).partition("What we erased")[2]
    assert "the database: made anonymous on 3 November 2026" in told
    assert "paper forms: we looked and found nothing about you" in told
    assert "mailing list" not in told
    assert "What we keep" not in told


def test_it_says_what_is_kept_on_which_ground_and_until_when():
    told = letter(done("invoices", count=2), done("paper", exception="A17-3-e")).partition("What we keep, and why")[2]
    assert "invoices: a legal obligation (Art. 17(3)(b)): Belgian VAT Code, art. 60 (10 years" in told
    assert "by 31 December 2036 at the latest." in told
    assert "paper forms: legal claims (Art. 17(3)(e)). We keep them until ____." in told


def test_nothing_that_was_not_found_is_kept():
    assert "What we keep" not in letter(done("invoices", count=0))


def test_only_those_who_were_told_are_named():
    told = letter(done("told:carrier"))
    assert "those who had data of you from us: the carrier." in told
    assert "those who had" not in letter()


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_every_answer_tells_where_to_complain_and_names_nobody(right: Right, language: str):
    told = letter(*(done(step) for step in EVERY), right=right, language=language)
    assert "GBA/APD" in told
    assert "77" in told
    assert "20261031-0001" in told
    assert not any(number in told for number in ("p01", "p02", "p04"))


def test_access_gives_what_article_15_asks_for():
    told = letter(done("db"), done("list", count=0), right=Right.ACCESS)
    for words in (
        "With this letter goes a copy",
        "found nothing about you: mailing list",
        "Why we use them",
        "the carrier",
        "United States",
        "3 years, counted from the last order",
        "Art. 15(1)(g)",
    ):
        assert words in told
    assert "the role customer care: for orders" in told


def test_reach_by_no_rule_is_to_be_decided_first():
    policy = shop()
    world = shops.seen(policy, grants(("db", "p01", READ), ("db", "p04", READ)))
    paper = answer(asked(policy, log(asked=request(Right.ACCESS)), world), EN)
    warnings = [part.text for part in paper.parts if isinstance(part, Paragraph) and part.tone is Tone.WARNING]
    assert any(text.startswith("DECIDE BEFORE SENDING") for text in warnings)
    bullets = [item for part in paper.parts if isinstance(part, Bullets) for item in part.items]
    assert "some people of ours" not in bullets


def test_what_a_notice_says_of_sources_stands_in_the_answer():
    policy = shop("notices: {customer: {source: {en: From yourself.}}}\n")
    assert "From yourself." in texts(answer(asked(policy, log(asked=request(Right.ACCESS))), EN))


def test_marketing_stops_whatever_is_recorded_and_the_rest_may_go_on():
    told = letter(done("list", exception="A21-1"), done("db", exception="A21-1"), done("backups"), right=Right.OBJECTION)
    stopped, goes_on = told.split("What goes on, and why")
    assert "news" in stopped.partition("What we stopped")[2]
    assert "running the shop" not in stopped.partition("What we stopped")[2]
    assert "running the shop: our compelling grounds are ____" in goes_on


def test_the_day_of_the_letter_is_that_of_the_answer():
    assert "____, 4 November 2026" in letter(done("step:answer", on=date(2026, 11, 4)))
