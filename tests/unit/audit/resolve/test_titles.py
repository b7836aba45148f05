"""What people call a resource, from memory and from a run on disk."""

from datetime import UTC, datetime
from pathlib import Path

from audit.model.facts import Resource
from audit.resolve.titles import titles
from audit.runs.memory import MemoryFacts
from audit.runs.store import Store

FILES = tuple(Resource(f"drive://{number}", "google_workspace", "file", f"list {number}\ud800") for number in range(5))
NAMELESS = Resource("drive://9", "google_workspace", "file", "")


def test_names_come_from_memory_and_from_disk_alike(tmp_path: Path):
    with Store(str(tmp_path)).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "1.0") as writer:
        writer.add(*FILES, NAMELESS)
        run = writer.commit("digest", ("google_workspace",))
    for facts in (MemoryFacts((*FILES, NAMELESS)), run):
        found = titles(facts, {"drive://1", "drive://4", "drive://absent"})
        assert found == {"drive://1": FILES[1].name, "drive://4": FILES[4].name}


def test_nothing_asked_reads_nothing():
    assert titles(MemoryFacts(FILES), set()) == {}
