"""A library read in full, on the sandbox."""

import json
from typing import Any

from audit.model.facts import CoverageStatus, Grant, Verdict
from policies.levels import CONTENT, Level
from providers.microsoft365.files.asking import PREFER
from tests.unit.providers.microsoft365.files.worlds import (
    ADMIN_ROLE,
    Office,
    acl,
    crawled,
    granted,
    group,
    levels,
    link,
    person,
    read,
    resource,
    served,
    site,
    site_group,
    team,
    user,
)

READS, WRITES = Level.FIND | Level.READ, CONTENT  # who edits may share, unless the site says otherwise
P02, P03, LINK = f"microsoft://user/{person('p02')}", f"microsoft://user/{person('p03')}", "microsoft://link/anyone"
DELTA = "drives/{id}/root/delta"
PERMISSIONS = "drives/{id}/items/{item}/permissions"


def office() -> Office:
    """A library with two folders, one of them shared on its own."""
    found = Office()
    found.library("lib1", found.site("hr", "p01"), user("p02", "write"))
    found.item("d1", "lib1", "", folder=True)
    found.item("d2", "lib1", "d1", group("g01", "read"), folder=True)
    found.item("f1", "lib1", "d1")
    found.item("f2", "lib1", "d2")
    found.item("f3", "lib1", "d2", user("p03", "read"), link("anonymous"))
    found.team("g01", "p03")
    return found


def test_what_has_no_permissions_of_its_own_has_its_folders():
    facts = crawled(office())
    assert levels(facts, "sharepoint://lib1") == levels(facts, "sharepoint://lib1/f1") == {P02: WRITES}
    assert levels(facts, "sharepoint://lib1/f2") == {f"microsoft://group/{team('g01')}": READS}
    assert levels(facts, "sharepoint://lib1/f3") == {P03: READS, LINK: READS}
    unique = {each.id for each in facts.resources() if each.attribute("unique")}
    assert unique == {"sharepoint://lib1/d2", "sharepoint://lib1/f3"}


def test_only_what_has_permissions_of_its_own_is_asked():
    with served(office()) as server:
        read(office(), server)
        assert {each.values["item"] for each in server.calls("graph", PERMISSIONS)} == {"d2", "f3"}
        assert len(server.calls("graph", "drives/{id}/root/permissions")) == 1
        assert PREFER.split(", ")[0] == "hierarchicalsharing"


def test_administrators_reach_everything_in_a_site():
    facts = crawled(office())
    admins = Grant(f"microsoft://site-group/{site('hr')}/administrators", CONTENT, "site administrator")
    role = Grant(ADMIN_ROLE, Level.MANAGE, "admin-role")
    for uri in (f"sharepoint://{site('hr')}", "sharepoint://lib1", "sharepoint://lib1/f3"):
        assert {admins, role} <= set(acl(facts, uri).grants)


def test_a_resource_says_where_it_lies_and_a_folder_its_address():
    facts = crawled(office())
    assert resource(facts, "sharepoint://lib1").parent == f"sharepoint://{site('hr')}"
    found = resource(facts, "sharepoint://lib1/d2")
    assert (found.kind, found.parent) == ("folder", "sharepoint://lib1/d1")
    assert found.labels == (("url", "https://sample.sharepoint.example/sites/hr/lib1/d1/d2"),)
    file = resource(facts, "sharepoint://lib1/f2")
    assert (file.kind, file.parent, file.labels, file.size, file.modified) == (
        "file",
        "sharepoint://lib1/d2",
        (),
        12,
        "2026-10-01T08:00:00Z",
    )


def test_items_may_come_before_their_folder_and_over_many_pages():
    found, plain = office(), crawled(office())
    items = found.world.items["lib1"]
    found.world.items["lib1"] = dict(reversed(items.items()))
    with served(found) as server:
        server.shorten_pages(2)
        facts = read(found, server)
    assert set(facts.resources()) == set(plain.resources())
    assert set(facts.gaps()) == set(plain.gaps())


def _rows(found: Office, *names: str, **more: Any) -> list[dict[str, Any]]:
    rows = [dict(found.world.items["lib1"][name]) for name in names]
    rows[-1] |= more
    return rows


def _replaced(rows: list[dict[str, Any]], link: str = "https://127.0.0.1/none") -> bytes:
    return json.dumps({"value": rows, "@odata.deltaLink": link}).encode()


def test_the_last_word_on_an_item_counts():
    found = office()
    rows = [
        *_rows(found, "lib1-root", "d1", "f1"),
        *_rows(found, "d2", shared={}),
        *_rows(found, "f1", name="new", parentReference={"id": "d2"}),
    ]
    with served(found) as server:
        server.fail("graph", DELTA, kind="replaced", body=_replaced(rows))
        facts = read(found, server)
    named = [each for each in facts.resources() if each.id == "sharepoint://lib1/f1"]
    assert [(each.name, each.parent) for each in named] == [("new", "sharepoint://lib1/d2")]
    assert levels(facts, "sharepoint://lib1/f1") == {f"microsoft://group/{team('g01')}": READS}
    assert not list(facts.gaps())


