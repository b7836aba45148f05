"""Cosmos DB accounts, databases and containers."""

from typing import Any

import pytest

from providers.azure.collect.raw import Raw
from tests.unit.providers.azure.samples import PLACE, RG, Made

ARM = f"{RG}/Microsoft.DocumentDB/databaseAccounts/C"
URI = "azure://subscriptions/00000000-0000-0000-0000-0000000000a1/resourcegroups/rg/providers/microsoft.documentdb/databaseaccounts/c"


def body(**properties: Any) -> dict[str, Any]:
    return {"id": ARM, "name": "C", "properties": properties}


def test_an_account():
    found = Made("cosmos-account", body(disableLocalAuth=True)).resource
    assert [found.attribute(name) for name in ("local_auth", "api", "network")] == ["false", "sql", "Allow"]


def test_roles_on_its_data_and_who_has_one():
    account = {"account": Raw("cosmos-account", PLACE, body())}
    role = {"id": f"{ARM}/sqlRoleDefinitions/R1", "properties": {"roleName": "reader", "permissions": [{"dataActions": ["x"]}], "else": 1}}
    assignment = {"id": f"{ARM}/sqlRoleAssignments/A1", "properties": {"principalId": "o", "roleDefinitionId": role["id"], "scope": ARM}}
    ((holder, kind, name, told),) = Made("cosmos-role-definition", role, account).documents
    assert (holder, kind, name) == (URI, "cosmos-role-definition", "r1")
    assert told["properties"] == {"roleName": "reader", "permissions": [{"dataActions": ["x"]}]}
    assert [row[:3] for row in Made("cosmos-role-assignment", assignment, account).documents] == [(URI, "cosmos-role-assignment", "a1")]


def test_keys_of_an_account_that_does_not_say():
    assert Made("cosmos-account", body()).resource.attribute("local_auth") == ""


@pytest.mark.parametrize(
    ("told", "api"),
    [
        ({"kind": "MongoDB"}, "mongodb"),
        ({"properties": {"capabilities": [{"name": "EnableCassandra"}]}}, "cassandra"),
        ({"properties": {"capabilities": [{"name": "EnableServerless"}]}}, "sql"),
    ],
)
def test_the_language_that_an_account_speaks(told: dict[str, Any], api: str):
    assert Made("cosmos-account", {"id": ARM, "name": "C", **told}).resource.attribute("api") == api


def test_databases_and_containers_keep_their_capitals():
    account = Raw("cosmos-account", PLACE, body())
    database = Raw("cosmos-database", PLACE, {"id": f"{ARM}/sqlDatabases/Shop", "name": "Shop"}, {"account": account})
    made = Made("cosmos-database", database.body, database.answers).resource
    assert (made.id, made.parent) == ("cosmos://c/Shop", URI)
    container = {"id": f"{ARM}/sqlDatabases/Shop/containers/Orders", "name": "Orders"}
    inside = Made("cosmos-container", container, {"account": account, "database": database}).resource
    assert (inside.id, inside.parent) == ("cosmos://c/Shop/Orders", "cosmos://c/Shop")


def test_one_role_of_another_form_is_a_gap_on_the_account():
    made = Made("cosmos-role-definition", {"properties": {}}, {"account": Raw("cosmos-account", PLACE, body())})
    assert [gap.scope for gap in made.gaps] == [URI]
