"""All of Drive: what is asked, what is left out, and how a crawl that was killed goes on."""

from datetime import timedelta

import pytest

from audit.errors import RunError
from audit.model.facts import CoverageStatus
from audit.ports import Sink
from audit.runs.memory import MemorySink
from providers.google_workspace.drive.crawling import CHANGED, CHAPTER
from providers.sandbox.google import edits
from tests.properties.test_google_drive import told
from tests.unit.providers.google_workspace.drive.worlds import AT, Office, crawled, read, served, user

P02 = "google://user/p02@shop.example"


def office() -> Office:
    found = Office("p01", "p02", "p03")
    found.mine("file", "p02")
    found.drive("sd", user("p03", "organizer"))
    found.ours("inside", "sd")
    return found


def test_every_corpus_is_a_chapter():
    sink = MemorySink()
    crawled(office(), sink=sink)
    for corpus in ("google://user/p01@shop.example", P02, "drive://sd"):
        assert sink.has(CHAPTER + corpus)


def test_chapters_that_are_done_are_not_read_again():
    found, sink = office(), MemorySink()
    for corpus in (P02, "drive://sd"):
        with sink.chapter(CHAPTER + corpus):
            pass
    with served(found) as server:
        facts = read(found, server, sink=sink)
        assert {call.subject for call in server.calls("drive.v3", "files.list")} == {"p01@shop.example", "p03@shop.example"}
    assert {each.id for each in facts.resources()} == {"drive://root-p01", "drive://root-p03"}


class Full(MemorySink):
    """A disk that is full when the chapter of what was carried over comes."""

    def chapter(self, name: str) -> Sink:
        if name == CHANGED:
            raise RunError("the disk is full", "make room")
        return super().chapter(name)


def test_a_night_that_was_killed_goes_on_where_it_was():
    found = office()
    with served(found) as server:
        before = read(found, server)
        edits.put(found.world, {"id": "file", "name": "renamed"})
        edits.share(found.world, "sd", user("p02", "reader"))
        at, sink = AT + timedelta(days=1), Full()
        with pytest.raises(RunError):
            read(found, server, before, sink=sink, at=at, full_every=31)
        done = MemorySink()
        with done.chapter(CHAPTER + "drive://sd") as chapter:  # what the killed one had read in full
            chapter.add(*(each for each in sink.all() if "sd" in str(each) or "inside" in str(each)))
        facts = read(found, server, before, sink=done, at=at, full_every=31)
        assert told(facts)["resources"] == told(read(found, server, at=at))["resources"]
        listed = server.calls("drive.v3", "files.list")
        again = read(found, server, before, sink=done, at=at, full_every=31)
        assert told(again) == told(facts)
        assert len(server.calls("drive.v3", "files.list")) == len(listed)


def test_shared_drives_that_can_not_be_listed_are_a_gap_for_all_of_them():
    found = office()
    with served(found) as server:
        server.withdraw("https://www.googleapis.com/auth/drive.readonly")
        facts = read(found, server)
    gap = next(iter(facts.gaps()))
    assert (gap.scope, gap.surface, gap.operation) == ("google://", "drive", "drive.v3:drives.list")
    assert gap.missing_permission == "https://www.googleapis.com/auth/drive.readonly"
    assert "drive://file" in {each.id for each in facts.resources()}
    assert {each.scope: each.status for each in facts.coverage() if each.surface == "drive"}["google://"] is CoverageStatus.DENIED


def test_an_empty_tenant_has_its_drives_roots():
    assert {each.id for each in crawled(Office("p01")).resources()} == {"drive://root-p01"}


def test_googles_log_that_can_not_be_read_is_a_gap_of_its_own():
    found = office()
    with served(found) as server:
        server.withdraw("https://www.googleapis.com/auth/admin.reports.audit.readonly")
        facts = read(found, server)
    assert [gap.surface for gap in facts.gaps()] == ["drive-events"]
    assert not [each for each in facts.resources() if each.attribute("measure:access-logging")]
