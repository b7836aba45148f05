"""Attributes by name."""

import pytest

from providers.azure.evaluate.abac import Reference
from providers.azure.evaluate.attributes import PATH, PREFIX, is_now, is_of, keyed, lookup, normal

TAG = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/tags:Project<$key_case_sensitive$>"
BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs"


def test_names_in_small_letters_but_for_the_key_of_a_tag():
    assert normal(" UtcNow ") == "utcnow"
    assert normal(TAG) == "microsoft.storage/storageaccounts/blobservices/containers/blobs/tags:Project<$key_case_sensitive$>"
    assert normal(TAG.replace("$", "\\$")) == normal(TAG)


@pytest.mark.parametrize(
    ("key", "means"),
    [("@Request[A]", ("Request", "a")), ("resource[a]", ("Resource", "a")), ("A:b", ("", "a:b")), ("Other[a]", ("", "other[a]"))],
)
def test_keys(key: str, means: tuple[str, str]):
    assert keyed(key) == means


def test_a_key_with_its_source_comes_first():
    known = {"a": 1, "@Request[A]": 2, "b": None}
    assert lookup(known, Reference("Request", "a")) == (True, 2)
    assert lookup(dict(reversed(known.items())), Reference("Request", "a")) == (True, 2)
    assert lookup(known, Reference("Resource", "a")) == (True, 1)
    assert lookup(known, Reference("Resource", "b")) == (True, None)
    assert lookup(known, Reference("Resource", "c")) == (False, None)


@pytest.mark.parametrize("key", [f"{BLOBS}/tags:Project", f"@Resource[{BLOBS}/tags:Project]", TAG])
def test_a_tag_is_itself_without_its_mark(key: str):
    assert lookup({key: 1}, Reference("Resource", TAG)) == (True, 1)
    assert lookup({key: 1}, Reference("Resource", f"{BLOBS}/tags:project")) == (True, 1)
    assert lookup({key: 1}, Reference("Resource", TAG.replace("Project", "project"))) == (False, None)


def test_the_path_of_a_blob_and_the_prefix_of_a_listing():
    assert is_of(Reference("Resource", f"{BLOBS}:path"), PATH)
    assert is_of(Reference("Request", f"{BLOBS}:prefix"), PREFIX)
    assert not is_of(Reference("Request", f"{BLOBS}:path"), PATH)
    assert is_now(Reference("Environment", "utcNow"))
    assert not is_now(Reference("Request", "utcNow"))
