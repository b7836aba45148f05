import pytest

from providers.sandbox.microsoft import edits
from providers.sandbox.microsoft.world import Change, Raw

from .worlds import APP, DRIVE, HR, NESTED, P01, P02, granted, item, tenant


def test_an_act_has_its_records():
    world = tenant()
    world.owners = {HR: [P01], APP: [P02]}
    edits.join(world, HR, P02, owner=True)
    edits.join(world, HR, P02, owner=True)
    edits.leave(world, HR, P01)
    edits.delete_user(world, P02)
    assert world.changes == [
        Change("owner", P02, HR),
        Change("member", P01, HR),
        Change("member", P02, HR),
        Change("owner", P02, HR),
        Change("owner", P02, APP),
        Change("user", P02),
    ]
    assert world.deleted[P02]["deletedDateTime"] == world.now
    assert P02 not in world.members[HR]
    with pytest.raises(ValueError, match="is not in"):
        edits.leave(world, HR, P01)


def test_only_some_groups_can_come_back():
    world = tenant()
    for name, back in ((HR, True), (NESTED, False)):
        edits.delete_group(world, name)
        assert (name in world.deleted, name in world.members) == (back, False)


def test_sharing_breaks_what_was_inherited():
    world = tenant()
    edits.share(world, DRIVE, "f1", granted("new", "read"))
    assert [each["id"] for each in world.permissions[f"{DRIVE}/f1"]] == ["owners", "new"]
    edits.share(world, DRIVE, "f1", granted("new", "write"))
    assert [each["roles"] for each in world.permissions[f"{DRIVE}/f1"]] == [["write"], ["write"]]
    edits.unshare(world, DRIVE, "f1", "owners")
    edits.set_permissions(world, DRIVE, "top", [])
    assert world.permissions[f"{DRIVE}/top"] == []
    edits.inherit(world, DRIVE, "f1")
    assert f"{DRIVE}/f1" not in world.permissions
    assert set(world.changes) == {Change("sharing", "f1", DRIVE), Change("sharing", "top", DRIVE)}
    with pytest.raises(ValueError, match="no permission"):
        edits.unshare(world, DRIVE, "f1", "nobody")


def test_a_folder_goes_with_all_that_is_in_it():
    world = tenant()
    edits.put_item(world, DRIVE, item("deep", "f", "folder"))
    edits.move(world, DRIVE, "f2", "deep")
    assert edits.subtree(world, DRIVE, "f") == ("f", "f1", "deep", "f2")
    edits.delete_item(world, DRIVE, "f")
    assert set(world.items[DRIVE]) == {"root", "top"}
    assert set(world.permissions) == {f"{DRIVE}/root"}


def test_a_raw_object_stays_one():
    world = tenant()
    edits.put_user(world, Raw({"id": P01, "nickname": "x"}))
    assert isinstance(world.users[P01], Raw)
    before = world.last_change
    edits.forget_changes(world)
    assert (world.changes, world.first_change > before) == ([], True)
