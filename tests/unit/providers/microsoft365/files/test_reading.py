"""One library read in full, again and again while it changes."""

import json
from typing import Any

from providers.microsoft365.files.cursors import usable
from providers.microsoft365.files.reading import whole
from tests.unit.providers.microsoft365.files.desks import library
from tests.unit.providers.microsoft365.files.worlds import Office, user

DELTA = "drives/{id}/root/delta"


def office() -> Office:
    """A library with three files."""
    found = Office()
    found.library("lib1", found.site("hr"), user("p01", "owner"))
    for name in ("f1", "f2", "f3"):
        found.item(name, "lib1")
    return found


def told(found: Office, *names: str) -> dict[str, Any]:
    """What makes a delta tell of these."""
    rows = [found.world.items["lib1"][name] for name in ("lib1-root", *names)]
    return {"kind": "replaced", "body": json.dumps({"value": rows, "@odata.deltaLink": "https://127.0.0.1/x"}).encode(), "times": 1}


def test_a_library_that_is_read_leaves_a_cursor():
    with library(office()) as (_, setting, holding, sink):
        whole(setting, holding, sink, "chapter")
        facts = sink.facts()
        assert sink.has("chapter")
        cursor = usable(facts)["sharepoint://lib1"]
        assert (cursor.root, cursor.full, cursor.at) == ("lib1-root", setting.at.date(), setting.at.isoformat())
        assert len(list(facts.resources())) == 4


def test_what_comes_twice_is_read_again_and_written_once():
    found = office()
    with library(found) as (server, setting, holding, sink):
        server.fail("graph", DELTA, **told(found, "f1", "f2", "f1"))
        whole(setting, holding, sink, "chapter")
        assert len(server.calls("graph", DELTA)) == 2
        assert not list(sink.facts().gaps())
        assert len(list(sink.facts().resources())) == 4


def test_a_library_that_never_rests_is_taken_as_it_comes_with_a_gap():
    found = office()
    with library(found) as (server, setting, holding, sink):
        for name in ("f1", "f2", "f3"):
            server.fail("graph", DELTA, **told(found, name, name))
        whole(setting, holding, sink, "chapter")
        assert len(server.calls("graph", DELTA)) == 3
        assert [gap.scope for gap in sink.facts().gaps()] == ["sharepoint://lib1"]
        assert not usable(sink.facts())
