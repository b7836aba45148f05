"""Which places what was not read leaves in the dark: those that it may concern, and no other."""

from collections.abc import Sequence

import pytest

from audit.model.facts import Acl, Fact, Gap, Grant, Membership, MembershipKind, Principal, PrincipalKind, Resource, acl_id, pairs
from audit.runs.memory import MemoryFacts
from policies.levels import Level
from policies.locations import Location
from providers.microsoft365.evaluate import acls, explain
from providers.microsoft365.files.operations import GET_ALL_SITES

SITE, OTHER = "sharepoint://site", "sharepoint://other"
LIBRARY, FOLDER, FILE = "sharepoint://b!1", "sharepoint://b!1/folder", "sharepoint://b!1/file"
TEAM, CHANNEL = "microsoft://team/t", "microsoft://channel/t/c"
BOX, DATES = "microsoft://mailbox/info@sample.example", "microsoft://calendar/info@sample.example"
URL = "https://sample.sharepoint.example/sites/hr"


def thing(name: str, kind: str, parent: str = "", url: str = "") -> Resource:
    return Resource(name, "microsoft365", kind, name, parent, labels=pairs({"url": url} if url else {}))


THINGS = (
    thing(SITE, "sharepoint-site", url=URL),
    thing(LIBRARY, "library", SITE, f"{URL}/papers"),
    thing(FOLDER, "folder", LIBRARY, f"{URL}/papers/sick"),
    thing(FILE, "file", FOLDER),
    thing(OTHER, "sharepoint-site", url="https://sample.sharepoint.example/sites/other"),
    thing("sharepoint://b!2", "library", OTHER),
    thing(TEAM, "team"),
    thing(CHANNEL, "channel", TEAM),
    thing(BOX, "mailbox"),
)


def place(kind: str, url: str) -> Location:
    return Location("microsoft", kind, "sharepoint://*", tags=(("url", url),))


def named(kind: str, name: str) -> Location:
    return Location("microsoft", kind, name)


AT_SITE, AT_LIBRARY, AT_FOLDER = (
    place("sharepoint-site", URL),
    place("sharepoint-library", f"{URL}/papers"),
    place("folder", f"{URL}/papers/sick"),
)
AT_FILE, AT_TEAM, AT_CHANNEL = named("file", FILE), named("team", TEAM), named("channel", CHANNEL)
AT_BOX, AT_DATES, UNMET = named("mailbox", BOX), named("calendar", DATES), named("shared-mailbox", "microsoft://mailbox/x@sample.example")
EVERYWHERE = (AT_SITE, AT_LIBRARY, AT_FOLDER, AT_FILE, AT_TEAM, AT_CHANNEL, AT_BOX, AT_DATES, UNMET)


def gap(scope: str, surface: str = "files", operation: str = "call") -> Gap:
    return Gap("microsoft365", surface, scope, operation, "denied")


def dark(*facts: Fact, at: Sequence[Location] = EVERYWHERE) -> set[Location]:
    found = acls(MemoryFacts([*THINGS, *facts]), at)
    assert not found.gaps
    assert all(acl.gaps and not acl.grants for acl in found.acls)
    return {acl.location for acl in found.acls}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (gap(SITE), {AT_SITE, AT_LIBRARY, AT_FOLDER, AT_FILE}),
        (gap(LIBRARY), {AT_SITE, AT_LIBRARY, AT_FOLDER, AT_FILE}),
        (gap(f"{LIBRARY}/never-met"), {AT_SITE, AT_LIBRARY}),
        (gap(FILE), {AT_SITE, AT_LIBRARY, AT_FOLDER, AT_FILE}),
        (gap(OTHER), set()),
        (gap("sharepoint://b!2"), set()),
        (gap("sharepoint://b!2/x"), set()),
        (gap(f"{SITE}/web"), {AT_SITE}),
        (gap("sharepoint://"), {AT_SITE, AT_LIBRARY, AT_FOLDER, AT_FILE}),
        (gap("sharepoint://", "sites", f"graph:{GET_ALL_SITES}"), {AT_SITE}),
        (gap(TEAM, "teams"), {AT_TEAM, AT_CHANNEL}),
        (gap(CHANNEL, "teams"), {AT_TEAM, AT_CHANNEL}),
        (gap("microsoft://channel/t/never-met", "teams"), {AT_TEAM}),
        (gap(BOX, "mailboxes"), {AT_BOX}),
        (gap(DATES, "calendars"), {AT_DATES}),
        (gap("microsoft://mailbox/", "mailboxes"), {AT_BOX, UNMET}),
        (gap("microsoft://calendar/", "calendars"), {AT_DATES}),
        (gap("microsoft://", "users"), {AT_DATES, UNMET}),
        (gap("microsoft://", "mfa-registration"), set()),
        (gap("microsoft://group/1", "groups"), set()),
        (gap("microsoft://directory-role/unread", "directory-roles"), set()),
        (Gap("azure", "files", SITE, "call", "denied"), set()),
    ],
)
def test_a_gap_touches_what_it_may_concern(told: Gap, expected: set[Location]) -> None:
    assert dark(told) == expected


