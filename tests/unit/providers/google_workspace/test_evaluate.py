"""Which places what was not read leaves in the dark: those that it may concern, and no other."""

from collections.abc import Iterable

import pytest

from audit.model.facts import Fact, Gap, Resource, pairs
from audit.ports import Asked
from audit.runs.memory import MemoryFacts
from policies.levels import Level
from policies.locations import Location
from providers.google_workspace.evaluate import acls, explain
from tests.unit.providers.google_workspace.drive.worlds import Office, anyone, crawled, domain, group, user


def place(name: str, kind: str = "folder", label: str = "") -> Location:
    return Location("google", kind, f"drive://{name}", label=label)


def mine(name: str) -> Location:
    return Location("google", "my-drive", "drive://*", tags=(("my-drive", f"{name}@shop.example"),))


def dark(facts: MemoryFacts, *locations: Location) -> dict[Location, set[str]]:
    """The scopes of the gaps that touch each location; a location that none touches is not there."""
    found = acls(facts, locations)
    assert not found.gaps
    assert not found.memberships
    assert all(not acl.grants for acl in found.acls)
    assert all(acl.gaps for acl in found.acls)
    return {acl.location: {gap.scope for gap in acl.gaps} for acl in found.acls}


def with_gap(facts: MemoryFacts, gap: Gap) -> MemoryFacts:
    return MemoryFacts([*_all(facts), gap])


def _all(facts: MemoryFacts) -> Iterable[Fact]:
    yield from (*facts.principals(), *facts.memberships(), *facts.resources(), *facts.acls(), *facts.gaps())


def gap(scope: str, surface: str) -> Gap:
    return Gap("google_workspace", surface, scope, "call", "denied")


@pytest.fixture(scope="module")
def suspended() -> MemoryFacts:
    """p03 is suspended; what p03 owns is not seen."""
    office = Office("p01", "p02", "p03")
    office.team("team", "p03")
    office.world.users["p03@shop.example"]["suspended"] = True
    for name, row in {
        "written": user("p03", "writer"),
        "read": user("p03", "reader"),
        "by-group": group("team", "writer"),
        "by-domain": domain("shop.example", "writer"),
        "by-link": anyone("writer"),
        "by-other": user("p01", "writer"),
    }.items():
        office.mine(name, "p02", "", row, folder=True)
    office.mine("above", "p02", folder=True)
    office.mine("below", "p02", "above", user("p03", "writer"), folder=True)
    office.mine("file", "p02", "written")
    office.drive("sd", user("p02", "organizer"), user("p03", "writer"))
    office.ours("inside", "sd", folder=True)
    facts = crawled(office)
    assert isinstance(facts, MemoryFacts)
    return facts


THEIRS = "google://user/p03@shop.example"


@pytest.mark.parametrize("name", ["written", "by-group", "by-domain", "by-link", "above", "below"])
def test_a_folder_in_which_an_unseen_owner_may_put_something_is_dark(suspended: MemoryFacts, name: str):
    assert dark(suspended, place(name)) == {place(name): {THEIRS}}


@pytest.mark.parametrize("name", ["read", "by-other", "file", "sd", "inside"])
def test_a_place_where_an_unseen_owner_has_nothing_is_not(suspended: MemoryFacts, name: str):
    assert dark(suspended, place(name)) == {}


def test_a_my_drive_is_dark_by_its_owner_alone(suspended: MemoryFacts):
    assert dark(suspended, mine("p03"), mine("p01")) == {mine("p03"): {THEIRS}}


def test_what_was_not_met_at_all_may_be_anywhere_but_a_shared_drive_is_listed_by_an_administrator(suspended: MemoryFacts):
    assert dark(suspended, place("nowhere"), place("no-drive", "shared-drive")) == {place("nowhere"): {THEIRS}}


def test_a_label_may_be_on_anything(suspended: MemoryFacts):
    labelled = place("*", "drive", "Personal")
    unread = with_gap(suspended, gap("google://", "drive-labels"))
    assert dark(suspended, labelled, place("read")) == {labelled: {THEIRS}}
    assert dark(unread, labelled, place("read")) == {labelled: {THEIRS, "google://"}}


def test_groups_whose_members_were_not_read_may_hold_the_unseen_owner(suspended: MemoryFacts):
    office = Office("p01", "p02", "p03")
    office.world.users["p03@shop.example"]["suspended"] = True
    office.mine("shared", "p02", "", group("team@other.example", "writer"), folder=True)
    facts = crawled(office)
    assert dark(facts, place("shared")) == {place("shared"): {THEIRS}}


