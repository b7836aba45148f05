import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.sandbox.microsoft import edits
from providers.sandbox.microsoft.server import MicrosoftServer
from tests.unit.providers.sandbox.microsoft.worlds import DRIVE, Client, ids, item, link, tenant

DELTA = f"drives/{DRIVE}/root/delta"
PREFER = "hierarchicalsharing, deltashowsharingchanges, deltashowremovedasdeleted, deltatraversepermissiongaps"
SHARED = "@microsoft.graph.sharedChanged"


def after(client, page, **headers):
    return client.value(page["@odata.deltaLink"], **headers)


def test_everything_with_who_shares_it(client):
    rows, _ = client.value(DELTA)
    assert ids(rows) == ["root", "f", "f1", "f2", "top"]
    assert [row["shared"]["scope"] for row in rows] == ["users", "users", "users", "anonymous", "users"]
    rows, _ = client.value(DELTA, Prefer=PREFER)
    assert {row["id"]: row["shared"] for row in rows if "shared" in row} == {"root": {"scope": "users"}, "f2": {"scope": "anonymous"}}


def test_an_empty_facet_says_that_permissions_are_its_own_and_nobodys(server, client):
    server.world.permissions = {f"{DRIVE}/f": []}
    rows, _ = client.value(DELTA, Prefer=PREFER)
    assert {row["id"]: row["shared"] for row in rows if "shared" in row} == {"root": {}, "f": {}}
    assert all("shared" not in row for row in client.value(DELTA)[0])


def test_options_live_in_the_token(server, client):
    status, page = client.get(f"{DELTA}?$select=id,name&$top=2")
    assert (status, len(page["value"]), set(page["value"][0])) == (200, 2, {"id", "name"})
    _, page = client.get(page["@odata.nextLink"])
    assert (len(page["value"]), set(page["value"][0])) == (2, {"id", "name"})
    for path in (f"{DELTA}?token=x", f"{DELTA}?$filter=id eq 'f'", f"{DELTA}?$skiptoken=x", f"{DELTA}?$select=nothing"):
        assert client.get(path)[0] == 400
    assert client.refusal("drives/none/root/delta")[0] == 404


def test_what_has_changed_with_the_folders_above(server, client):
    _, page = client.value(f"{DELTA}?token=latest")
    edits.put_item(server.world, DRIVE, {"id": "f1", "name": "renamed"})
    edits.put_item(server.world, DRIVE, item("new", "f"))
    edits.delete_item(server.world, DRIVE, "top")
    rows, following = after(client, page)
    assert ids(rows) == ["root", "f", "f1", "new", "top"]
    assert (rows[2]["name"], rows[4]["deleted"], "name" in rows[4]) == ("renamed", {"state": "deleted"}, False)
    rows, _ = after(client, page, deltaExcludeParent="true")
    assert ids(rows) == ["f1", "new", "top"]
    assert after(client, following)[0] == []


def test_a_change_of_sharing(server, client):
    _, page = client.value(DELTA, Prefer=PREFER)
    edits.share(server.world, DRIVE, "f1", link("organization"))
    edits.unshare(server.world, DRIVE, "f1", "link-organization")
    edits.share(server.world, DRIVE, "f", link("organization"))
    rows, following = after(client, page, Prefer=PREFER)
    told = {row["id"]: row for row in rows}
    assert (told["f1"]["shared"], told["f1"][SHARED]) == ({"scope": "users"}, "True")
    assert (told["f"]["shared"], SHARED in told["f"]) == ({"scope": "organization"}, False)  # never of a folder
    assert "f2" not in told
    assert SHARED not in {row["id"]: row for row in after(client, page)[0]}["f1"]
    edits.inherit(server.world, DRIVE, "f1")
    told = {row["id"]: row for row in after(client, following, Prefer=PREFER)[0]}
    assert ("shared" in told["f1"], told["f1"][SHARED]) == (False, "True")


@pytest.mark.parametrize("below", [False, True])
def test_a_folder_that_is_deleted(server, client, below):
    server.world.deleted_below = below
    _, page = client.value(DELTA)
    edits.delete_item(server.world, DRIVE, "f")
    assert ids(after(client, page)[0]) == ["f", "f1", "f2"][: 3 if below else 1]


def test_a_folder_that_is_moved_comes_alone(server, client):
    _, page = client.value(DELTA)
    edits.put_item(server.world, DRIVE, item("g", "root", "folder"))
    edits.move(server.world, DRIVE, "f", "g")
    rows, _ = after(client, page)
    assert ids(rows) == ["root", "g", "f"]
    assert rows[2]["parentReference"]["id"] == "g"
    with pytest.raises(ValueError, match="lies in"):
        edits.move(server.world, DRIVE, "g", "f1")


