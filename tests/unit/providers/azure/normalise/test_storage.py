"""Storage accounts, and what lies in them."""

from typing import Any

import pytest

from providers.azure.collect.raw import Raw
from tests.unit.providers.azure.samples import PLACE, RG, Made

ARM = f"{RG}/Microsoft.Storage/storageAccounts/Shop"
URI = "azure://subscriptions/00000000-0000-0000-0000-0000000000a1/resourcegroups/rg/providers/microsoft.storage/storageaccounts/shop"


def body(**properties: Any) -> dict[str, Any]:
    return {"id": ARM, "name": "Shop", "tags": {"data": "personal"}, "properties": properties}


def test_an_account_tells_what_lets_in_beside_roles():
    told = body(allowBlobPublicAccess=False, allowSharedKeyAccess=True, isHnsEnabled=True, networkAcls={"defaultAction": "Deny"})
    found = Made("storage-account", told).resource
    assert (found.id, found.kind, found.parent) == (URI, "storage-account", PLACE.uri)
    assert found.labels == (("data", "personal"),)
    known = ("allow_blob_public_access", "shared_key_access", "hierarchical_namespace", "network", "arm")
    assert [found.attribute(name) for name in known] == ["false", "true", "true", "Deny", ARM]
    assert found.attribute("sftp") == ""


def test_what_is_not_told_is_not_known():
    assert Made("storage-account", body()).measures == {
        "encryption-at-rest": "true",
        "block-public-access": "false",
        "private-network": "false",
    }


def test_measures():
    told = body(allowBlobPublicAccess=False, supportsHttpsTrafficOnly=True, publicNetworkAccess="Disabled")
    answers = {
        "blobs": {"properties": {"isVersioningEnabled": True, "deleteRetentionPolicy": {"enabled": True, "days": 7}}},
        "lifecycle": {"properties": {"policy": {"rules": [{"enabled": True, "definition": {"actions": {"baseBlob": {"delete": {}}}}}]}}},
        "logs": [{"properties": {"logs": [{"category": "StorageRead", "enabled": True}]}}],
    }
    assert Made("storage-account", told, answers).measures == {
        "access-logging": "true",
        "block-public-access": "true",
        "encryption-at-rest": "true",
        "encryption-in-transit": "true",
        "lifecycle-rule": "true",
        "private-network": "true",
        "soft-delete": "true",
        "versioning": "true",
    }


@pytest.mark.parametrize(
    "answers",
    [
        {"blobs": {}, "lifecycle": {}, "logs": []},
        {
            "blobs": {"properties": {"isVersioningEnabled": False, "deleteRetentionPolicy": {"enabled": False}}},
            "lifecycle": {
                "properties": {"policy": {"rules": [{"enabled": False, "definition": {"actions": {"baseBlob": {"delete": {}}}}}]}}
            },
            "logs": [
                {"properties": {"logs": [{"category": "StorageRead", "enabled": False}, {"category": "StorageWrite", "enabled": True}]}}
            ],
        },
    ],
)
def test_measures_that_are_off(answers: dict[str, Any]):
    made = Made("storage-account", body(), answers).measures
    assert {made[name] for name in ("lifecycle-rule", "access-logging", "versioning", "soft-delete")} == {"false"}


def test_what_lies_in_an_account_has_its_tags_and_measures():
    account = Raw("storage-account", PLACE, body(allowBlobPublicAccess=False))
    inside = {"id": f"{ARM}/blobServices/default/containers/Orders", "name": "Orders", "properties": {"publicAccess": "Blob"}}
    made = Made("blob-container", inside, {"account": account})
    found = made.resource
    assert (found.id, found.kind, found.parent, found.labels) == ("blob://shop/orders", "blob-container", URI, (("data", "personal"),))
    assert (found.attribute("public_access"), found.attribute("arm")) == ("Blob", inside["id"])
    assert (made.measures["block-public-access"], made.measures["immutability"]) == ("true", "false")


@pytest.mark.parametrize(("kind", "scheme"), [("file-share", "azfile"), ("queue", "azqueue"), ("table", "aztable")])
def test_each_service_has_a_scheme(kind: str, scheme: str):
    account = Raw("storage-account", PLACE, body())
    assert Made(kind, {"id": f"{ARM}/x", "name": "X"}, {"account": account}).resource.id == f"{scheme}://shop/x"


def test_an_account_without_a_name_is_a_gap():
    made = Made("storage-account", {"id": ARM})
    assert [(gap.surface, gap.scope, gap.operation) for gap in made.gaps] == [("storage", PLACE.uri, "read storage-account")]
