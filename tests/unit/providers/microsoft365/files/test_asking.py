"""The calls about one library."""

import json

from providers.microsoft365.files.answers import Item
from providers.microsoft365.files.asking import PREFER, Told
from tests.unit.providers.microsoft365.files.desks import desk
from tests.unit.providers.microsoft365.files.worlds import Office, user

PERMISSIONS = "drives/{id}/items/{item}/permissions"


def office() -> Office:
    """A library with a file of its own permissions."""
    found = Office()
    found.library("lib1", found.site("hr"), user("p01", "owner"))
    found.item("f1", "lib1", "", user("p02", "read"), user("p03", "write"))
    return found


def test_a_delta_asks_for_the_root_of_each_hierarchy_and_for_changes_of_sharing():
    words = {word.strip() for word in PREFER.split(",")}
    assert words == {"hierarchicalsharing", "deltashowremovedasdeleted", "deltatraversepermissiongaps", "deltashowsharingchanges"}
    with desk(office()) as (_, at, _sink):
        delta = at.asking.delta()
        found = {item.id: item for item in delta.items if isinstance(item, Item)}
        assert {name: item.shared is not None for name, item in found.items()} == {"lib1-root": True, "f1": True}
        assert delta.link
        assert list(at.asking.delta(delta.link).items) == []


def test_permissions_come_over_many_pages():
    with desk(office()) as (server, at, _):
        server.shorten_pages(1)
        told = at.asking.permissions("f1")
        assert (len(told.pages), told.whole, told.gone) == (2, True, False)
        rows, whole = at.asking.rows(told, "f1")
        assert ([row.id for row in rows], whole) == (["p02-read", "p03-write"], True)


def test_what_is_gone_is_gone_and_what_is_refused_is_not():
    with desk(office()) as (server, at, _):
        assert at.asking.permissions("f9") == Told(gone=True)
        assert not at.reader.gaps
        server.fail("graph", PERMISSIONS, status=403, code="accessDenied", times=0)
        assert at.asking.permissions("f1") == Told(whole=False)
        assert [gap.scope for gap in at.reader.gaps] == ["sharepoint://lib1/f1"]


def test_a_library_is_asked_as_a_whole():
    with desk(office()) as (server, at, _):
        rows, _whole = at.asking.rows(at.asking.permissions(), "")
        assert [row.id for row in rows] == ["p01-owner"]
        server.fail("graph", "drives/{id}/root/permissions", status=500, times=0)
        assert not at.asking.permissions().whole
        assert [gap.scope for gap in at.reader.gaps] == ["sharepoint://lib1"]


def test_entries_of_another_form_are_gaps_and_the_others_stand():
    told = Told((json.dumps([{"id": 1}, {"id": "2"}, "x"]).encode(), b'{"id": "3"}', b"[]"))
    with desk(office()) as (_, at, _sink):
        rows, whole = at.asking.rows(told, "f1")
        assert ([row.id for row in rows], whole) == (["2"], False)
        assert [gap.scope for gap in at.reader.gaps] == ["sharepoint://lib1/f1"] * 3
