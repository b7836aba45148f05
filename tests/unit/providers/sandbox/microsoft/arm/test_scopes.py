import pytest

from providers.sandbox.microsoft.arm import scopes
from providers.sandbox.microsoft.world import World

STORE = "/subscriptions/s/resourcegroups/g (x)/providers/microsoft.storage/storageaccounts/a"


@pytest.mark.parametrize(
    ("scope", "kind"),
    [
        (STORE, "microsoft.storage/storageaccounts"),
        (f"{STORE}/blobservices/default/containers/c", "microsoft.storage/storageaccounts/blobservices/containers"),
        (f"{STORE}/providers/microsoft.insights/diagnosticsettings/d", "microsoft.insights/diagnosticsettings"),
        ("/subscriptions/s", ""),
        ("", ""),
    ],
)
def test_types(scope, kind):
    assert scopes.type_of(scope) == kind


def test_what_lies_above():
    group = "/providers/microsoft.management/managementgroups/m"
    world = World(arm={STORE: {}}, arm_parents={"/subscriptions/s": group, group: group})  # a loop is no reason to hang
    assert list(scopes.above(world, f"{STORE}/blobservices/default/containers/c")) == [
        STORE,
        "/subscriptions/s/resourcegroups/g (x)",
        "/subscriptions/s",
        group,
        "",
    ]
    assert list(scopes.above(world, "")) == [""]


def test_what_is_there():
    world = World(arm={STORE: {}})
    assert scopes.exists(world, "/subscriptions/s")
    assert scopes.exists(world, "")
    assert not scopes.exists(world, "/subscriptions/s/resourcegroups/g")
    assert scopes.normal("/Subscriptions/S/") == "/subscriptions/s"
    assert scopes.holder_of(f"{STORE}/providers/microsoft.authorization/roleassignments/1") == STORE
