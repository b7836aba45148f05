"""A shared drive on the sandbox, read as one of its managers."""

from threading import Thread
from time import sleep

import pytest

from audit.model.facts import Verdict
from policies.levels import CONTENT, Level
from providers.google_workspace.directory import Administrators
from providers.google_workspace.drive.shared_drive import FILES
from providers.sandbox.google import edits
from tests.unit.providers.google_workspace.drive.worlds import Office, acl, crawled, group, levels, read, resource, served, user

P02, P03 = "google://user/p02@shop.example", "google://user/p03@shop.example"
READS = Level.FIND | Level.READ


def office() -> Office:
    """p02 manages the drive `sd`, p03 contributes."""
    found = Office("p01", "p02", "p03")
    found.drive("sd", user("p02", "organizer"), user("p03", "writer"))
    return found


def test_the_drive_its_folders_and_files_are_found_with_what_they_inherit():
    found = office()
    found.ours("folder", "sd", folder=True)
    found.ours("file", "sd", "folder")
    found.ours("binned", "sd", trashed=True)
    facts = crawled(found)
    drive = resource(facts, "sd")
    assert (drive.kind, drive.name, drive.parent, drive.attribute("drive")) == ("shared-drive", "Sd", "", "sd")
    assert {each.id: each.parent for each in facts.resources() if each.attribute("drive") == "sd"} == {
        "drive://sd": "",
        "drive://folder": "drive://sd",
        "drive://file": "drive://folder",
        "drive://binned": "drive://sd",
    }
    assert levels(facts, "folder") == levels(facts, "sd") == {P02: CONTENT, P03: CONTENT & ~Level.SHARE}
    assert levels(facts, "file") == {P02: CONTENT, P03: CONTENT}


def test_only_what_has_permissions_of_its_own_is_asked_and_some_more_for_proof():
    found = office()
    for number in range(40):
        found.ours(f"plain{number}", "sd")
    found.ours("own", "sd", "", user("x01@other.example", "reader"))
    with served(found) as server:
        facts = read(found, server)
        asked = [call.parameters["fileId"] for call in server.calls("drive.v3", "permissions.list")]
    assert levels(facts, "own")["google://user/x01@other.example"] == READS
    assert sorted(asked)[:3] == [
        "own",
        "plain0",
        "sd",
    ]  # the drive as an administrator, the file with its own, one plain file of each folder
    assert len(asked) == 3


def test_what_a_folder_adds_comes_down_to_what_is_in_it():
    found = office()
    found.ours("a", "sd", "", user("p03", "fileOrganizer"), user("x01@other.example", "reader"), folder=True)
    found.ours("b", "sd", "a", folder=True)
    found.ours("c", "sd", "b")
    facts = crawled(found)
    assert levels(facts, "c") == {P02: CONTENT, P03: CONTENT, "google://user/x01@other.example": READS}
    assert levels(facts, "b")[P03] == CONTENT


def test_limited_access_takes_away_what_comes_from_above_but_the_managers():
    found = office()
    found.ours("limited", "sd", "", user("p01", "reader"), folder=True, inheritedPermissionsDisabled=True)
    found.ours("inside", "sd", "limited")
    facts = crawled(found)
    assert levels(facts, "limited") == {P02: CONTENT, "google://user/p01@shop.example": READS, P03: Level.FIND}
    assert levels(facts, "inside") == {P02: CONTENT, "google://user/p01@shop.example": READS}


@pytest.mark.parametrize(
    ("restriction", "on_file", "on_folder"),
    [
        ("driveMembersOnly", CONTENT & ~Level.SHARE, CONTENT & ~Level.SHARE),
        ("sharingFoldersRequiresOrganizerPermission", CONTENT, CONTENT & ~Level.SHARE),
    ],
)
def test_restrictions_of_a_drive_take_away_sharing(restriction: str, on_file: Level, on_folder: Level):
    found = Office("p01", "p02", "p03")
    found.drive("sd", user("p02", "organizer"), user("p03", "fileOrganizer"), **{restriction: True})
    found.ours("file", "sd")
    found.ours("folder", "sd", folder=True)
    facts = crawled(found)
    assert (levels(facts, "file")[P03], levels(facts, "folder")[P03], levels(facts, "file")[P02]) == (on_file, on_folder, CONTENT)


def test_administrators_who_can_make_themselves_managers_could_reach_all_of_it():
    found = office()
    found.admins = Administrators(drives=("google://admin-role/7",))
    found.ours("file", "sd")
    facts = crawled(found)
    assert levels(facts, "sd")["google://admin-role/7"] == levels(facts, "file")["google://admin-role/7"] == Level.MANAGE
    assert {grant.source for grant in acl(facts, "file").grants if grant.principal == "google://admin-role/7"} == {"admin-role"}


def test_a_folders_own_permissions_that_can_not_be_read_are_a_gap_and_the_rest_is_said_as_far_as_it_is_sure():
    found = office()
    found.ours("limited", "sd", "", user("p01", "reader"), folder=True, inheritedPermissionsDisabled=True)
    found.ours("more", "sd", "", user("p01", "reader"))
    with served(found) as server:
        for name in ("limited", "more"):
            server.fail("drive.v3", "permissions.list", status=403, reason="insufficientFilePermissions", match={"fileId": name})
        facts = read(found, server)
    assert {gap.scope for gap in facts.gaps()} == {"drive://limited", "drive://more"}
    verdicts = {grant.principal: grant.verdict for grant in acl(facts, "limited").grants}
    assert verdicts == {P02: Verdict.YES, P03: Verdict.UNKNOWN}
    assert {grant.verdict for grant in acl(facts, "more").grants} == {Verdict.YES}


def test_a_drive_whose_items_do_not_inherit_as_documented_is_read_item_by_item():
    """Somebody's role in a folder is raised between the reading of the folders and that of the files."""
    found = office()
    found.ours("folder", "sd", "", group("all@shop.example", "reader"), folder=True)
    found.ours("file", "sd", "folder")
    found.ours("other", "sd")
    with served(found) as server:
        server.fail("drive.v3", "files.list", kind="slow", seconds=1.0, times=1, match={"q": FILES})

        def meddle() -> None:
            while not any(call.parameters.get("q") == FILES for call in server.calls("drive.v3", "files.list")) and _waited():
                pass
            edits.share(found.world, "folder", group("all@shop.example", "writer"))

        Thread(target=meddle, daemon=True).start()
        facts = read(found, server)
        asked = [call.parameters["fileId"] for call in server.calls("drive.v3", "permissions.list")]
    assert resource(facts, "sd").attribute("read_in_full") == "true"
    assert levels(facts, "file")["google://group/all@shop.example"] == CONTENT
    assert levels(facts, "folder")["google://group/all@shop.example"] == CONTENT & ~Level.SHARE
    assert "other" in asked
    assert len([each for each in facts.resources() if each.id == "drive://folder"]) == 1


def _waited() -> bool:
    sleep(0.02)
    return True
