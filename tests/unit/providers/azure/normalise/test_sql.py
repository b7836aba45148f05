"""SQL servers and databases."""

from typing import Any

import pytest

from providers.azure.collect.raw import Raw
from tests.unit.providers.azure.samples import PLACE, RG, Made

ARM = f"{RG}/Microsoft.Sql/servers/S"
URI = "azure://subscriptions/00000000-0000-0000-0000-0000000000a1/resourcegroups/rg/providers/microsoft.sql/servers/s"
ANY_AZURE = {"properties": {"startIpAddress": "0.0.0.0", "endIpAddress": "0.0.0.0"}}
INTERNET = {"properties": {"startIpAddress": "0.0.0.0", "endIpAddress": "255.255.255.255"}}
OFFICE = {"properties": {"startIpAddress": "192.0.2.1", "endIpAddress": "192.0.2.9"}}


def body(**properties: Any) -> dict[str, Any]:
    return {"id": ARM, "name": "S", "properties": properties}


def test_a_server_with_its_administrators():
    row = {"id": "x", "properties": {"administratorType": "ActiveDirectory", "login": "staff", "sid": "o", "tenantId": "t", "else": 1}}
    made = Made("sql-server", body(administratorLogin="sa"), {"administrators": [row], "firewall": [ANY_AZURE, OFFICE]})
    assert made.documents == [
        (
            URI,
            "sql-administrators",
            "",
            {"value": [{"administratorType": "ActiveDirectory", "login": "staff", "sid": "o", "tenantId": "t"}]},
        )
    ]
    found = made.resource
    assert [found.attribute(name) for name in ("admin_login", "open_firewall", "entra_only")] == ["sa", "azure", "false"]


def test_administrators_that_were_not_read_are_no_document():
    assert Made("sql-server", body()).documents == []


@pytest.mark.parametrize(
    "made",
    [
        Made("sql-server", body(administrators={"azureADOnlyAuthentication": True})),
        Made("sql-server", body(), {"administrators": [{"id": "x", "properties": {"azureADOnlyAuthentication": True}}]}),
    ],
)
def test_a_server_without_passwords(made: Made):
    assert made.resource.attribute("entra_only") == "true"


def database(name: str, **answers: Any) -> Made:
    return Made("sql-database", {"id": f"{ARM}/databases/{name}", "name": name}, {"server": Raw("sql-server", PLACE, body(), answers)})


def test_a_database():
    made = database("Orders", firewall=[INTERNET], auditing={"properties": {"state": "Enabled"}})
    assert (made.resource.id, made.resource.parent) == ("azsql://s/orders", URI)
    assert made.measures == {"access-logging": "true", "private-network": "false"}
    assert database("Orders", firewall=[OFFICE], auditing={}).measures == {"access-logging": "false", "private-network": "true"}
    assert database("Orders").measures == {}


def test_the_servers_own_database_holds_nothing_of_anybodys():
    assert database("master").facts == []
