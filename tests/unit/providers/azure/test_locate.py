"""A policy's `where:` as a pattern of URIs."""

import pytest

from policies.locations import covers
from providers.azure.evaluate.levels import RULES
from providers.azure.locate import KINDS, locate
from tests.reference.azure_worlds import where

RG = "/subscriptions/A1/resourceGroups/rg(1)/providers"
ACCOUNT = f"{RG}/Microsoft.Storage/storageAccounts/Shop"
SUBSCRIBED = "azure://subscriptions/a1/resourcegroups/rg(1)/providers/microsoft.storage/storageaccounts/shop"


@pytest.mark.parametrize(
    ("kind", "ref", "named", "pattern"),
    [
        ("", ACCOUNT, "storage-account", SUBSCRIBED),
        ("storage-account", SUBSCRIBED, "storage-account", SUBSCRIBED),
        (
            "storage-account",
            "shop",
            "storage-account",
            "azure://subscriptions/*/resourcegroups/*/providers/microsoft.storage/storageaccounts/shop",
        ),
        ("blob-container", ACCOUNT, "blob-container", "blob://shop/*"),
        ("queue", ACCOUNT, "queue", "azqueue://shop/*"),
        ("", f"{ACCOUNT}/blobServices/default/containers/orders", "blob-container", "blob://shop/orders/*"),
        ("", "https://Shop.blob.core.windows.net/Orders/2026/*", "blob-container", "blob://shop/orders/2026/*"),
        ("", "https://shop.blob.core.windows.net/orders/2026/", "blob-container", "blob://shop/orders/2026/*"),
        ("container", "https://shop.blob.core.usgovcloudapi.net/orders/A.csv", "blob-container", "blob://shop/orders/A.csv"),
        ("", "https://shop.dfs.core.chinacloudapi.cn", "blob-container", "blob://shop/*"),
        ("", "abfss://orders@shop.dfs.core.windows.net/2026/", "blob-container", "blob://shop/orders/2026/*"),
        ("", "blob://shop/orders", "blob-container", "blob://shop/orders/*"),
        ("blob-container", "shop/orders", "blob-container", "blob://shop/orders/*"),
        ("", "blob://shop/$web/**", "blob-container", "blob://shop/$web/**"),
        ("", "https://shop.file.core.windows.net/team/HR/", "file-share", "azfile://shop/team/HR/*"),
        ("", f"{ACCOUNT}/fileServices/default/shares/team", "file-share", "azfile://shop/team/*"),
        ("", "https://shop.queue.core.windows.net/jobs", "queue", "azqueue://shop/jobs"),
        ("storage-table", "https://shop.table.core.windows.net/Rows", "table", "aztable://shop/rows"),
        ("", "https://V.vault.azure.net/", "key-vault", "vault://v/*"),
        ("key-vault", "v", "key-vault", "vault://v/*"),
        ("", f"{RG}/Microsoft.KeyVault/vaults/v", "key-vault", "vault://v/*"),
        ("secret", "https://v.vault.azure.net", "secret", "vault://v/secrets/*"),
        ("", "https://v.vault.azure.net/secrets/Db/4387e9f3d6e14c459867679a90fd0f79", "secret", "vault://v/secrets/db"),
        ("certificate", "https://v.vault.azure.cn/certificates/tls", "secret", "vault://v/secrets/tls"),
        ("", "vault://v/keys/k", "vault-key", "vault://v/keys/k"),
        ("", f"{RG}/Microsoft.KeyVault/vaults/v/keys/k", "vault-key", "vault://v/keys/k"),
        ("", "s.database.windows.net", "sql-server", "azsql://s/*"),
        ("", "s.database.windows.net/Orders", "sql-database", "azsql://s/orders"),
        ("sql-database", f"{RG}/Microsoft.Sql/servers/s", "sql-database", "azsql://s/*"),
        ("", f"{RG}/Microsoft.Sql/servers/s/databases/orders", "sql-database", "azsql://s/orders"),
        ("", "https://c.documents.azure.com:443/", "cosmos-account", "cosmos://c/*"),
        ("", "cosmos://c/Shop", "cosmos-database", "cosmos://c/Shop/*"),
        ("", f"{RG}/Microsoft.DocumentDB/databaseAccounts/c/sqlDatabases/Shop", "cosmos-database", "cosmos://c/Shop/*"),
        ("", "https://c.documents.azure.com/dbs/Shop/colls/Orders", "cosmos-container", "cosmos://c/Shop/Orders"),
        ("cosmos-container", "cosmos://c/Shop", "cosmos-container", "cosmos://c/Shop/*"),
    ],
)
def test_an_address_is_a_pattern_of_uris(kind: str, ref: str, named: str, pattern: str):
    found = locate(where(ref, kind))
    assert (found.kind, found.pattern) == (named, pattern)


def test_a_part_is_a_folder_in_a_container_or_a_share():
    for ref in ("blob://shop/orders", "azfile://shop/team"):
        whole, part = locate(where(ref)), locate(where(ref), "labels/")
        assert part.pattern == f"{ref}/labels/*"
        assert covers(whole.pattern, part.pattern)


@pytest.mark.parametrize(
    "ref", ["https://v.vault.azure.net/secrets/db", "s.database.windows.net/orders", "https://shop.blob.core.windows.net/"]
)
def test_else_there_are_no_parts(ref: str):
    with pytest.raises(ValueError, match="a part is a folder"):
        locate(where(ref), "labels/")


def test_tags_alone_are_anything_of_the_kind():
    assert locate(where("", "blob-container", (("data", "personal"),))).pattern == "blob://*/*"
    found = locate(where("", "", (("data", "personal"),)))
    assert (found.kind, found.pattern, found.tags) == ("", "*", (("data", "personal"),))


@pytest.mark.parametrize(
    ("kind", "ref"),
    [
        ("", "https://shop.sharepoint.com/sites/hr"),
        ("site", "https://shop.sharepoint.com/sites/hr"),
        ("mailbox", "care@shop.example"),
        ("", "care@shop.example"),
        ("", "microsoft://mailbox/care@shop.example"),
        ("", "sharepoint://5a000000"),
        ("", ""),
        ("file-share", "blob://shop/orders"),
        ("secret", "https://v.vault.azure.net/keys/k"),
        ("", f"{RG}/Microsoft.Compute/virtualMachines/vm"),
        ("", "https://shop.blob.core.windows.net.evil.example/orders"),
    ],
)
def test_what_is_nothing_of_azure_is_said_with_what_is_expected(kind: str, ref: str):
    with pytest.raises(ValueError, match=r"Azure|names no"):
        locate(where(ref, kind))


def test_a_label_is_for_files():
    with pytest.raises(ValueError, match="label"):
        locate(where("", "", (), "HR"))


def test_every_kind_is_of_resources_that_have_rules():
    assert {kind for found in KINDS.values() for kind in found} == set(RULES)
