"""Names of resources, and what lies above them."""

import pytest

from providers.gcp.evaluate import hierarchy

BUCKET = "//storage.googleapis.com/projects/_/buckets/b"
PROJECT, ORGANISATION = f"{hierarchy.MANAGER}projects/p", f"{hierarchy.MANAGER}organizations/2"


@pytest.mark.parametrize(
    "name",
    [
        "projects/p",
        "cloudresourcemanager.googleapis.com/projects/p",
        "//cloudresourcemanager.googleapis.com/projects/p",
        "cloudresourcemanager.googleapis.com%2Fprojects%2Fp",
        "policies/cloudresourcemanager.googleapis.com%2Fprojects%2Fp/denypolicies/guard",
        " projects/p ",
    ],
)
def test_one_resource_has_one_full_name(name: str):
    assert hierarchy.full_name(name) == PROJECT


@pytest.mark.parametrize(
    "name", ["", "p", "gs://b", "projects/p/secrets/s", "//storage.googleapis.com/", "https://storage.googleapis.com/b"]
)
def test_what_is_no_resource_says_how_it_is_written(name: str):
    with pytest.raises(ValueError, match=r"write //service.googleapis.com/its/name"):
        hierarchy.full_name(name)


def test_objects_may_have_slashes_where_others_may_not():
    assert hierarchy.full_name(f"{BUCKET}/objects/a//b/") == f"{BUCKET}/objects/a//b/"
    assert hierarchy.full_name(f"{BUCKET}/managedFolders/hr/") == f"{BUCKET}/managedFolders/hr"


@pytest.mark.parametrize(
    ("resource", "kind"),
    [
        (BUCKET, "storage.googleapis.com/Bucket"),
        (f"{BUCKET}/objects/a/b", "storage.googleapis.com/Object"),
        ("//bigquery.googleapis.com/projects/p/datasets/d/tables/t", "bigquery.googleapis.com/Table"),
        ("//secretmanager.googleapis.com/projects/p/locations/eu/secrets/s", "secretmanager.googleapis.com/Secret"),
        ("//secretmanager.googleapis.com/projects/p/secrets/s/versions/1", "secretmanager.googleapis.com/SecretVersion"),
        (PROJECT, "cloudresourcemanager.googleapis.com/Project"),
        ("//pubsub.googleapis.com/projects/p/topics/t", ""),
    ],
)
def test_the_type_is_what_conditions_call_it(resource: str, kind: str):
    assert hierarchy.type_of(resource) == kind


def test_the_name_and_the_service_are_what_conditions_call_them():
    assert hierarchy.relative_name(f"{BUCKET}/objects/a") == "projects/_/buckets/b/objects/a"
    assert hierarchy.service_of(BUCKET) == "storage.googleapis.com"


def test_what_lies_above_as_the_name_tells():
    assert [*hierarchy.implied(f"{BUCKET}/objects/x/y/z")] == [f"{BUCKET}/managedFolders/x/y", f"{BUCKET}/managedFolders/x", BUCKET]
    key = "//cloudkms.googleapis.com/projects/p/locations/l/keyRings/r/cryptoKeys/k"
    assert [*hierarchy.implied(f"{key}/cryptoKeyVersions/1")] == [key, key.rpartition("/cryptoKeys")[0], PROJECT]
    assert [*hierarchy.implied(PROJECT)] == []


def test_a_chain_is_the_resource_and_all_above_it():
    assert hierarchy.chain(f"{BUCKET}/objects/a", [PROJECT, ORGANISATION]) == (f"{BUCKET}/objects/a", BUCKET, PROJECT, ORGANISATION)
    assert hierarchy.chain(BUCKET, [BUCKET, PROJECT]) == (BUCKET, PROJECT)


def test_a_project_that_is_given_by_number_is_not_named_twice():
    secret, number = "//secretmanager.googleapis.com/projects/p/secrets/s", f"{hierarchy.MANAGER}projects/123"
    assert hierarchy.chain(secret, [number, ORGANISATION]) == (secret, number, ORGANISATION)
    assert hierarchy.chain(secret, [ORGANISATION]) == (secret, PROJECT, ORGANISATION)
