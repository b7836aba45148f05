"""Files, folders and libraries as resources."""

from typing import Any

import msgspec
import pytest

from providers.microsoft365.files.answers import Drive, Item
from providers.microsoft365.files.items import Shelf, library

SHELF = Shelf.of("b!Drive")


def item(**told: Any) -> Item:
    """An item as Graph tells it."""
    return msgspec.convert({"id": "01ABC", "name": "a.txt", "parentReference": {"id": "01ROOT"}, **told}, Item)


def test_what_lies_in_the_root_lies_in_the_library():
    assert SHELF.folder("01ROOT", "01ROOT") == SHELF.folder("", "") == "sharepoint://b!Drive"
    assert SHELF.folder("01D", "01ROOT") == "sharepoint://b!Drive/01D"


def test_a_file_has_no_labels_and_a_folder_has_its_address():
    url = "https://sample.sharepoint.example/sites/HR/Lib/My%20Folder/"
    file = SHELF.resource(item(webUrl=url, size=3, lastModifiedDateTime="2026-01-01T00:00:00Z"), "p", "acl", unique=False)
    assert (file.id, file.kind, file.labels, file.attributes, file.size) == ("sharepoint://b!Drive/01ABC", "file", (), (), 3)
    for facet in ("folder", "package"):
        folder = SHELF.resource(item(webUrl=url, **{facet: {}}), "p", "acl", unique=True)
        assert folder.kind == "folder"
        assert folder.labels == (("url", "https://sample.sharepoint.example/sites/hr/lib/my folder"),)
        assert folder.attributes == (("unique", "true"),)


@pytest.mark.parametrize("told", [{"name": None}, {"size": None}, {"lastModifiedDateTime": None}, {"webUrl": None, "folder": {}}])
def test_what_is_left_out_is_not_known(told: dict[str, Any]):
    found = SHELF.resource(item(**told), "p", "acl", unique=False)
    assert found.name == ("01ABC" if "name" in told else "a.txt")
    assert (found.size, found.modified, found.labels) == (None, "", ())


@pytest.mark.parametrize("size", [-1, 2**63, 2**80])
def test_a_size_that_a_run_can_not_hold_is_not_known(size: int):
    assert SHELF.resource(item(size=size), "p", "acl", unique=False).size is None
    assert SHELF.resource(item(size=size, folder={}), "p", "acl", unique=False).size is None


def test_a_shortcut_says_what_it_leads_to():
    remote = {"id": "01XYZ", "parentReference": {"driveId": "b!Other", "id": "01P"}}
    assert SHELF.resource(item(remoteItem=remote), "p", "acl", unique=False).attributes == (("shortcut", "sharepoint://b!Other/01XYZ"),)
    bare = SHELF.resource(item(remoteItem={}), "p", "acl", unique=True).attributes
    assert bare == (("shortcut", "sharepoint://unknown/unknown"), ("unique", "true"))


def test_a_onedrive_carries_its_user_s_address():
    drive = Drive("b!Drive", "Documents", "https://sample-my.sharepoint.example/personal/p02/Documents")
    mine = library(drive, "sharepoint://site", "acl", "microsoft://user/1", "p02@sample.example")
    assert (mine.kind, mine.parent, mine.label("onedrive")) == ("onedrive", "sharepoint://site", "p02@sample.example")
    assert mine.attribute("owner") == "microsoft://user/1"
    ours = library(drive, "sharepoint://site", "acl", "", "")
    assert (ours.kind, ours.label("onedrive"), ours.attributes) == ("sharepoint-library", "", ())
