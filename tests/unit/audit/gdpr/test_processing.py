"""What is done with the data of one kind of people."""

import pytest

from audit.gdpr.processing import about, is_marketing, kinds, sharings, silent, unplaced, uses
from tests.unit.audit.gdpr.shop import shop


def test_copies_are_about_the_same_people():
    assert [asset.id for asset in about(shop(), "customer")] == ["db", "invoices", "backups", "list", "paper"]
    assert kinds(shop()) == ("customer", "employee", "prospect")


def test_an_asset_that_says_nothing_may_hold_anybody_s():
    assert silent(shop()) == ()
    assert [asset.id for asset in silent(shop(list__subjects=""))] == ["list"]


def test_purposes_have_their_grounds_and_assets():
    policy = shop()
    assert [(use.purpose, use.grounds, use.assets) for use in uses(policy, about(policy, "customer"))] == [
        ("orders", ("A6-1-b",), ("db", "backups", "paper")),
        ("news", ("A6-1-a",), ("list",)),
        ("running", ("A6-1-f",), ("db", "backups")),
        ("books", ("A6-1-c",), ("invoices",)),
    ]


def test_parties_are_named_by_an_asset_tied_to_one_or_let_in_by_a_rule():
    policy = shop(
        "recipients: {tax: {name: tax office, country: BE}}\nallow: [{id: T1, who: 'recipient:tax', may: read, which: invoices}]\n"
    )
    found = sharings(policy, about(policy, "customer"))
    assert [(each.party.id, each.recipient, each.hosts, each.assets) for each in found] == [
        ("carrier", True, False, ("db",)),
        ("tax", True, False, ("invoices",)),
        ("host", False, True, ("db", "invoices", "backups", "list", "paper")),
        ("mailer", False, False, ("list",)),
    ]


def test_a_processor_of_which_nothing_is_said_may_have_anything():
    assert unplaced(shop()) == ()
    assert [party.id for party in unplaced(shop("processors: {cloud: {name: cloud, country: BE}}\n"))] == ["cloud"]


@pytest.mark.parametrize(("purpose", "told"), [("news", True), ("orders", False), ("newsletters", True), ("unheard-of", None)])
def test_marketing_is_told_by_a_vocabulary_or_the_name(purpose: str, told: bool | None):
    assert is_marketing(shop(), purpose) is told


def test_a_purpose_without_words_of_a_vocabulary_is_not_known():
    assert is_marketing(shop("purposes: {growth: }\n"), "growth") is None
