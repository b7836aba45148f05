"""A night: what has not changed is carried over, what has is read, and so is all that hangs on it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from audit.model.facts import CoverageStatus
from audit.ports import Facts
from policies.levels import CONTENT, Level
from policies.locations import Location
from providers.sandbox.google import edits
from providers.sandbox.google.server import GoogleServer
from tests.properties.test_google_drive import told
from tests.unit.providers.google_workspace.drive.worlds import (
    AT,
    Office,
    acl,
    anyone,
    group,
    levels,
    read,
    resource,
    served,
    user,
)

READS = Level.FIND | Level.READ
P02, P03 = "google://user/p02@shop.example", "google://user/p03@shop.example"
X01 = "google://user/x01@other.example"


class Shop:
    """An office of four: p02's folder has a file of p03's in it; p02 manages the drive `sd`, with a folder in a folder."""

    def __init__(self, server: GoogleServer, office: Office) -> None:
        self.server, self.office, self.at = server, office, AT
        self.facts = self.whole()
        self.last: Facts = self.facts
        self.asked: Counter[str] = Counter()

    def whole(self) -> Facts:
        return read(self.office, self.server, at=self.at, full_every=31)

    def night(self, **more: object) -> Facts:
        """The next night's facts, which must be those of reading everything; `asked` counts the calls to Drive, by method."""
        self.at += timedelta(days=1)
        self.office.world.now = self.at.isoformat().replace("+00:00", "Z")
        self.office.world.touch()
        before = len(self.server.calls("drive.v3"))
        self.facts = read(self.office, self.server, self.facts, at=self.at, **{"full_every": 31} | more)
        self.asked = Counter(call.method for call in self.server.calls("drive.v3")[before:])
        assert told(self.facts) == told(self.whole())
        return self.facts


@pytest.fixture
def shop() -> Iterator[Shop]:
    office = Office("p01", "p02", "p03", "p04")
    office.mine("folder", "p02", "", user("p03", "writer"), folder=True)
    office.mine("theirs", "p03", "folder")
    office.mine("own", "p02", "folder")
    office.drive("sd", user("p02", "organizer"), user("p03", "reader"))
    office.ours("a", "sd", folder=True)
    office.ours("b", "sd", "a", folder=True)
    office.ours("c", "sd", "b")
    with served(office) as server:
        yield Shop(server, office)


def test_a_quiet_night_lists_no_files(shop: Shop):
    shop.night()
    assert shop.asked == {"changes.list": 5, "drives.list": 1, "permissions.list": 1, "changes.getStartPageToken": 1}


def test_an_item_that_was_changed_is_read_alone(shop: Shop):
    edits.put(shop.office.world, {"id": "own", "name": "renamed"})
    edits.put(shop.office.world, {"id": "c", "name": "renamed too"})
    facts = shop.night()
    assert (resource(facts, "own").name, resource(facts, "c").name) == ("renamed", "renamed too")
    assert not shop.asked["files.list"] + shop.asked["files.get"]


def test_what_is_new_is_there_and_what_is_gone_is_not(shop: Shop):
    edits.delete(shop.office.world, "own")
    edits.put(shop.office.world, {**shop.office.world.files["theirs"], "id": "new"})
    names = {each.id for each in shop.night().resources()}
    assert "drive://new" in names
    assert "drive://own" not in names
    assert not shop.asked["files.list"]


def test_a_folder_that_is_shared_otherwise_has_all_in_it_read_again_whoever_owns_it(shop: Shop):
    edits.share(shop.office.world, "folder", user("x01@other.example", "reader"))
    facts = shop.night()
    assert levels(facts, "theirs")[X01] == levels(facts, "own")[X01] == READS
    assert (shop.asked["files.get"], shop.asked["files.list"]) == (2, 0)


def test_a_role_that_is_raised_in_a_folder_of_a_shared_drive_comes_down_to_the_last_file(shop: Shop):
    edits.share(shop.office.world, "a", user("p03", "writer"))
    edits.put(shop.office.world, {"id": "c", "name": "changed the same day"})
    facts = shop.night()
    assert levels(facts, "c")[P03] == CONTENT
    assert not shop.asked["files.list"]


