"""A policy's `where:` as a pattern of URIs."""

import pytest

from policies.locations import Location, covers
from providers.gcp.locate import KINDS, locate
from tests.reference.gcp_worlds import where

SQL = "google://cloudsql.googleapis.com/projects/p/instances/i"
SECRET = "google://secretmanager.googleapis.com/projects/p/secrets/s"
KEY = "projects/p/locations/l/keyRings/r/cryptoKeys/k"


@pytest.mark.parametrize(
    ("kind", "ref", "pattern"),
    [
        ("bucket", "gs://b", "gs://b/*"),
        ("gcs", "gs://b/2026/**", "gs://b/2026/**"),
        ("", "gs://b/2026/", "gs://b/2026/*"),
        ("bucket", "b", "gs://b/*"),
        ("", "//storage.googleapis.com/projects/_/buckets/b", "gs://b/*"),
        ("", "//storage.googleapis.com/projects/_/buckets/b/objects/2026/a.csv", "gs://b/2026/a.csv"),
        ("bucket", "gs://logs*", "gs://logs*/*"),
        ("bigquery", "p.d", "bigquery://p/d/*"),
        ("dataset", "p:d", "bigquery://p/d/*"),
        ("table", "p:d.t", "bigquery://p/d/t"),
        ("bigquery", "shop.example:p.d.t", "bigquery://shop.example:p/d/t"),
        ("bigquery", "p.d.t_*", "bigquery://p/d/t_*"),
        ("", "bigquery://p/d", "bigquery://p/d/*"),
        ("", "bigquery://p/d/t", "bigquery://p/d/t"),
        ("", "//bigquery.googleapis.com/projects/p/datasets/d/tables/t", "bigquery://p/d/t"),
        ("cloud-sql", "p:europe-west1:i", SQL),
        ("sql-instance", "shop.example:p:europe-west1:i", SQL.replace("/p/", "/shop.example:p/")),
        ("", "//sqladmin.googleapis.com/projects/p/instances/i", SQL),
        ("", SQL, SQL),
        ("secret", "projects/p/secrets/s", SECRET),
        ("", f"//{SECRET.removeprefix('google://')}", SECRET),
        ("", "//secretmanager.googleapis.com/projects/p/locations/l/secrets/s", SECRET.replace("/secrets", "/locations/l/secrets")),
        ("pubsub", "projects/p/topics/t", "google://pubsub.googleapis.com/projects/p/topics/t"),
        ("subscription", "projects/p/subscriptions/s", "google://pubsub.googleapis.com/projects/p/subscriptions/s"),
        ("firestore", "projects/p/databases/(default)", "google://firestore.googleapis.com/projects/p/databases/(default)"),
        ("spanner", "projects/p/instances/i/databases/d", "google://spanner.googleapis.com/projects/p/instances/i/databases/d"),
        ("kms", KEY, f"google://cloudkms.googleapis.com/{KEY}"),
    ],
)
def test_an_address_is_a_pattern_of_uris(kind: str, ref: str, pattern: str):
    assert locate(where(ref, kind)).pattern == pattern


def test_a_location_has_the_kind_that_its_address_tells():
    assert {locate(where(ref)).kind for ref in ("gs://b", "bigquery://p/d", SQL, SECRET)} == {"bucket", "bigquery", "cloud-sql", "secret"}
    assert locate(where("gs://b", "gcs")).kind in KINDS


def test_a_part_is_a_folder_in_a_bucket_or_a_table_of_a_dataset():
    whole, part = locate(where("gs://b")), locate(where("gs://b"), "labels/")
    assert part.pattern == "gs://b/labels/*"
    assert covers(whole.pattern, part.pattern)
    assert locate(where("p.d", "bigquery"), "orders").pattern == "bigquery://p/d/orders"


def test_tags_name_every_store_of_the_kind_that_carries_them():
    assert locate(where("", "bucket", (("data", "orders"),))) == Location("google", "bucket", "gs://*/*", tags=(("data", "orders"),))
    assert locate(where("", "", (("data", "orders"),))).pattern == "*"


@pytest.mark.parametrize(
    ("kind", "ref", "part", "said"),
    [
        ("shared-drive", "drive:0A", "", "kind shared-drive is not known in Google Cloud"),
        ("drive", "drive://x", "", "kind drive is not known"),
        ("folder", "drive://x", "", "kind folder is not known"),
        ("mailbox", "an@shop.example", "", "kind mailbox is not known"),
        ("", "google://mailbox/an@shop.example", "", "names nothing that is read in Google Cloud"),
        ("", "drive://x", "", "names nothing that is read in Google Cloud"),
        ("", "", "", "it names nothing"),
        ("bucket", "s3://b", "", "names no bucket"),
        ("bucket", "gs://", "", "names no bucket"),
        ("bigquery", "p", "", "names no dataset or table"),
        ("bigquery", "gs://b", "", "names no dataset or table"),
        ("secret", "gs://b", "", "is no secret"),
        ("cloud-sql", "//spanner.googleapis.com/projects/p/instances/i", "", "is no cloud-sql: write it as project:region:instance"),
        ("table", "p.d.t", "x", "a part is a folder in a bucket or a table of a dataset"),
        ("secret", "projects/p/secrets/s", "x/", "a part is a folder"),
        ("bucket", "gs://b/a.csv", "x/", "has no parts"),
    ],
)
def test_what_is_wrong_says_what_is_expected(kind: str, ref: str, part: str, said: str):
    with pytest.raises(ValueError, match=said):
        locate(where(ref, kind), part)


def test_a_label_is_drives():
    with pytest.raises(ValueError, match="the label Confidential is not known in Google Cloud"):
        locate(where("", "", label="Confidential"))
