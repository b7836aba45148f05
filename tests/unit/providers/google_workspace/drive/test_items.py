"""Files, folders and drives as resources."""

import msgspec

from audit.model.facts import Resource, pairs
from providers.google_workspace.drive.answers import Drive, Item
from providers.google_workspace.drive.items import Shelf, shared_drive


def item(**given: object) -> Item:
    return msgspec.convert({"id": "1", "name": "n", "mimeType": "text/plain", **given}, Item)


def test_equal_attributes_are_one_object():
    shelf = Shelf(owner="p02@shop.example")
    one, other = (shelf.resource(item(id=name), "acl") for name in "ab")
    assert one.attributes is other.attributes


def test_a_page_of_items_has_every_fact_of_each():
    folder = item(id="f", name="F", mimeType="application/vnd.google-apps.folder")
    file = item(parents=["f"], size="7", modifiedTime="2026-10-05T14:03:22Z", trashed=True)
    assert Shelf(owner="p02@shop.example", root="r").resources([folder, file], ["a", "b"]) == [
        Resource("drive://f", "google_workspace", "folder", "F", "drive://r", "a", (), pairs({"owner": "p02@shop.example"})),
        Resource(
            "drive://1", "google_workspace", "file", "n", "drive://f", "b", (),
            pairs({"owner": "p02@shop.example", "trashed": "true"}), 7, "2026-10-05T14:03:22Z",
        ),
    ]  # fmt: skip


def test_a_size_that_is_none_is_not_known():
    shelf = Shelf(drive="sd")
    assert shelf.resource(item(), "acl").size is None
    assert shelf.resource(item(size="0"), "acl").size == 0


def test_what_lies_nowhere_lies_in_the_root():
    assert Shelf(owner="p02@shop.example", root="r").resource(item(), "acl").parent == "drive://r"
    assert Shelf(owner="p02@shop.example").resource(item(), "acl").parent == ""
    assert Shelf(owner="p02@shop.example", root="r").resource(item(parents=["f"]), "acl").parent == "drive://f"


def test_logging_is_said_of_folders_and_drives():
    shelf = Shelf(drive="sd", logged=True)
    folder = item(mimeType="application/vnd.google-apps.folder")
    assert shelf.resource(folder, "acl").attribute("measure:access-logging") == "true"
    assert shelf.resource(item(), "acl").attribute("measure:access-logging") == ""


def test_a_shared_drive_says_what_it_forbids():
    drive = msgspec.convert({"id": "sd", "name": "Sales", "restrictions": {"copyRequiresWriterPermission": True}}, Drive)
    found = shared_drive(drive, "acl", in_full=True, logged=False)
    assert (found.id, found.kind, found.name) == ("drive://sd", "shared-drive", "Sales")
    assert found.attributes == pairs({"drive": "sd", "no_download": "true", "read_in_full": "true"})
