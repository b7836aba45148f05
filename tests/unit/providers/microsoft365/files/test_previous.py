"""What the last run knew of libraries."""

from audit.model.facts import Resource
from audit.runs.memory import MemoryFacts
from providers.microsoft365.files.previous import Folder, items, library, read
from providers.microsoft365.kinds import PROVIDER

OWN = (("unique", "true"),)
TOP = Resource("sharepoint://a", PROVIDER, "sharepoint-library", "a", "sharepoint://s", "acl")
ROWS = (
    Resource("sharepoint://s", PROVIDER, "sharepoint-site", "s", "", "base"),
    TOP,
    Resource("sharepoint://a/d", PROVIDER, "folder", "d", "sharepoint://a", "acl", (("url", "https://x/d"),)),
    Resource("sharepoint://a/f", PROVIDER, "file", "f", "sharepoint://a/d", "acl"),
    Resource("sharepoint://a/g", PROVIDER, "file", "g", "sharepoint://a/d", "own", (), OWN),
    Resource("sharepoint://a/h", PROVIDER, "file", "h", "sharepoint://a/d", "acl", (), (("shortcut", "sharepoint://x/y"),)),
    Resource("sharepoint://b", PROVIDER, "onedrive", "b", "sharepoint://s", "acl"),
    Resource("drive://d", "google_workspace", "folder", "d", "", "acl"),
)


def test_folders_are_held_and_what_has_permissions_of_its_own():
    found, sites = read(MemoryFacts(ROWS), frozenset({"sharepoint://a", "sharepoint://b"}))
    assert found["sharepoint://a"].folders == {"sharepoint://a/d": Folder("sharepoint://a", "acl", False, "https://x/d")}
    assert found["sharepoint://a"].files == {"sharepoint://a/g": Folder("sharepoint://a/d", "own", unique=True)}
    assert found["sharepoint://a"].top == [TOP]
    assert [each.kind for each in found["sharepoint://b"].top] == ["onedrive"]
    assert sites == {"sharepoint://s": "base"}


def test_libraries_that_nobody_asks_for_are_passed_over():
    assert list(read(MemoryFacts(ROWS), frozenset({"sharepoint://b"}))[0]) == ["sharepoint://b"]


def test_items_are_what_lies_in_libraries():
    assert [each.name for each in items(MemoryFacts(ROWS))] == ["d", "f", "g", "h"]


def test_the_library_is_in_the_uri():
    assert library("sharepoint://a/f") == library("sharepoint://a") == "sharepoint://a"