def test_a_folder_that_comes_again_as_it_was_is_read_once():
    found = office()
    with served(found) as server:
        server.fail("graph", DELTA, kind="replaced", body=_replaced(_rows(found, "lib1-root", "d1", "f1", "d1", "lib1-root")))
        read(found, server)
        assert len(server.calls("graph", DELTA)) == 1


def test_what_is_gone_at_the_end_is_not_there():
    found = office()
    rows = [*_rows(found, "lib1-root", "d1", "f1"), {"id": "f1", "deleted": {"state": "deleted"}}, {"id": "f9", "deleted": {}}]
    with served(found) as server:
        server.fail("graph", DELTA, kind="replaced", body=_replaced(rows))
        facts = read(found, server)
    assert {each.id for each in facts.resources() if each.kind in ("file", "folder")} == {"sharepoint://lib1/d1"}


def test_a_folder_that_was_not_listed_is_a_gap_and_is_asked():
    found = office()
    with served(found) as server:
        server.fail("graph", DELTA, kind="replaced", body=_replaced(_rows(found, "lib1-root", "f2", "f1")))
        facts = read(found, server)
    assert levels(facts, "sharepoint://lib1/f2") == {f"microsoft://group/{team('g01')}": READS}
    assert {gap.scope for gap in facts.gaps()} == {"sharepoint://lib1/d1", "sharepoint://lib1/d2"}


def test_folders_that_hold_each_other_are_a_gap():
    found = office()
    rows = [
        *_rows(found, "lib1-root"),
        *_rows(found, "d1", parentReference={"id": "d2"}),
        *_rows(found, "d2", parentReference={"id": "d1"}),
    ]
    with served(found) as server:
        server.fail("graph", DELTA, kind="replaced", body=_replaced(rows))
        facts = read(found, server)
    assert [gap.scope for gap in facts.gaps()]
    assert {each.id for each in facts.resources() if each.kind == "folder"} == {"sharepoint://lib1/d1", "sharepoint://lib1/d2"}


def test_permissions_that_are_refused_are_a_gap_and_what_is_above_holds_perhaps():
    found = office()
    with served(found) as server:
        server.fail("graph", PERMISSIONS, status=403, code="accessDenied", match={"item": "d2"}, times=0)
        facts = read(found, server)
    assert [gap.scope for gap in facts.gaps()] == ["sharepoint://lib1/d2"]
    for uri in ("sharepoint://lib1/d2", "sharepoint://lib1/f2"):
        assert {(each.principal, each.verdict) for each in granted(facts, uri)} == {(P02, Verdict.UNKNOWN)}
    assert levels(facts, "sharepoint://lib1/f3") == {P03: READS, LINK: READS}


def test_a_list_of_permissions_with_nobody_in_it_is_a_gap():
    found = office()
    found.world.permissions |= {"lib1/f3": [], "lib1/d2": []}
    facts = crawled(found)
    assert [gap.scope for gap in facts.gaps()] == ["sharepoint://lib1/d2", "sharepoint://lib1/f3"]
    assert granted(facts, "sharepoint://lib1/f3") == frozenset()


def test_a_page_that_fails_is_a_gap_and_what_came_before_stands():
    found = office()
    with served(found) as server:
        server.shorten_pages(3)
        server.fail("graph", DELTA, status=500, page=2, times=0)
        facts = read(found, server)
    assert [gap.scope for gap in facts.gaps()] == ["sharepoint://lib1"]
    assert {each.id for each in facts.resources()} >= {"sharepoint://lib1", "sharepoint://lib1/d1"}
    assert not list(facts.attachments())
    assert {each.status for each in facts.coverage() if each.scope == "sharepoint://lib1"} == {CoverageStatus.PARTIAL}


def test_an_entry_of_another_form_is_a_gap_and_its_neighbours_stand():
    found = office()
    body = json.dumps({"value": [{"id": 1, "roles": "read"}, user("p03", "read")]}).encode()
    with served(found) as server:
        server.fail("graph", PERMISSIONS, kind="replaced", body=body, match={"item": "d2"}, times=0)
        facts = read(found, server)
    assert [gap.scope for gap in facts.gaps()] == ["sharepoint://lib1/d2"]
    assert {(each.principal, each.verdict) for each in granted(facts, "sharepoint://lib1/f2")} == {
        (P02, Verdict.UNKNOWN),
        (P03, Verdict.YES),
    }


def test_a_site_group_is_a_principal_of_its_site():
    found = Office()
    found.library("lib1", found.site("hr", "p01", groups={3: ("p02",)}), site_group(3, "write"))
    facts = crawled(found)
    assert levels(facts, "sharepoint://lib1") == {f"microsoft://site-group/{site('hr')}/3": WRITES}