def test_a_folder_that_is_limited_shuts_what_is_in_it(shop: Shop):
    edits.put(shop.office.world, {"id": "a", "inheritedPermissionsDisabled": True})
    assert levels(shop.night(), "c") == {P02: CONTENT}


def test_a_drive_with_other_members_is_read_in_full_and_no_other(shop: Shop):
    edits.share(shop.office.world, "sd", user("p04", "writer"))
    assert levels(shop.night(), "c")["google://user/p04@shop.example"] == CONTENT
    assert shop.asked["files.list"] == 2


def test_a_drive_is_read_as_the_manager_of_the_night_before_and_in_full_as_another(shop: Shop):
    office = shop.office
    office.team("team", "p02", "p03")
    office.drive("club", group("team", "organizer"))
    office.ours("minutes", "club")
    office.world.touch()
    shop.facts = shop.whole()  # as p02
    office.team("team", "p03", "p04")
    shop.night()
    assert shop.asked["files.list"] == 2  # as p03
    office.team("team", "p01", "p03")
    shop.night()
    assert not shop.asked["files.list"]
    subjects = [call.subject for call in shop.server.calls("drive.v3", "changes.list") if call.parameters.get("driveId") == "club"]
    assert subjects == ["p03@shop.example"]


def test_a_drive_with_other_restrictions_is_read_in_full(shop: Shop):
    edits.put_drive(shop.office.world, {"id": "sd", "restrictions": {"driveMembersOnly": True}})
    assert resource(shop.night(), "sd").attribute("members_only") == "true"
    assert shop.asked["files.list"] == 2


def test_a_folder_that_moves_to_another_drive_takes_all_in_it_along(shop: Shop):
    edits.move(shop.office.world, "folder", "sd", actor="p02@shop.example")
    facts = shop.night()
    assert resource(facts, "own").attribute("drive") == "sd"
    edits.move(shop.office.world, "a", "root-p03", actor="p03@shop.example")
    assert resource(shop.night(), "c").attribute("owner") == "p03@shop.example"


def test_what_came_along_with_a_folder_is_its_owners_though_the_folder_is_anothers_by_now(shop: Shop):
    edits.move(shop.office.world, "a", "root-p03", actor="p03@shop.example")
    edits.transfer(shop.office.world, "a", "p04@shop.example")
    edits.unshare(shop.office.world, "a", user("p03", "writer"))
    facts = shop.night()
    assert [resource(facts, name).attribute("owner") for name in "abc"] == [f"p0{number}@shop.example" for number in (4, 3, 3)]
    assert (shop.asked["files.list"], shop.asked["files.get"]) == (
        2,
        2,
    )  # what lies in `a`, as p04, and in `b`, as p03; `b` itself there and where it was


def test_what_came_along_is_seen_though_nobody_can_act_as_the_folders_owner(shop: Shop):
    edits.move(shop.office.world, "a", "root-p03", actor="p03@shop.example")
    edits.transfer(shop.office.world, "a", "p04@shop.example")
    edits.suspend(shop.office.world, "p04@shop.example")
    assert resource(shop.night(), "c").attribute("owner") == "p03@shop.example"


def test_what_passed_through_a_shared_drive_is_anothers_though_its_folder_is_where_it_was(shop: Shop):
    world = shop.office.world
    edits.move(world, "folder", "sd", actor="p03@shop.example")
    edits.move(world, "folder", "root-p04", actor="p04@shop.example")
    edits.transfer(world, "folder", "p02@shop.example")
    edits.unshare(world, "folder", user("p04", "writer"))
    edits.move(world, "folder", "root-p02", actor="p02@shop.example")
    facts = shop.night()
    assert {resource(facts, name).attribute("owner") for name in ("own", "theirs")} == {"p04@shop.example"}


