"""Stores as an inventory to begin with."""

from audit.model.facts import Fact, Resource, pairs
from audit.proposal.inventory import Inventory, inventory
from audit.runs.memory import MemoryFacts
from tests.unit.audit.check.worlds import bucket
from tests.unit.audit.resolve.worlds import Listed


def found(*facts: Fact) -> Inventory:
    return inventory(MemoryFacts(facts), (Listed(),))


def test_a_store_with_a_sign_is_an_asset_with_the_reason() -> None:
    (asset,) = found(bucket("shop-orders", {"data": "personal"})).assets
    assert (asset.id, asset.store.ref, asset.sign) == ("shop-orders", "s3://shop-orders", "it is tagged data=personal")
    assert (asset.category.id, asset.word) == ("customer-data", "order")


def test_a_store_without_a_sign_is_for_somebody_to_look_at() -> None:
    seen = found(bucket("pictures"))
    assert seen.assets == ()
    assert [store.ref for store in seen.others] == ["s3://pictures"]


def test_a_word_of_a_category_is_a_sign_and_so_is_the_address() -> None:
    address = {"url": "https://shop.example/sites/hr/papers"}
    library = Resource("s3://b1", "aws", "sharepoint-library", "Documents", labels=pairs(address))
    assert [(each.id, each.category.id) for each in found(bucket("werving"), library).assets] == [
        ("hr-papers", "staff-data"),
        ("werving", "applicant-data"),
    ]


def test_what_lies_in_an_asset_and_a_copy_of_one() -> None:
    dataset = Resource("s3://clients", "aws", "dataset", "clients")
    table = Resource("s3://clients/orders", "aws", "table", "orders", parent="s3://clients")
    copy = Resource("s3://a-copy", "aws", "rds-snapshot", "handover", attributes=pairs({"source": "s3://clients"}))
    seen = found(copy, dataset, table)
    assert [(each.id, each.copy_of) for each in seen.assets] == [("clients", ""), ("handover", "clients")]
    assert seen.others == ()


def test_what_a_policy_can_not_name_is_told() -> None:
    hidden, unknown = Resource("s3://a\u202eb", "aws", "s3-bucket", "a"), Resource("odd://a", "aws", "s3-bucket", "a")
    elsewhere = Resource("s3://x", "other", "s3-bucket", "x")
    assert found(hidden, unknown, elsewhere).nameless == ("odd://a", "s3://a\u202eb", "s3://x")


def test_equal_names_get_ids_of_their_own() -> None:
    one, two = Resource("s3://a", "aws", "s3-bucket", "Orders"), Resource("s3://b", "aws", "s3-bucket", "orders")
    assert [each.id for each in found(one, two).assets] == ["orders", "orders-2"]
