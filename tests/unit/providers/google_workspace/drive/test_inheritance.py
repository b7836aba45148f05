"""What an item of a shared drive takes over. The whole of it on the sandbox: `test_shared_drive`."""

from collections.abc import Iterator

import msgspec
import pytest

from providers.google_api.reader import Reader
from providers.google_workspace.drive.answers import FOLDER, Item, Restrictions, Row
from providers.google_workspace.drive.asking import Asking
from providers.google_workspace.drive.inheritance import Inheritance
from providers.google_workspace.drive.labels import Labels
from tests.unit.providers.google_workspace.drive.worlds import Office, served, sessions, user

BOSS, READER = Row("1", "user", "organizer", "p02@shop.example"), Row("2", "user", "reader", "p03@shop.example")
NAME_ONLY = Row("3", "user", "reader", "p04@shop.example", view="metadata")


def item(**given: object) -> Item:
    return msgspec.convert({"id": "file", "permissionIds": ["1", "2"], **given}, Item)


@pytest.fixture(scope="module")
def office() -> Iterator[tuple[Office, Asking]]:
    found = Office("p01", "p02", "p03")
    found.drive("sd", user("p02", "organizer"))
    found.ours("file", "sd", "", user("p03", "writer"))
    with served(found) as server:
        reader = Reader(sessions(server)[0], "google_workspace", "drive", "drive://sd", "p02@shop.example")
        yield found, Asking(reader, Labels(), "sd")


def inheritance(office: tuple[Office, Asking], *, in_full: bool = False) -> Inheritance:
    return Inheritance(office[1], office[0].directory(), Restrictions(), in_full=in_full)


def test_equal_permissions_are_handed_down_as_one_and_views_are_not(office):
    found = inheritance(office)
    assert found.held([BOSS, READER]) is found.held([READER, BOSS, NAME_ONLY])
    assert found.held([BOSS, READER]).ids == {"1", "2"}


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ({}, True),
        ({"permissionIds": ["2", "1"]}, True),
        ({"permissionIds": []}, True),  # Google left the numbers out
        ({"permissionIds": ["1"]}, False),
        ({"permissionIds": ["1", "2", "3"]}, False),
        ({"hasAugmentedPermissions": True}, False),
        ({"inheritedPermissionsDisabled": True}, False),
    ],
)
def test_an_item_is_plain_when_it_has_what_it_inherits_and_nothing_else(office, given: dict[str, object], plain: bool):
    found = inheritance(office)
    assert found.plain(item(**given), found.held([BOSS, READER])) is plain
    assert not inheritance(office, in_full=True).plain(item(**given), found.held([BOSS, READER]))


def test_nothing_is_plain_under_a_folder_that_is_not_known(office):
    found = inheritance(office)
    assert not found.plain(item(permissionIds=[]), found.held([]))


def test_a_plain_item_has_what_is_handed_down_and_another_what_google_says(office):
    found = inheritance(office)
    above = found.held([BOSS, READER])
    assert found.standing(item(), above).grants == above.on_file
    assert found.standing(item(mimeType=FOLDER), above).grants == above.on_folder
    asked = found.standing(item(hasAugmentedPermissions=True), above)
    assert {grant.source for grant in asked.grants} == {"drive role organizer", "drive role writer"}
    assert {row.role for row in asked.down.rows} == {"organizer", "writer"}
