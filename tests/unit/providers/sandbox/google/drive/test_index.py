import pytest

from providers.sandbox.google.drive.index import index
from tests.unit.providers.sandbox.google.worlds import ADMIN, FOLDER, P01, P02, P03, by_user, tenant


@pytest.mark.parametrize(
    ("item", "who", "role", "shares"),
    [
        ("hr", P01, "owner", True),
        ("hr", P02, "writer", True),
        ("hr", P03, "", False),
        ("pay", P03, "reader", False),
        ("tax", P01, "organizer", True),
        ("tax", P02, "reader", False),
        ("D1", P01, "organizer", True),
        ("D1", P02, "reader", False),
        ("none", P01, "", False),
    ],
)
def test_what_one_has_on_an_item(item, who, role, shares):
    looked = index(tenant())
    assert (looked.role(item, who), looked.shares(item, who)) == (role, shares)


@pytest.mark.parametrize(
    ("role", "file", "folder", "restricted"),
    [
        ("writer", True, False, False),
        ("fileOrganizer", True, True, False),
        ("organizer", True, True, True),
        ("commenter", False, False, False),
    ],
)
def test_who_may_share_in_a_shared_drive(role, file, folder, restricted):
    world = tenant()
    world.drive_members["D1"] = [by_user(P03, role)]
    looked = index(world)
    assert (looked.shares("tax", P03), looked.shares("fin", P03)) == (file, folder)
    world.drives["D1"]["restrictions"] = {"sharingFoldersRequiresOrganizerPermission": True}
    assert looked.shares("fin", P03) is restricted


def test_a_writer_for_a_time_may_not_share():
    world = tenant()
    world.files["own"] |= {"writersCanShare": True, "permissions": [by_user(P03, "writer", expirationTime="2026-12-01T00:00:00Z")]}
    assert index(world).role("own", P03) == "writer"
    assert not index(world).shares("own", P03)


def test_corpora():
    looked = index(tenant())
    assert looked.seen(P02, "user") == ("hr", "pay")
    assert looked.drives(P02) == ("D1",)
    assert looked.drives(ADMIN) == ()
    assert looked.lists("pay", P02, frozenset({"user"}))
    assert not looked.lists("pay", P03, frozenset({"user"}))


def test_what_others_put_into_ones_folder_is_in_ones_corpus():
    world = tenant()
    world.files["theirs"] = {"id": "theirs", "name": "theirs", "parents": ["hr"], "owners": [{"emailAddress": P02}]}
    world.touch()
    assert "theirs" in index(world).seen(P01, "user")


def test_the_index_is_kept_until_the_world_changes():
    world = tenant()
    before = index(world)
    assert index(world) is before
    world.files["sub"] = {"id": "sub", "name": "sub", "mimeType": FOLDER, "parents": ["hr"], "owners": [{"emailAddress": P01}]}
    world.touch()
    assert index(world).seen(P02, "user") == ("hr", "pay", "sub")
    assert index(world).trashed("sub") is False