def test_a_folder_that_left_a_shared_drive_and_came_back_holds_what_it_took_in_and_not_what_it_lost(shop: Shop):
    world = shop.office.world
    edits.move(world, "b", "root-p03", actor="p03@shop.example")
    edits.delete(world, "c")
    edits.move(world, "folder", "b")
    edits.move(world, "b", "a", actor="p03@shop.example")
    facts = shop.night()
    assert {resource(facts, name).attribute("drive") for name in ("folder", "own", "theirs")} == {"sd"}
    assert "drive://c" not in {each.id for each in facts.resources()}


def test_an_item_that_moved_counts_once_though_the_log_it_left_is_silent(shop: Shop):
    shop.office.mine("draft", "p04")
    shop.office.world.touch()
    shop.facts = shop.whole()
    edits.move(shop.office.world, "draft", "sd")
    shop.office.world.changes[-1] = replace(shop.office.world.changes[-1], drives=frozenset({"sd"}), before=frozenset())
    facts = shop.night()
    assert [each.parent for each in facts.resources() if each.id == "drive://draft"] == ["drive://sd"]


def test_a_token_that_is_over_means_reading_in_full(shop: Shop):
    edits.forget_changes(shop.office.world)
    shop.night()
    assert shop.asked["files.list"] == 6
    shop.night()
    assert not shop.asked["files.list"]


def test_a_drive_that_was_not_complete_is_read_in_full(shop: Shop):
    shop.server.fail("drive.v3", "files.list", status=403, reason="forbidden", subject="p03@shop.example")
    broken = read(shop.office, shop.server, at=shop.at, full_every=31)
    shop.server.heal()
    shop.facts = broken
    shop.night()
    assert shop.asked["files.list"] == 1


def test_each_corpus_has_its_turn_to_be_read_in_full(shop: Shop):
    listed = 0
    for _ in range(4):
        shop.night(full_every=4)
        listed += shop.asked["files.list"]
    assert listed >= 6  # two passes over the shared drive, one over each of four My Drives
    shop.night(full_every=1)
    assert shop.asked["files.list"] == 6


def test_a_folder_of_which_no_log_tells_any_more_is_taken_to_have_changed(shop: Shop):
    edits.share(shop.office.world, "folder", user("x01@other.example", "reader"))
    edits.suspend(shop.office.world, "p02@shop.example")
    facts = shop.night()
    assert levels(facts, "theirs")[X01] == READS
    assert {gap.scope for gap in facts.gaps()} == {P02, "drive://sd"}


def test_a_grant_that_has_ended_is_read_again(shop: Shop):
    edits.share(shop.office.world, "own", user("x01@other.example", "reader", expirationTime="2026-10-17T00:00:00Z"))
    assert X01 in levels(shop.night(), "own")
    assert X01 not in levels(shop.night(), "own")
    assert not shop.asked["files.list"]


def test_an_account_that_has_gone_has_its_grants_read_again(shop: Shop):
    edits.share(shop.office.world, "own", user("p04", "reader"))
    shop.night()
    gone = shop.office.world.users.pop("p04@shop.example")
    row = user("p04", "reader", deleted=True, id="99")
    shop.office.world.files["own"] = {**shop.office.world.files["own"], "permissions": [row]}
    facts = shop.night()
    assert "google://user/p04@shop.example?uid=99" in levels(facts, "own")
    shop.office.world.users["p04@shop.example"] = gone
    shop.office.world.files["own"] = {**shop.office.world.files["own"], "permissions": [user("p04", "reader")]}
    assert "google://user/p04@shop.example" in levels(shop.night(), "own")


def test_what_an_event_tells_of_is_read_though_no_log_does(shop: Shop):
    world = shop.office.world
    world.files["own"] = {**world.files["own"], "permissions": [anyone("reader")]}
    told_of = [{"name": "doc_id", "value": "own"}, {"name": "owner", "value": "p02@shop.example"}]
    when = {"time": "2026-10-15T20:00:00Z", "uniqueQualifier": "1", "applicationName": "drive", "customerId": "C01"}
    event = {"name": "change_document_visibility", "type": "acl_change", "parameters": told_of}
    world.activities["drive"] = [{"id": when, "actor": {"email": "p02@shop.example"}, "events": [event]}]
    facts = shop.night()
    assert levels(facts, "own")["google://link/anyone"] == READS
    assert shop.asked["files.get"] == 1


