"""What must be kept though somebody asks for its erasure."""

from datetime import date

import pytest

from audit.gdpr.erasure.keeping import Keeping, keeping
from policies.language import Policy
from tests.unit.audit.gdpr.shop import RECEIVED, shop


def kept(policy: Policy, name: str, received: date = RECEIVED) -> Keeping | None:
    return keeping(policy, next(asset for asset in policy.assets if asset.id == name), received)


def test_invoices_are_kept_by_law_until_a_day():
    found = kept(shop(), "invoices")
    assert found is not None
    assert (found.exception, [law.id for law in found.laws], found.until) == ("A17-3-b", ["be-vat", "be-accounting"], date(2036, 12, 31))
    assert found.missing == ()
    assert found.shorter == ()


def test_what_is_erased_and_under_no_law_is_not_kept():
    assert kept(shop(), "db") is None


def test_a_law_over_what_is_erased_is_told():
    found = kept(shop(paper__retention="retention: {keep: P1Y, law: [be-vat]}"), "paper")
    assert found is not None
    assert [law.id for law in found.laws] == ["be-vat"]
    assert found.missing == ()


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"invoices__erase": "erase: {action: keep}"}, ("exception",)),
        ({"invoices__retention": "retention: {keep: P10Y}"}, ("law",)),
        ({"invoices__retention": ""}, ("law", "retention")),
        ({"invoices__erase": "erase: {action: keep, exception: A17-3-e}", "invoices__retention": "retention: {keep: P10Y}"}, ()),
    ],
)
def test_what_the_inventory_does_not_say_is_told(changes: dict[str, str], missing: tuple[str, ...]):
    found = kept(shop(**changes), "invoices")
    assert found is not None
    assert found.missing == missing


def test_longer_than_the_law_asks_is_told():
    found = kept(shop(staff__retention="retention: {keep: P6Y, from: end_of_employment, law: [be-social-documents]}"), "staff")
    assert found is not None
    assert [law.id for law in found.shorter] == ["be-social-documents"]
    assert found.until is None


def test_counted_from_its_making_it_ends_so_long_after_the_request():
    found = kept(shop(invoices__retention="retention: {keep: P2Y, from: creation, law: [be-vat]}"), "invoices")
    assert found is not None
    assert found.until == date(2028, 10, 31)


def test_the_organisation_s_own_period_replaces_the_built_in():
    policy = shop("legal_periods: {be-vat: {label: invoices, keep: P12Y, law: the code}}\n")
    found = kept(policy, "invoices")
    assert found is not None
    assert str(found.laws[0].keep) == "P12Y"
