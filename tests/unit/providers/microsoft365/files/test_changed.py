"""What has changed in a library, and what hangs on it."""

from datetime import timedelta
from typing import Any

from audit.model.facts import CoverageStatus
from audit.ports import Facts
from policies.levels import CONTENT, Level
from providers.sandbox.microsoft import edits
from providers.sandbox.microsoft.server import MicrosoftServer
from tests.unit.providers.microsoft365.files import changes
from tests.unit.providers.microsoft365.files.worlds import AT, Office, crawled, granted, levels, person, read, resource, served, user

READS, WRITES = Level.FIND | Level.READ, CONTENT  # who edits may share, unless the site says otherwise
P01, P02, P03 = (f"microsoft://user/{person(name)}" for name in ("p01", "p02", "p03"))
NIGHT = AT + timedelta(days=1)
DELTA, PERMISSIONS = "drives/{id}/root/delta", "drives/{id}/items/{item}/permissions"


def office() -> Office:
    """A library with two folders, and a file in one of them that is shared on its own."""
    found = Office()
    found.library("lib1", found.site("hr", "p01"), user("p01", "owner"))
    found.item("d1", "lib1", "", user("p02", "write"), folder=True)
    found.item("d2", "lib1", "", folder=True)
    found.item("f1", "lib1", "d1")
    found.item("f2", "lib1", "d1", user("p03", "read"))
    found.item("f3", "lib1", "d2")
    return found


def second(found: Office, server: MicrosoftServer, previous: Facts, **more: Any) -> Facts:
    """The next night, by what has changed."""
    before = len(server.log)
    facts = read(found, server, previous, at=NIGHT, full_every=31, **more)
    deltas = [each for each in server.log[before:] if each.operation == DELTA]
    assert all("token" in each.values for each in deltas[:1])
    return facts


def asked(server: MicrosoftServer, before: int) -> list[str]:
    """The items that were asked for their permissions."""
    return [each.values["item"] for each in server.log[before:] if each.operation == PERMISSIONS]


def test_a_night_in_which_nothing_changed_asks_the_library_and_its_changes_alone():
    found = office()
    with served(found) as server:
        first = read(found, server)
        before = len(server.log)
        facts = second(found, server, first)
        assert asked(server, before) == []
        assert len([each for each in server.log[before:] if each.operation == DELTA]) == 1
    assert set(facts.resources()) == set(first.resources())
    assert set(facts.acls()) == set(first.acls())


def test_what_lies_in_a_folder_that_is_shared_otherwise_has_that_now():
    found = office()
    with served(found) as server:
        first = read(found, server)
        edits.set_permissions(found.world, "lib1", "d1", [user("p03", "write")])
        before = len(server.log)
        facts = second(found, server, first)
        assert sorted(asked(server, before)) == ["d1", "f2"]  # what has its own below it may have been pushed new ones
    assert levels(facts, "sharepoint://lib1/f1") == levels(facts, "sharepoint://lib1/d1") == {P03: WRITES}
    assert levels(facts, "sharepoint://lib1/f2") == {P03: READS}


def test_permissions_that_were_pushed_down_are_seen_though_no_delta_tells():
    found = office()
    with served(found) as server:
        first = read(found, server)
        edits.set_permissions(found.world, "lib1", "d1", [user("p03", "write")])
        found.world.permissions["lib1/f2"] = [user("p01", "read")]
        facts = second(found, server, first)
    assert levels(facts, "sharepoint://lib1/f2") == {P01: READS}
    assert resource(facts, "sharepoint://lib1/f2").attribute("unique") == "true"


def test_what_lies_in_a_folder_that_was_moved_has_what_is_above_it_now():
    found = office()
    with served(found) as server:
        first = read(found, server)
        edits.move(found.world, "lib1", "d2", "d1")
        facts = second(found, server, first)
    assert levels(facts, "sharepoint://lib1/f3") == {P02: WRITES}
    assert resource(facts, "sharepoint://lib1/d2").parent == "sharepoint://lib1/d1"
    assert resource(facts, "sharepoint://lib1/f3").parent == "sharepoint://lib1/d2"


def test_what_lay_in_a_folder_that_was_deleted_is_gone():
    found = office()
    with served(found) as server:
        first = read(found, server)
        edits.delete_item(found.world, "lib1", "d1")
        facts = second(found, server, first)
    assert {each.id for each in facts.resources() if each.kind in ("file", "folder")} == {"sharepoint://lib1/d2", "sharepoint://lib1/f3"}


