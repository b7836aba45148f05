"""Phrases of a request's papers."""

import pytest

from audit.gdpr.erasure import phrases
from audit.gdpr.erasure.keeping import keeping
from audit.gdpr.erasure.places import places
from policies.wording import wording
from tests.unit.audit.gdpr.shop import RECEIVED, TODAY, request, shop


def test_a_law_that_changed_is_told_with_its_day():
    policy = shop()
    kept = keeping(policy, policy.assets[1], RECEIVED)
    assert kept is not None
    told = phrases.laws(wording("nl"), kept)
    assert told == "btw-wetboek, art. 60 (10 jaar; 7 jaar voor wat van voor 1 januari 2023 is); WER, art. III.86 en III.88 (7 jaar)"


@pytest.mark.parametrize(("restrict", "told"), [("true", "do NOT delete; restrict instead (Art. 18)"), ("false", "do NOT delete")])
def test_what_is_kept_is_restricted_where_the_inventory_says_so(restrict: str, told: str):
    policy = shop(invoices__erase=f"erase: {{action: keep, exception: A17-3-b, restrict: {restrict}}}")
    place = next(each for each in places(policy, request(), TODAY) if each.asset.id == "invoices")
    assert phrases.action(wording("en"), place) == told


def test_grounds_to_choose_from():
    assert phrases.chosen(wording("en"), phrases.OBJECTION_GROUNDS).startswith("Art. 21(2) direct marketing: stops always · Art. 21(1) ")


def test_every_action_of_the_schema_has_its_words():
    for action in ("delete", "anonymise", "keep", "expires", "suppress", "give", "stop", ""):
        assert phrases.ACTIONS[action]
        assert phrases.DONE[action]
