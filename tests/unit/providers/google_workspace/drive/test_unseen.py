"""Places that a gap leaves in the dark, in trees of odd shapes. What a gap touches and what not: `test_evaluate`."""

from audit.model.facts import Gap, Resource, pairs
from audit.runs.memory import MemoryFacts
from policies.locations import Location
from providers.google_workspace.drive.unseen import touching


def folder(name: str, parent: str) -> Resource:
    owner = pairs({"owner": "p02@shop.example"})
    return Resource(f"drive://{name}", "google_workspace", "folder", name, f"drive://{parent}", attributes=owner)


def place(name: str) -> Location:
    return Location("google", "folder", f"drive://{name}")


RING = [folder("a", "b"), folder("b", "a"), folder("c", "a")]
GAP = Gap("google_workspace", "drive", "drive://c", "call", "denied")


def test_folders_that_hold_each_other_end():
    assert dict(touching(MemoryFacts([*RING, GAP]), [place("a"), place("c")])) == {place("a"): (GAP,), place("c"): (GAP,)}


def test_a_container_that_was_not_read_darkens_what_is_named_inside():
    above = Gap("google_workspace", "drive", "drive://a", "call", "denied")
    facts = MemoryFacts([folder("a", "root"), folder("c", "a"), folder("d", "root"), above])
    assert dict(touching(facts, [place("c"), place("d")])) == {place("c"): (above,)}


def test_without_places_or_gaps_nothing_is_looked_at():
    assert list(touching(MemoryFacts([*RING, GAP]), [])) == []
    assert list(touching(MemoryFacts(RING), [place("a")])) == []


def test_gaps_of_other_providers_are_theirs():
    other = Gap("gcp", "drive", "drive://c", "call", "denied")
    assert list(touching(MemoryFacts([*RING, other]), [place("a")])) == []
