"""A place with nothing in it: empty, or hidden?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.model.facts import Gap, Resource
from audit.resolve.cells import cells
from audit.resolve.emptiness import could_hide, nothing_in
from audit.runs.memory import MemoryFacts
from audit.runs.store import Store
from policies.locations import Location

from .worlds import BUCKET, Listed, allow, policy, where


def _gap(scope: str, provider: str = "aws") -> Gap:
    return Gap(provider, "s3", scope, "ListBuckets", "denied")


@pytest.mark.parametrize(
    ("scope", "pattern", "hides"),
    [
        ("aws://1", "aws://1/rds/eu-west-1/db/shop", True),
        ("aws://1/eu-west-1", "aws://2/rds/eu-west-1/db/shop", False),
        ("aws://1", "aws://12/rds/eu-west-1/db/shop", False),
        ("aws://1", "s3://shop-orders/*", True),
        ("s3://shop-orders", "s3://shop-orders/labels/*", True),
        ("s3://shop-orders-eu", "s3://shop-orders-*", True),
        ("s3://other", "s3://shop-orders/*", False),
        ("s3://any", "*", True),
    ],
)
def test_what_was_not_read_may_hide_what_is_not_provably_elsewhere(scope: str, pattern: str, hides: bool):
    assert could_hide(_gap(scope), Location("aws", "s3", pattern)) == hides


def test_another_providers_gap_hides_nothing():
    assert not could_hide(_gap("aws://1", "google"), Location("aws", "s3", "s3://x"))


def test_a_place_is_empty_when_none_of_its_cells_holds_anything():
    placed = cells(policy(allow=(allow("labels/"),)), (Listed(),))
    assert nothing_in(placed, MemoryFacts(), (), {}) == ((("orders", where()),), ())
    resource = Resource(f"{BUCKET}/labels/1", "aws", "s3-object", "1")
    assert nothing_in(placed, MemoryFacts((resource,)), (), {}) == ((), ())


def test_a_place_that_may_be_hidden_is_dark_in_every_part():
    placed = cells(policy(allow=(allow("labels/"),)), (Listed(),))
    empty, unseen = nothing_in(placed, MemoryFacts((_gap("aws://1"),)), (), {})
    assert empty == ()
    assert {(asset, part) for asset, part, _ in unseen} == {("orders", ""), ("orders", "labels/")}


def test_a_place_that_a_run_on_disk_fills_is_not_empty(tmp_path: Path):
    placed = cells(policy(allow=(allow("labels/"),)), (Listed(),))
    for name, empty in ((f"{BUCKET}/labels/1", ()), (f"{BUCKET}-2/1", (("orders", where()),))):
        with Store(str(tmp_path / str(len(empty)))).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "0.1") as writer:
            writer.add(Resource(name, "aws", "s3-object", "1"))
            run = writer.commit("digest", ("aws",))
        assert nothing_in(placed, run, (), {}) == (empty, ())
