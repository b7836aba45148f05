"""Files lie where their folders lie, the most specific part alone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from tempfile import TemporaryDirectory

from audit.model.facts import Resource
from audit.resolve.cells import Cell
from audit.resolve.placements import holds, placements_of
from audit.runs.memory import MemoryFacts
from audit.runs.store import Store
from policies.locations import Location

from .worlds import where

DRIVE = where("drive://hr", "folder", "google")


def _cell(part: str, pattern: str, asset: str = "hr", **narrowed: object) -> Cell:
    return Cell(asset, part, DRIVE, Location("google", "folder", pattern, **narrowed))


def _file(name: str, parent: str = "", **more: object) -> Resource:
    return Resource(f"drive://{name}", "google_workspace", "file", name, f"drive://{parent}" if parent else "", **more)


def _placed(resources: Sequence[Resource], *cells: Cell) -> set[tuple[str, str, str]]:
    """Where they lie, in memory and on disk."""
    found = placements_of(MemoryFacts(resources), cells)
    with TemporaryDirectory() as place, Store(place).create(datetime(2026, 11, 23, 2, tzinfo=UTC), "0.1") as writer:
        writer.add(*resources)
        assert placements_of(writer.commit("digest", ("google",)), cells) == found
    return {(each.resource, each.asset, each.part) for each in found}


TREE = (_file("hr"), _file("pay", "hr"), _file("slips", "pay"), _file("one", "slips"), _file("two", "hr"), _file("else"))


def test_a_folder_holds_all_under_it_and_only_containers_are_placed():
    assert _placed(TREE, _cell("", "drive://hr")) == {(f"drive://{name}", "hr", "") for name in ("hr", "pay", "slips")}


def test_what_is_under_a_part_is_not_in_the_rest():
    placed = _placed(TREE, _cell("", "drive://hr", excluding=("drive://pay",)), _cell("pay", "drive://pay"))
    assert placed == {("drive://hr", "hr", ""), ("drive://pay", "hr", "pay"), ("drive://slips", "hr", "pay")}


def test_a_file_that_a_part_names_itself_leaves_its_folders_part():
    placed = _placed(TREE, _cell("", "drive://hr"), _cell("pay", "drive://pay"), _cell("one", "drive://one"))
    assert {part for resource, _, part in placed if resource == "drive://one"} == {"one"}


def test_the_rest_does_not_take_back_what_a_folder_gave_to_a_part():
    placed = _placed(TREE, _cell("", "drive://*", excluding=("drive://pay",)), _cell("pay", "drive://pay"))
    assert {part for resource, _, part in placed if resource in ("drive://slips", "drive://one")} == {"pay"}


def test_two_assets_can_hold_one_folder():
    placed = _placed(TREE, _cell("", "drive://hr"), _cell("", "drive://pay", asset="pay"))
    assert {asset for resource, asset, _ in placed if resource == "drive://slips"} == {"hr", "pay"}


def test_folders_in_a_ring_end():
    ring = (_file("a", "b"), _file("b", "a"), _file("c", "a"))
    assert _placed(ring, _cell("", "drive://a")) == {("drive://a", "hr", ""), ("drive://b", "hr", "")}


def test_a_location_names_by_system_address_tags_and_label():
    resource = _file("x", labels=(("data", "personal"), ("sensitivity", "secret")))
    assert holds(Location("google", "file", "drive://*", tags=(("data", "personal"),), label="secret"), resource)
    assert not holds(Location("google", "file", "drive://*", tags=(("data", "other"),)), resource)
    assert not holds(Location("google", "file", "drive://*", label="open"), resource)
    assert not holds(Location("microsoft", "file", "drive://*"), resource)
    assert not holds(Location("google", "file", "drive://y"), resource)


def test_a_place_with_a_label_or_tags_names_what_has_them():
    tree = (*TREE, _file("tagged", "hr", labels=(("owner", "p20"), ("sensitivity", "secret"))))
    tagged = {("drive://tagged", "hr", "")}
    assert _placed(tree, _cell("", "drive://*", label="secret")) == tagged
    assert _placed(tree, _cell("", "drive://*", tags=(("owner", "p20"),))) == tagged
    assert _placed(tree, _cell("", "drive://tagged", tags=(("owner", "p21"),))) == set()