def test_an_item_that_inherits_again_has_its_folders():
    found = office()
    with served(found) as server:
        first = read(found, server)
        edits.inherit(found.world, "lib1", "f2")
        facts = second(found, server, first)
    assert levels(facts, "sharepoint://lib1/f2") == {P02: WRITES}
    assert not resource(facts, "sharepoint://lib1/f2").attribute("unique")


def test_the_library_s_own_permissions_go_down():
    found = office()
    with served(found) as server:
        first = read(found, server)
        found.world.permissions["lib1/lib1-root"] = [user("p02", "read")]
        facts = second(found, server, first)
    assert levels(facts, "sharepoint://lib1") == levels(facts, "sharepoint://lib1/f3") == {P02: READS}
    assert levels(facts, "sharepoint://lib1/f1") == {P02: WRITES}


def test_a_grant_that_has_ended_is_asked_again():
    found = office()
    found.world.permissions["lib1/f2"] = [user("p03", "read", expirationDateTime="2026-10-15T12:00:00Z"), user("p01", "read")]
    with served(found) as server:
        first = read(found, server)
        found.world.permissions["lib1/f2"] = [user("p01", "read")]
        facts = read(found, server, first, at=AT + timedelta(days=2), full_every=31)
    assert levels(facts, "sharepoint://lib1/f2") == {P01: READS}


def test_who_was_invited_and_has_come_is_asked_again():
    found = office()
    invited = {"id": "i", "roles": ["read"], "invitation": {"email": "p09@sample.example"}}
    found.world.permissions["lib1/f2"] = [invited]
    with served(found) as server:
        first = read(found, server)
        assert list(levels(first, "sharepoint://lib1/f2")) == ["microsoft://user/p09@sample.example"]
        found.person("p09")
        facts = second(found, server, first)
    assert list(levels(facts, "sharepoint://lib1/f2")) == [f"microsoft://user/{person('p09')}"]


def test_a_folder_that_came_back_with_more_than_is_told_lets_the_library_be_read_in_full():
    found = office()
    with served(found) as server:
        first = read(found, server)
        found.item("d3", "lib1", "", folder=True)
        found.item("f4", "lib1", "d3")
        found.world.items["lib1"]["d3"]["folder"] = {"childCount": 1}
        found.tell("lib1", "d3")
        facts = second(found, server, first)
        assert any("token" not in each.values for each in server.calls("graph", DELTA)[1:])
    assert levels(facts, "sharepoint://lib1/f4") == {P01: Level(15)}


def test_an_item_whose_permissions_are_refused_is_a_gap_and_the_library_is_read_in_full_next_time():
    found = office()
    with served(found) as server:
        first = read(found, server)
        edits.set_permissions(found.world, "lib1", "f2", [user("p01", "read")])
        server.fail("graph", PERMISSIONS, status=403, code="accessDenied", match={"item": "f2"}, times=0)
        facts = second(found, server, first)
        assert [gap.scope for gap in facts.gaps()] == ["sharepoint://lib1/f2"]
        assert {each.status for each in facts.coverage() if each.scope == "sharepoint://lib1"} == {CoverageStatus.PARTIAL}
        assert {each.condition for each in granted(facts, "sharepoint://lib1/f2")} == {"its own permissions were not read"}
        server.heal()
        before = len(server.log)
        again = read(found, server, facts, at=AT + timedelta(days=2), full_every=31)
        assert ["token" in each.values for each in server.log[before:] if each.operation == DELTA] == [False]
    assert levels(again, "sharepoint://lib1/f2") == {P01: READS}


def test_with_a_folder_all_that_lies_in_it_has_another_address():
    found = office()
    found.item("d4", "lib1", "d2", folder=True)
    with served(found) as server:
        first = read(found, server)
        edits.move(found.world, "lib1", "d2", "d1")
        changes.readdress(found, "lib1", "d2")
        facts = second(found, server, first)
    assert resource(facts, "sharepoint://lib1/d4").label("url") == "https://sample.sharepoint.example/sites/hr/lib1/d1/d2/d4"
    assert set(facts.resources()) == set(crawled(found).resources())


def test_with_a_library_all_that_lies_in_it_has_another_address():
    found = office()
    with served(found) as server:
        first = read(found, server)
        found.world.drives["lib1"] = {**found.world.drives["lib1"], "webUrl": "https://sample.sharepoint.example/sites/hr/new"}
        for name in ("d1", "d2"):
            changes.readdress(found, "lib1", name)
        facts = second(found, server, first)
    assert resource(facts, "sharepoint://lib1/d2").label("url") == "https://sample.sharepoint.example/sites/hr/new/d2"
    assert set(facts.resources()) == set(crawled(found).resources())
