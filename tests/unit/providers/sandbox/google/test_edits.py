import pytest

from providers.sandbox.google import edits

from .worlds import ADMIN, HR, P01, P02, P03, by_user, member, tenant


def entries(world):
    return [(change.item, change.of_drive, sorted(change.drives)) for change in world.changes]


def test_an_act_has_its_entries():
    world = tenant()
    edits.share(world, "own", by_user(P03, "reader"), actor=P01)
    edits.share(world, "own", by_user(P03, "writer"))
    assert world.files["own"]["permissions"] == [by_user(P03, "writer")]
    assert entries(world) == [("own", False, [""])] * 2
    activity = world.activities["drive"][-1]
    assert (activity["actor"], activity["events"][0]["name"]) == ({"email": P01}, "change_user_access")
    edits.unshare(world, "own", by_user(P03, "any"))
    assert world.files["own"]["permissions"] == []
    with pytest.raises(ValueError, match="no permission"):
        edits.unshare(world, "own", by_user(P03, "reader"))


def test_who_could_see_it_before_is_kept():
    world = tenant()
    edits.unshare(world, "hr", {"type": "group", "emailAddress": HR})
    assert world.changes[0].before == {P01, P02}


def test_drives():
    world = tenant()
    edits.put_drive(world, {"id": "D3", "name": "new"})
    edits.share(world, "D3", by_user(P01, "organizer"))
    edits.delete_drive(world, "D3")
    assert entries(world) == [("D3", True, ["D3"])] * 3
    assert "D3" not in world.drive_members
    with pytest.raises(ValueError, match="not empty"):
        edits.delete_drive(world, "D1")


def test_out_of_a_shared_drive_and_into_one():
    world = tenant()
    edits.move(world, "tax", "root-p01", actor=P01)
    assert world.files["tax"]["owners"] == [{"emailAddress": P01}]
    assert "driveId" not in world.files["tax"]
    edits.move(world, "hr", "fin")
    assert world.files["pay"]["driveId"] == "D1"
    assert entries(world) == [("tax", False, ["", "D1"]), ("hr", False, ["", "D1"])]


def test_trash_transfer_delete():
    world = tenant()
    edits.trash(world, "own")
    edits.trash(world, "own", trashed=False)
    edits.transfer(world, "own", P03)
    assert (world.files["own"]["trashed"], world.files["own"]["owners"]) == (False, [{"emailAddress": P03}])
    assert world.files["own"]["permissions"] == [by_user(P01, "writer")]
    edits.delete(world, "own")
    assert "own" not in world.files
    with pytest.raises(ValueError, match="not empty"):
        edits.delete(world, "hr")


def test_groups_and_users():
    world = tenant()
    edits.join(world, HR, member(P03), actor=ADMIN)
    edits.leave(world, HR, P02)
    edits.suspend(world, P02)
    assert [each["email"] for each in world.members[HR]] == [P03]
    assert world.users[P02]["suspended"]
    assert [each["events"][0]["name"] for each in world.activities["admin"]] == ["SUSPEND_USER", "REMOVE_GROUP_MEMBER", "ADD_GROUP_MEMBER"]
    assert world.changes == []
    with pytest.raises(ValueError, match="no member"):
        edits.leave(world, HR, P02)
