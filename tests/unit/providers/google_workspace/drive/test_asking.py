"""The calls about items."""

from collections.abc import Iterator

import pytest

from providers.google_api.reader import Reader
from providers.google_workspace.drive.answers import change_fields, item_fields, list_fields
from providers.google_workspace.drive.asking import Asking
from providers.google_workspace.drive.labels import Labels
from providers.sandbox.google import edits
from providers.sandbox.google.server import GoogleServer
from tests.unit.providers.google_workspace.drive.worlds import Office, served, sessions, user


@pytest.fixture
def office() -> Office:
    found = Office("p01", "p02", "p03")
    found.mine("file", "p02", "", user("p03", "reader"))
    found.drive("sd", user("p02", "organizer"))
    for number in range(3):
        found.ours(f"s{number}", "sd")
    return found


@pytest.fixture
def server(office: Office) -> Iterator[GoogleServer]:
    with served(office) as running:
        yield running


def asking(server: GoogleServer, name: str = "p02", drive: str = "") -> Asking:
    reader = Reader(sessions(server)[0], "google_workspace", "drive", "drive://x", f"{name}@shop.example")
    return Asking(reader, Labels(), drive)


def test_an_item_that_is_gone_is_none_and_no_gap(server: GoogleServer):
    asked = asking(server)
    assert asked.one("nothing") is None
    assert not asked.reader.failed
    found = asked.one("file")
    assert found is not None
    assert (found.id, found.owned_by_me, found.owners[0].email_address) == ("file", True, "p02@shop.example")


def test_an_item_that_can_not_be_read_is_a_gap_of_its_own(server: GoogleServer):
    server.fail("drive.v3", "files.get", status=403, reason="forbidden")
    asked = asking(server)
    assert asked.one("file") is None
    assert [gap.scope for gap in asked.reader.gaps] == ["drive://file"]
    assert asked.one("root", root=True) is None
    assert [gap.scope for gap in asked.reader.gaps] == ["drive://file", "drive://x"]


def test_permissions_that_can_not_be_read_are_none_and_a_gap(server: GoogleServer):
    assert asking(server, "p03").rows("file") is None  # a reader may not share
    assert {row.role for row in asking(server).rows("file") or ()} == {"owner", "reader"}


def test_changes_are_read_to_the_end_with_the_next_token(server: GoogleServer, office: Office):
    asked = asking(server, drive="sd")
    token = asked.token()
    for number in range(3):
        edits.put(office.world, {"id": f"s{number}", "name": "x"})
    edits.delete(office.world, "s0")
    told = asked.changes(token)
    assert told is not None
    assert [(each.file_id, each.removed) for each in told.changes] == [("s1", False), ("s2", False), ("s0", True)]
    again = asked.changes(told.new_start_page_token)
    assert again is not None
    assert again.changes == []


def test_a_token_that_is_over_gives_none_and_no_gap(server: GoogleServer, office: Office):
    asked = asking(server)
    token = asked.token()
    edits.forget_changes(office.world)
    assert asked.changes(token) is None
    assert not asked.reader.failed


def test_changes_that_can_not_be_read_are_none(server: GoogleServer):
    asked = asking(server)
    token = asked.token()
    server.fail("drive.v3", "changes.list", status=403, reason="forbidden")
    assert asked.changes(token) is None
    assert asked.reader.failed


def test_a_token_that_can_not_be_had_is_empty(server: GoogleServer):
    server.fail("drive.v3", "changes.getStartPageToken", status=403, reason="forbidden")
    assert asking(server).token() == ""


def test_the_masks_ask_for_labels_only_when_they_are_wanted():
    for mask in (item_fields, list_fields, change_fields):
        for shared in (True, False):
            assert "labelInfo" not in mask(shared=shared, labels=False)
            assert "labelInfo/labels" in mask(shared=shared, labels=True)
    assert "permissions(" not in list_fields(shared=True, labels=False)  # Google never gives them there
