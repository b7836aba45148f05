"""A policy's `where:` in Workspace as a pattern of URIs."""

import pytest

from policies.errors import Place
from policies.language import Where
from providers.google_workspace.locate import KINDS, locate

ID = "1aBc-D_2"


def where(ref: str = "", kind: str = "", label: str = "", tags: tuple[tuple[str, str], ...] = ()) -> Where:
    return Where("google", kind, ref, Place("inventory.yaml", 1, 1), tags, label)


@pytest.mark.parametrize(
    "ref",
    [
        f"drive:{ID}",
        f"drive://{ID}",
        f"drive://{ID}/**",
        f"https://drive.google.com/drive/folders/{ID}",
        f"https://drive.google.com/drive/u/0/folders/{ID}?usp=sharing",
        f"https://drive.google.com/a/shop.example/file/d/{ID}/view",
        f"https://drive.google.com/file/d/{ID}/view?usp=drive_link",
        f"https://drive.google.com/open?usp=drive_fs&id={ID}",
        f"https://docs.google.com/document/d/{ID}/edit#heading=h.1",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/edit?gid=0",
        f"https://docs.google.com/presentation/d/{ID}",
        f"https://docs.google.com/forms/d/{ID}/viewform",
    ],
)
@pytest.mark.parametrize("kind", ["", "drive", "folder", "file", "shared-drive", "my-drive"])
def test_an_address_of_drive_is_the_items_uri(ref: str, kind: str):
    located = locate(where(ref, kind))
    assert (located.system, located.pattern, located.tags, located.label) == ("google", f"drive://{ID}", (), "")


def test_a_bare_id_counts_where_the_kind_says_that_it_is_one():
    assert locate(where(ID, "shared-drive")).pattern == f"drive://{ID}"
    with pytest.raises(ValueError, match="write the kind"):
        locate(where(ID))


def test_a_my_drive_goes_by_its_owners_address():
    located = locate(where("P02@Shop.example", "my-drive"))
    assert (located.pattern, located.tags) == ("drive://*", (("my-drive", "p02@shop.example"),))


@pytest.mark.parametrize(
    ("kind", "ref", "pattern"),
    [
        ("mailbox", "Info@shop.example", "google://mailbox/info@shop.example"),
        ("", "google://mailbox/info@shop.example", "google://mailbox/info@shop.example"),
        ("calendar", "c_1@group.calendar.google.com", "google://calendar/c_1@group.calendar.google.com"),
        ("", "google://calendar/p02@shop.example", "google://calendar/p02@shop.example"),
    ],
)
def test_mailboxes_and_calendars_go_by_address(kind: str, ref: str, pattern: str):
    assert locate(where(ref, kind)).pattern == pattern


def test_a_label_is_any_item_that_carries_it():
    located = locate(where(label="Personal data"))
    assert (located.pattern, located.label) == ("drive://*", "Personal data")
    assert locate(where(f"drive:{ID}", "folder", "Personal data")).label == "Personal data"


@pytest.mark.parametrize("part", ["2x_Y", "drive:2x_Y", "https://drive.google.com/drive/folders/2x_Y", "2x_Y/"])
def test_a_part_is_a_folder_or_file_inside(part: str):
    assert locate(where(f"drive:{ID}", "shared-drive"), part).pattern == "drive://2x_Y"


@pytest.mark.parametrize(
    ("place", "part", "expected"),
    [
        (where("gw-analytics.customers", "bigquery"), "", "none in Google Workspace"),
        (where("bigquery://p/d", "bigquery"), "", "none in Google Workspace"),
        (where("gs://shop", "gcs"), "", "none in Google Workspace"),
        (where("google://pubsub.googleapis.com/projects/p/topics/t"), "", "none in Google Workspace"),
        (where(kind="", tags=(("data", "personal"),)), "", "none in Google Workspace"),
        (where(kind="folder", tags=(("data", "personal"),)), "", "has no tags"),
        (where("HR/2026", "folder"), "", "names nothing in Drive"),
        (where("https://docs.google.com/document/d/e/2PACX-1/pub", "file"), "", "names nothing in Drive"),
        (where("https://drive.example/file/d/1", "file"), "", "names nothing in Drive"),
        (where("info", "mailbox"), "", "is no mailbox"),
        (where("*@shop.example", "mailbox"), "", "is no mailbox"),
        (where(kind="mailbox", label="x"), "", "which mailbox"),
        (where(kind="folder"), "", "which folder"),
        (where("info@shop.example", "mailbox"), "2x_Y", "a part is a folder"),
        (where(f"drive:{ID}", "file"), "2x_Y", "a part is a folder"),
        (where(label="x"), "2x_Y", "a part is a folder"),
        (where(f"drive:{ID}", "folder"), "labels/2026", "names nothing in Drive"),
    ],
)
def test_anything_else_is_refused_with_what_is_expected(place: Where, part: str, expected: str):
    with pytest.raises(ValueError, match=expected):
        locate(place, part)


def test_the_kinds_are_those_of_the_documentation():
    assert set(KINDS) == {"drive", "shared-drive", "folder", "file", "my-drive", "mailbox", "calendar"}