def test_a_place_that_was_not_met_is_left_to_who_knows_that_it_is_empty() -> None:
    assert dark(gap(SITE), at=[place("folder", f"{URL}/nowhere")]) == set()


def test_places_of_others_are_not_looked_at() -> None:
    assert dark(gap("sharepoint://"), at=[Location("microsoft", "blob-container", "blob://shop/orders/*")]) == set()


def test_a_loop_of_parents_ends() -> None:
    ring = (thing("sharepoint://r/1", "folder", "sharepoint://r/2"), thing("sharepoint://r/2", "folder", "sharepoint://r/1"))
    assert dark(gap("sharepoint://r/1"), *ring, at=[named("folder", "sharepoint://r/2")]) == {named("folder", "sharepoint://r/2")}


def test_a_crowd_acts_as_users_and_applications_that_were_not_listed() -> None:
    grants = (Grant("microsoft://user/unlisted", Level.READ), Grant("microsoft://service-principal/listed", Level.READ))
    facts: list[Fact] = [
        Principal("microsoft://user/unread", "microsoft365", PrincipalKind.GROUP, "strangers"),
        Principal("microsoft://service-principal/unread", "microsoft365", PrincipalKind.GROUP, "owners"),
        Principal(
            "microsoft://service-principal/listed", "microsoft365", PrincipalKind.SERVICE, "robot", attributes=pairs({"directory_id": "1"})
        ),
        Membership("microsoft://service-principal/unlisted", "microsoft://group/1", MembershipKind.MEMBER),
        Acl(acl_id(frozenset(grants)), grants),
    ]
    found = {(one.member, one.container, one.kind) for one in acls(MemoryFacts(facts), ()).memberships}
    assert found == {
        ("microsoft://user/unread", "microsoft://user/unlisted", MembershipKind.IMPERSONATE),
        ("microsoft://service-principal/unread", "microsoft://service-principal/unlisted", MembershipKind.ESCALATE),
    }
    assert acls(MemoryFacts(facts[2:]), ()).memberships == ()


def test_there_is_nothing_to_explain() -> None:
    assert explain(MemoryFacts([]), ()) == ()


@pytest.mark.parametrize(
    ("scope", "place", "hides"),
    [
        (SITE, "sharepoint://b!9", True),
        ("sharepoint://unmet", "sharepoint://b!9", True),
        (LIBRARY, "sharepoint://b!9", False),
        ("sharepoint://b!9", "sharepoint://b!9/item", True),
        (LIBRARY, "sharepoint://b!9/item", False),
    ],
)
def test_a_library_that_was_not_met_may_lie_in_a_site_that_was_not_read(scope: str, place: str, hides: bool) -> None:
    unmet = named("sharepoint-library", place)
    assert dark(gap(scope), at=(unmet,)) == ({unmet} if hides else set())


def test_a_channel_that_was_not_met_may_be_in_a_team_that_was_not_read() -> None:
    unmet = named("channel", "microsoft://channel/t/d")
    assert dark(gap("microsoft://team/"), at=(unmet,)) == dark(gap(TEAM), at=(unmet,)) == {unmet}
    assert dark(gap("microsoft://team/u"), at=(unmet,)) == set()