def test_more_events_than_are_worth_asking_for_mean_reading_in_full(shop: Shop):
    params = [[{"name": "doc_id", "value": f"gone{number}"}, {"name": "owner", "value": "p02@shop.example"}] for number in range(30)]
    when = {"time": "2026-10-15T20:00:00Z", "uniqueQualifier": "1", "applicationName": "drive", "customerId": "C01"}
    events = [{"name": "move", "type": "acl_change", "parameters": each} for each in params]
    shop.office.world.activities["drive"] = [{"id": when, "actor": {"email": "p02@shop.example"}, "events": events}]
    shop.night()
    assert (shop.asked["files.list"], shop.asked["files.get"]) == (1, 1)


def test_more_than_the_whole_is_the_whole(shop: Shop):
    for number in range(30):
        shop.office.mine(f"more{number}", "p02", "folder")
    shop.office.world.touch()
    shop.facts = shop.whole()
    edits.share(shop.office.world, "folder", user("x01@other.example", "reader"))
    shop.night()
    assert (shop.asked["files.list"], shop.asked["files.get"]) == (1, 2)  # p02's in full with its root; p03's one file


def test_other_labels_mean_reading_in_full(shop: Shop):
    shop.office.world.labels.append({"id": "L1", "name": "labels/L1@1", "labelType": "ADMIN", "properties": {"title": "Personal"}})
    wanted = [Location("google", "drive", "drive://*", label="Personal")]
    before = len(shop.server.calls("drive.v3", "files.list"))
    read(shop.office, shop.server, shop.facts, at=shop.at + timedelta(days=1), locations=wanted, full_every=31)
    assert len(shop.server.calls("drive.v3", "files.list")) - before == 6


def test_what_is_known_of_googles_log_is_said_of_what_is_carried_over(shop: Shop):
    assert resource(shop.facts, "folder").attribute("measure:access-logging") == ""
    edits.join(shop.office.world, "team@shop.example", {"email": "p02@shop.example", "type": "USER", "role": "MEMBER"})
    edits.put(shop.office.world, {"id": "own", "name": "renamed"})
    facts = shop.night()
    logged = {each.id for each in facts.resources() if each.attribute("measure:access-logging") == "true"}
    assert logged == {"drive://folder", "drive://a", "drive://b", "drive://sd", *(f"drive://root-p0{number}" for number in range(1, 5))}


def test_what_can_not_be_read_again_is_a_gap_and_its_corpus_is_read_in_full_the_next_night(shop: Shop):
    edits.share(shop.office.world, "folder", user("x01@other.example", "reader"))
    shop.server.fail("drive.v3", "files.get", status=403, reason="forbidden", match={"fileId": "theirs"})
    facts = read(shop.office, shop.server, shop.facts, at=shop.at + timedelta(days=1), full_every=31)
    assert [(gap.scope, gap.operation) for gap in facts.gaps()] == [("drive://theirs", "drive.v3:files.get")]
    assert {each.scope: each.status for each in facts.coverage()}[P03] is CoverageStatus.PARTIAL
    shop.server.heal()
    shop.at, shop.facts = shop.at + timedelta(days=1), facts
    assert X01 in levels(shop.night(), "theirs")
    assert shop.asked["files.list"] == 1


def test_acls_that_are_carried_over_keep_what_is_said_of_their_grantees(shop: Shop):
    edits.share(shop.office.world, "own", {"type": "group", "role": "reader", "emailAddress": "team@other.example"})
    shop.night()
    facts = shop.night()
    assert "google://group/team@other.example" in {gap.scope for gap in facts.gaps()}
    assert "google://group/team@other.example" in {grant.principal for grant in acl(facts, "own").grants}
