import pytest

from providers.gcp.collect.raw import Place
from providers.gcp.normalise.context import measures, resource
from tests.unit.providers.gcp.samples import KEY, SHOP, context


@pytest.mark.parametrize("name", [None, "", 7])
def test_googles_own_keys_have_no_name(name):
    assert context().key(name) == {}


def test_a_version_of_a_key_is_the_key():
    uri = f"google://cloudkms.googleapis.com/{KEY}"
    numbered = KEY.replace("shop-prod", "300")
    assert context().key(f"{KEY}/cryptoKeyVersions/1") == context().key(numbered) == {"kms_key": uri}


def test_what_is_not_known_has_no_entry():
    assert measures(a_b=True, c=False, d=None) == {"measure:a-b": "true", "measure:c": "false"}
    made = resource("x://y", "bucket", "y", "", labels=["odd"], attributes={"a": "", "b": "1"})
    assert (made.attributes, made.labels) == ((("b", "1"),), ())


def test_a_place_that_is_not_known_logs_nothing_that_is_known():
    assert context().logs_reading(Place("projects/other"), "storage.googleapis.com") is None
    assert context().logs_reading(SHOP, "storage.googleapis.com") is None
