"""What a request's papers say to a script."""

import json
from datetime import date

from msgspec import to_builtins

from audit.gdpr.erasure.bodies import body
from tests.unit.audit.gdpr import shop as shops
from tests.unit.audit.gdpr.shop import CHANGE, asked, done, grants, log, shop


def test_a_place_with_all_that_is_known():
    world = shops.seen(shop(), grants(("db", "p01", CHANGE), ("db", "p04", CHANGE)))
    found = body(asked(shop(), log(done("db", by="p01", count=2)), world))
    place = next(each for each in found.places if each.asset == "db")
    assert (place.action, place.stores, place.search, place.findable) == ("anonymise", ("s3://db",), ("email",), True)
    assert (place.who_may, place.who_can, place.who_can_beside) == (("role:care", "service:app"), ("person:p01",), ("person:p04",))
    assert (place.done, place.done_by, place.count) == (True, "p01", 2)
    assert found.looked


def test_a_place_that_is_kept_and_one_that_cannot_be_found():
    found = {each.asset: each for each in body(asked(shop())).places}
    assert (found["invoices"].exception, found["invoices"].laws, found["invoices"].kept_until) == (
        "A17-3-b",
        ("be-vat", "be-accounting"),
        date(2036, 12, 31),
    )
    assert found["invoices"].look_up == ("customer_number < db",)
    assert (found["paper"].findable, found["paper"].searched_by) == (False, ("form_number",))


def test_an_exception_that_was_recorded_goes_first():
    found = {each.asset: each for each in body(asked(shop(), log(done("db", exception="A17-3-e")))).places}
    assert found["db"].exception == "A17-3-e"


def test_it_is_json_and_has_no_number_without_a_log():
    made = body(asked(shop(), kept=False))
    assert json.loads(json.dumps(to_builtins(made)))["answer_by"] == "2026-11-30"
    assert made.number == ""
    assert made.left == made.steps
