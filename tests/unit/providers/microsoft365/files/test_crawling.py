"""All of it, with what was not finished."""

from datetime import timedelta
from pathlib import Path

import pytest

from audit.model.facts import CoverageStatus
from audit.runs.memory import MemorySink
from providers.microsoft365.files.crawling import CHANGED, CHAPTER
from providers.sandbox.microsoft import edits
from tests.unit.providers.microsoft365.files.worlds import AT, Office, crawled, read, served, user

DELTA = "drives/{id}/root/delta"
NIGHT = AT + timedelta(days=1)


def office() -> Office:
    """Two libraries in two sites."""
    found = Office()
    for name in ("hr", "sales"):
        found.library(f"lib-{name}", found.site(name, "p01"), user("p01", "owner"))
        found.item(f"f-{name}", f"lib-{name}", "", user("p02", "read"))
    return found


class Killed(MemorySink):
    """A sink that ends the collection when a chapter is opened."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at

    def chapter(self, name: str):
        if name == self.at:
            raise KeyboardInterrupt
        return super().chapter(name)


def test_a_crawl_that_was_killed_goes_on_where_it_was():
    found = office()
    with served(found) as server:
        sink = Killed(CHAPTER + "sharepoint://lib-sales")
        with pytest.raises(KeyboardInterrupt):
            read(found, server, sink=sink)
        assert sink.has(CHAPTER + "sharepoint://lib-hr")
        before = len(server.log)
        sink.at = ""
        facts = read(found, server, sink=sink)
        assert [each.values["id"] for each in server.log[before:] if each.operation == DELTA] == ["lib-sales"]
    assert set(facts.resources()) == set(crawled(office()).resources())


def test_a_night_that_was_killed_goes_on_where_it_was():
    found = office()
    with served(found) as server:
        first = read(found, server)
        edits.set_permissions(found.world, "lib-hr", "f-hr", [user("p03", "read")])
        sink = Killed(CHANGED)
        with pytest.raises(KeyboardInterrupt):
            read(found, server, first, sink=sink, at=NIGHT, full_every=31)
        sink.at = ""
        facts = read(found, server, first, sink=sink, at=NIGHT, full_every=31)
        whole = read(found, server, at=NIGHT)
        assert set(facts.resources()) == set(whole.resources())
        again = read(found, server, first, sink=sink, at=NIGHT, full_every=31)
        assert set(again.resources()) == set(whole.resources())


def test_sites_that_could_not_be_listed_are_a_gap_of_all_of_them():
    found = office()
    with served(found) as server:
        server.withdraw("graph", "Sites.Read.All")
        server.fail("graph", "sites/getAllSites", status=403, code="accessDenied", times=0)
        facts = read(found, server)
    assert "sharepoint://" in {gap.scope for gap in facts.gaps()}
    assert {each.status for each in facts.coverage() if (each.surface, each.scope) == ("sites", "sharepoint://")} != {
        CoverageStatus.COMPLETE
    }


def test_lists_that_are_no_libraries_are_said_not_to_be_read():
    assert CoverageStatus.UNSUPPORTED in {each.status for each in crawled(office()).coverage() if each.surface == "lists"}


def test_without_full_control_lists_of_permissions_may_be_told_in_part():
    found = office()
    with served(found) as server:
        server.withdraw("graph", "Sites.FullControl.All")
        facts = read(found, server)
    gaps = [gap for gap in facts.gaps() if gap.missing_permission == "Sites.FullControl.All"]
    assert "sharepoint://" in {gap.scope for gap in gaps}


def test_a_library_that_is_refused_is_a_gap_and_the_other_stands(tmp_path: Path):
    del tmp_path
    found = office()
    with served(found) as server:
        server.fail("graph", DELTA, status=403, code="accessDenied", match={"id": "lib-hr"}, times=0)
        facts = read(found, server)
    assert "sharepoint://lib-hr" in {gap.scope for gap in facts.gaps()}
    assert "sharepoint://lib-sales/f-sales" in {each.id for each in facts.resources()}