def test_a_shared_drive_that_nobody_can_enter_is_dark_with_all_in_it():
    office = Office("p01", "p02")
    office.drive("shut", user("p02", "writer"))
    office.drive("open", user("p02", "organizer"))
    office.ours("seen", "open", folder=True)
    office.ours("unseen", "shut", folder=True)
    facts = crawled(office)
    wanted = [place("shut", "shared-drive"), place("open", "shared-drive"), place("seen"), place("unseen")]
    assert dark(facts, *wanted) == {place("shut", "shared-drive"): {"drive://shut"}, place("unseen"): {"drive://shut"}}


def test_an_item_that_was_not_read_darkens_the_folders_above_it_and_no_other(suspended: MemoryFacts):
    facts = with_gap(suspended, gap("drive://file", "drive"))
    touched = dark(facts, place("written"), place("file", "file"), place("read"), mine("p02"), place("sd", "shared-drive"))
    assert {location for location, scopes in touched.items() if "drive://file" in scopes} == {
        place("written"),
        place("file", "file"),
        mine("p02"),
    }


def test_an_item_that_nobody_met_may_lie_anywhere(suspended: MemoryFacts):
    facts = with_gap(suspended, gap("drive://lost", "drive"))
    assert dark(facts, place("read")) == {place("read"): {"drive://lost"}}


def test_drives_that_were_not_listed_hide_what_was_not_met(suspended: MemoryFacts):
    facts = with_gap(suspended, gap("google://", "drive"))
    assert dark(facts, place("sd", "shared-drive"), place("read"), mine("p01")) == {}
    assert dark(facts, place("nowhere", "shared-drive")) == {place("nowhere", "shared-drive"): {"google://"}}


def test_users_that_were_not_listed_may_own_what_lies_where_others_than_known_users_write(suspended: MemoryFacts):
    facts = with_gap(suspended, gap("google://", "users"))
    touched = dark(facts, place("by-link"), place("by-other"), place("read"), mine("p01"), place("sd", "shared-drive"))
    assert {location for location, scopes in touched.items() if "google://" in scopes} == {place("by-link")}


@pytest.mark.parametrize(("surface", "scope"), [("groups", "google://group/team@shop.example"), ("drive-events", "google://")])
def test_gaps_that_others_see_to_touch_nothing_here(suspended: MemoryFacts, surface: str, scope: str):
    assert dark(with_gap(suspended, gap(scope, surface)), place("read"), place("sd")) == {}


MAIL = Location("google", "mailbox", "google://mailbox/p02@shop.example")
OWN = Location("google", "calendar", "google://calendar/p02@shop.example")
TEAM = Location("google", "calendar", "google://calendar/c_1@group.calendar.google.com")
MET = (
    Resource(MAIL.pattern, "google_workspace", "mailbox", "p02"),
    Resource(TEAM.pattern, "google_workspace", "calendar", "team", attributes=pairs({"data_owner": "google://user/p01@shop.example"})),
)


@pytest.mark.parametrize(
    ("scope", "surface", "touched"),
    [
        ("google://mailbox/p02@shop.example", "gmail", {MAIL}),
        ("google://user/p02@shop.example", "gmail", {MAIL}),
        ("google://user/p01@shop.example", "gmail", set()),
        ("google://", "gmail", {MAIL}),
        ("google://user/p02@shop.example", "calendar", {OWN}),
        ("google://user/p01@shop.example", "calendar", {TEAM, OWN}),  # p02's own calendar was not met: it may be on p01's list
        (TEAM.pattern, "calendar", {TEAM}),
        ("google://", "users", {OWN}),
        ("google://user/p02@shop.example", "drive", set()),
    ],
)
def test_mailboxes_and_calendars_are_dark_by_themselves_their_owner_or_everybody(scope: str, surface: str, touched: set[Location]):
    facts = MemoryFacts([*MET, gap(scope, surface)])
    assert set(dark(facts, MAIL, OWN, TEAM)) == touched


def test_places_of_google_cloud_are_left_to_it(suspended: MemoryFacts):
    bucket = Location("google", "gcs", "gs://shop/*")
    assert dark(suspended, bucket, place("written")) == {place("written"): {THEIRS}}


def test_without_a_gap_there_is_nothing_to_say():
    assert dark(MemoryFacts(MET), MAIL, place("nowhere")) == {}


def test_grants_are_facts_and_need_no_more_explaining(suspended: MemoryFacts):
    asked = Asked("google://user/p02@shop.example", Level.READ, place("written"), "drive://written")
    assert explain(suspended, [asked, asked]) == ((), ())
