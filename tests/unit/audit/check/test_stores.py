"""What lies in which asset."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.check.environments import PLACES
from audit.check.mailboxes import MAILBOXES
from audit.check.measures import COPIES
from audit.check.stores import CONTAINERS, DATA_KINDS, TABLES, Stores, stores_in, touches
from audit.model.facts import Resource
from audit.runs.store import Store
from policies.language import NotPersonal
from policies.locations import Location
from providers.aws import kinds as aws
from providers.azure import kinds as azure
from providers.gcp import kinds as gcp
from providers.google_workspace import kinds as google_workspace
from providers.microsoft365 import kinds as microsoft365
from tests.unit.audit.resolve.worlds import AT, TODAY, Listed, where

from .worlds import asset, bucket, world


@pytest.mark.parametrize(
    ("pattern", "inside"),
    [
        ("s3://shop-orders/*", True),
        ("s3://shop-orders/2026/*", True),
        ("s3://shop-*", True),
        ("s3://shop/*", False),
        ("s3://shop-orders-2/*", False),
    ],
)
def test_a_store_touches_a_place_that_it_is_in_or_holds_a_part_of(pattern: str, inside: bool):
    assert touches(Location("aws", "s3", pattern), bucket()) is inside


def test_tags_and_label_must_be_there():
    tagged = bucket(labels={"data": "orders"})
    assert touches(Location("aws", "s3", "*", tags=(("data", "orders"),)), tagged)
    assert not touches(Location("aws", "s3", "*", tags=(("data", "hr"),)), tagged)
    assert touches(Location("aws", "s3", "*", label="orders"), tagged)
    assert not touches(Location("aws", "s3", "*", label="hr"), tagged)


def test_resources_are_sorted_into_assets_and_the_rest():
    looked_at = NotPersonal(where("s3://pictures"), "p20", TODAY, AT)
    policy = world(assets=(asset(),), not_personal=(looked_at,))
    key = bucket("key", kind="kms-key")
    stores = Stores.of(policy, (bucket(access_logging="true"), bucket("pictures"), bucket("other"), key), (Listed(),))
    assert [resource.id for resource in stores.held["orders"]] == ["s3://shop-orders"]
    assert [resource.id for resource in stores.loose] == ["s3://other"]
    assert stores.measurable == {("aws", "s3-bucket", "measure:access-logging")}
    assert stores.lot_of("orders", bucket()).where == where()


def test_of_a_run_on_disk_only_what_holds_data_or_has_measures_is_met(tmp_path: Path):
    logged = bucket("logged", kind="folder", access_logging="true")
    with Store(str(tmp_path)).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "0.1") as writer:
        writer.add(logged, bucket(), *(bucket(f"x/{number}", kind="file") for number in range(100)))
        run = writer.commit("digest", ("aws",))
    assert sorted(resource.id for resource in stores_in(run)) == [logged.id, bucket().id]


def test_the_kinds_are_words_that_some_provider_uses():
    """A word that no provider writes would leave its stores out, and nobody would hear of it."""
    known = {kind for kinds in (aws, azure, gcp, google_workspace, microsoft365) for kind in kinds.ResourceKind}
    assert known >= DATA_KINDS | CONTAINERS | TABLES
    assert known >= PLACES | MAILBOXES | COPIES


def test_what_lies_in_something_that_an_asset_names_is_the_asset_s():
    site = bucket("site", kind="sharepoint-site")
    library = Resource("sharepoint://b!1", "aws", "sharepoint-library", "Documents", parent=site.id)
    policy = world(assets=(asset(where=(where("s3://site"),)),))
    stores = Stores.of(policy, (library, site), (Listed(),))
    assert [resource.id for resource in stores.held["orders"]] == [library.id]
    assert stores.loose == ()
    assert [resource.id for resource in Stores.of(world(), (library, site), (Listed(),)).loose] == [library.id]


def test_a_table_of_a_catalogue_lies_where_its_data_do():
    table = Resource("aws://1/glue/eu/table/crm/orders", "aws", "glue-table", "orders", attributes=(("data_at", "s3://shop-orders/crm"),))
    stores = Stores.of(world(), (table, bucket()), (Listed(),))
    assert [resource.kind for resource in stores.held["orders"]] == ["glue-table", "s3-bucket"]
    assert Stores.of(world(assets=()), (table,), (Listed(),)).loose == ()
