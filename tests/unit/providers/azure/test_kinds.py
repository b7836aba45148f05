"""The words of Azure's facts."""

import pytest

from providers.azure import kinds


@pytest.mark.parametrize(
    ("arm", "name"),
    [
        ("/", "azure://"),
        ("", "azure://"),
        ("/subscriptions/A1", "azure://subscriptions/a1"),
        ("/subscriptions/A1/resourceGroups/Rg/", "azure://subscriptions/a1/resourcegroups/rg"),
        ("/providers/Microsoft.Management/managementGroups/M", "azure://providers/microsoft.management/managementgroups/m"),
    ],
)
def test_an_arm_id_is_a_uri_and_back(arm: str, name: str):
    assert kinds.uri(arm) == name
    assert kinds.arm_id(name) == (arm.rstrip("/").lower() or "/")


def test_what_lies_deeper_has_a_form_of_its_own():
    assert kinds.blob("Shop", "Orders") == "blob://shop/orders"
    assert kinds.vault("V", "secrets", "Db") == "vault://v/secrets/db"
    assert kinds.cosmos("C", "Shop", "Orders") == "cosmos://c/Shop/Orders"