def test_a_token_that_has_expired(server, client):
    server.shorten_pages(2)
    _, first = client.get(DELTA)
    _, page = client.value(DELTA)
    edits.put_item(server.world, DRIVE, {"id": "f1", "name": "new"})
    edits.forget_changes(server.world)
    for old in (page["@odata.deltaLink"], first["@odata.nextLink"]):
        answer = client.send("GET", old)
        assert (answer.status, json.loads(answer.data)["error"]["code"]) == (410, "resyncChangesApplyDifferences")
        assert len(client.value(answer.headers["Location"])[0]) == 5


def test_no_order(server, client):
    server.world.shuffled = True
    rows, _ = client.value(DELTA)
    assert sorted(ids(rows)) == ["f", "f1", "f2", "root", "top"] != ids(rows)


ITEMS = ["f", "f1", "f2", *(f"i{number}" for number in range(4))]
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.sampled_from(ITEMS), st.sampled_from(["root", *ITEMS]), st.booleans()),
        st.tuples(st.just("move"), st.sampled_from(ITEMS), st.sampled_from(["root", *ITEMS])),
        st.tuples(st.just("delete"), st.sampled_from(ITEMS)),
        st.tuples(st.just("share"), st.sampled_from(ITEMS), st.sampled_from(["anonymous", "organization", "users"])),
        st.tuples(st.just("inherit"), st.sampled_from(ITEMS)),
    ),
    max_size=14,
)


def apply(world, edit):
    """An id that is gone is not given to another item."""
    act, name, *more = edit
    items = world.items[DRIVE]
    if act == "put" and name not in items and "folder" in items.get(more[0], {}) and name not in {change.id for change in world.changes}:
        edits.put_item(world, DRIVE, item(name, more[0], "folder" if more[1] else "file"))
    elif name not in items:
        return
    elif act == "put":
        edits.put_item(world, DRIVE, {"id": name, "name": f"{name} {world.last_change}"})
    elif act == "move" and "folder" in items.get(more[0], {}) and more[0] not in edits.subtree(world, DRIVE, name):
        edits.move(world, DRIVE, name, more[0])
    elif act == "delete":
        edits.delete_item(world, DRIVE, name)
    elif act == "share":
        edits.share(world, DRIVE, name, link(more[0]))
    elif act == "inherit":
        edits.inherit(world, DRIVE, name)


class Copy:
    """What a client keeps: the tree, and which items have permissions of their own."""

    def __init__(self):
        self.items = {}

    def take(self, rows):
        for row in rows:
            if "deleted" in row:
                self.items.pop(row["id"], None)
            else:
                self.items[row["id"]] = (row["name"], row.get("parentReference", {}).get("id"), "shared" in row)

    def kept(self):
        """Only what hangs on the root: what lay in a folder that is gone is gone with it."""
        found, more = {}, ["root"]
        while more:
            name = more.pop()
            found[name] = self.items[name]
            more += [each for each, (_, parent, _) in self.items.items() if parent == name]
        return found


@settings(max_examples=60, deadline=None)
@given(nights=st.lists(EDITS, min_size=2, max_size=5), most=st.integers(1, 4), shuffled=st.booleans(), below=st.booleans())
def test_deltas_add_up_to_the_whole(tmp_path_factory, nights, most, shuffled, below):
    world = tenant()
    world.shuffled, world.deleted_below = shuffled, below
    before, midway, *later = nights
    for edit in before:
        apply(world, edit)
    with MicrosoftServer(world) as server:
        client = Client(server, tmp_path_factory.mktemp("w"))
        server.shorten_pages(most)
        copy = Copy()
        _, page = client.get(DELTA, Prefer=PREFER)
        copy.take(page["value"])
        for edit in midway:
            apply(world, edit)
        while "@odata.nextLink" in page:
            _, page = client.get(page["@odata.nextLink"], Prefer=PREFER)
            copy.take(page["value"])
        for night in (*later, ()):
            for edit in night:
                apply(world, edit)
            rows, page = after(client, page, Prefer=PREFER)
            copy.take(rows)
        whole = {
            name: (each["name"], each.get("parentReference", {}).get("id"), "root" in each or f"{DRIVE}/{name}" in world.permissions)
            for name, each in world.items[DRIVE].items()
        }
        assert copy.kept() == whole
    assert server.problems == []
