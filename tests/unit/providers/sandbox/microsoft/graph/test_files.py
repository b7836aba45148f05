import pytest

from providers.sandbox.microsoft.graph.files import effective
from providers.sandbox.microsoft.world import World
from tests.unit.providers.sandbox.microsoft.worlds import DRIVE, HR, P01, P02, SITE, granted, ids, item


def test_inherited_permissions_are_in_the_list_like_the_others(server, client):
    server.world.permissions[f"{DRIVE}/root"] = [granted("owners", "write") | {"inheritedFrom": {"id": "x"}}]
    for path in ("items/root", "items/f1", "root"):
        rows, _ = client.value(f"drives/{DRIVE}/{path}/permissions")
        assert (ids(rows), "inheritedFrom" in rows[0]) == (["owners"], False)
    assert ids(client.value(f"drives/{DRIVE}/items/f2/permissions")[0]) == ["owners", "link-anonymous"]
    assert client.refusal(f"drives/{DRIVE}/items/none/permissions") == (404, "itemNotFound")
    server.shorten_pages(1)
    assert len(client.value(f"drives/{DRIVE}/items/f2/permissions")[0]) == 2


def test_items_and_children(server, client):
    assert client.get(f"drives/{DRIVE}/items/f2")[1]["shared"] == {"scope": "anonymous"}
    assert ids(client.value(f"drives/{DRIVE}/root/children")[0]) == ["f", "top"]
    assert ids(client.value(f"drives/{DRIVE}/items/f/children")[0]) == ["f1", "f2"]
    assert client.get(f"drives/{DRIVE}/root")[1]["id"] == "root"
    server.world.items[DRIVE] = {}
    assert client.refusal(f"drives/{DRIVE}/root") == (404, "itemNotFound")


@pytest.mark.parametrize(("holder", "drives"), [(f"users/{P01}", "user_drives"), (f"groups/{HR}", "group_drives")])
def test_whose_drive_it_is(server, client, holder, drives):
    assert client.refusal(f"{holder}/drive") == (404, "ResourceNotFound")
    assert client.value(f"{holder}/drives")[0] == []
    setattr(server.world, drives, {holder.partition("/")[2]: DRIVE})
    assert client.get(f"{holder}/drive")[1]["id"] == DRIVE
    assert ids(client.value(f"{holder}/drives")[0]) == [DRIVE]
    assert client.refusal(f"users/{P02}/drive") == (404, "ResourceNotFound")


def test_a_sites_drives(server, client):
    assert client.get(f"sites/{SITE}/drive")[1]["id"] == DRIVE
    assert ids(client.value(f"sites/{SITE}/drives?$select=id,name")[0]) == [DRIVE]
    server.world.site_drives = {}
    assert client.refusal(f"sites/{SITE}/drive") == (404, "itemNotFound")


def test_the_nearest_folder_above_decides():
    world = World(items={"d": {"r": {"id": "r"}, "f": item("f", "r"), "g": item("g", "f")}})
    assert effective(world, "d", "g") == ()
    world.permissions = {"d/r": [granted("a", "read")], "d/f": []}
    assert effective(world, "d", "g") == []
    assert effective(world, "d", "r") == [granted("a", "read")]
    assert effective(world, "d", "none") == ()
