"""Permissions as grants."""

from datetime import date
from typing import Any

import msgspec
import pytest

from audit.model.facts import AUTHENTICATED, PUBLIC, Grant, Verdict
from policies.levels import CONTENT, Level
from providers.google_workspace.directory import Directory, Group, User
from providers.google_workspace.drive.answers import Restrictions, Row
from providers.google_workspace.drive.grants import Sharing, grants, in_shared_drive

OPEN = Sharing()
READS, WRITES = Level.FIND | Level.READ, Level.FIND | Level.READ | Level.CHANGE
P02 = User("google://user/p02@shop.example", "p02@shop.example", "102", aliases=("sales@shop.example",))
TEAM = Group("google://group/team@shop.example", "team@shop.example")
DIRECTORY = Directory.of("C01", ["shop.example"], [P02], [TEAM])


def granted(sharing: Sharing = OPEN, **row: Any) -> Grant:
    """The one grant of one permission, as Google would write it."""
    written = {"type": "user", "role": "reader", "id": "7", **row}
    if written["type"] in ("user", "group"):
        written.setdefault("emailAddress", "P02@shop.example")
    found = grants([msgspec.convert(written, Row)], sharing, DIRECTORY)
    assert len(found) == 1
    return next(iter(found))


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        ("reader", READS),
        ("commenter", READS),
        ("writer", CONTENT),
        ("fileOrganizer", CONTENT),
        ("organizer", CONTENT),
        ("owner", CONTENT),
    ],
)
def test_a_role_gives_levels(role: str, levels: Level):
    assert granted(role=role) == Grant(P02.id, levels, f"drive role {role}")


def test_who_may_not_let_others_in_does_not_share():
    assert granted(Sharing(writers=False), role="writer").levels == WRITES
    assert granted(Sharing(writers=False), role="fileOrganizer").levels == CONTENT
    assert granted(Sharing(file_organizers=False), role="fileOrganizer").levels == WRITES
    assert granted(Sharing(writers=False, file_organizers=False), role="organizer").levels == CONTENT


@pytest.mark.parametrize(
    ("restrictions", "on_file", "on_folder"),
    [
        (Restrictions(), Sharing(), Sharing(writers=False)),
        (Restrictions(sharing_folders_requires_organizer_permission=True), Sharing(), Sharing(writers=False, file_organizers=False)),
        (
            Restrictions(drive_members_only=True),
            Sharing(writers=False, file_organizers=False),
            Sharing(writers=False, file_organizers=False),
        ),
    ],
)
def test_in_a_shared_drive_files_are_shared_by_contributors_and_folders_by_content_managers(
    restrictions: Restrictions, on_file: Sharing, on_folder: Sharing
):
    assert in_shared_drive(restrictions, folder=False) == on_file
    assert in_shared_drive(restrictions, folder=True) == on_folder


def test_a_view_gives_the_name_or_what_is_published_and_no_more():
    assert granted(role="organizer", view="metadata").levels == Level.FIND
    published = granted(type="anyone", view="published")
    assert (published.principal, published.levels) == (PUBLIC, READS)
    assert granted(role="writer", view="published").levels == READS
    assert published.source != granted(type="anyone").source


@pytest.mark.parametrize(
    ("row", "principal"),
    [
        ({"emailAddress": "sales@shop.example"}, P02.id),
        ({"emailAddress": "X01@Other.example"}, "google://user/x01@other.example"),
        ({"emailAddress": "etl@p.iam.gserviceaccount.com"}, "google://service-account/etl@p.iam.gserviceaccount.com"),
        ({"emailAddress": ""}, "google://user/?permission=7"),
        ({"deleted": True}, "google://user/p02@shop.example?uid=7"),
        ({"deleted": True, "emailAddress": ""}, "google://user/?uid=7"),
        ({"type": "group", "emailAddress": "Team@shop.example"}, TEAM.id),
        ({"type": "group", "emailAddress": "team@other.example"}, "google://group/team@other.example"),
        ({"type": "group", "emailAddress": "team@shop.example", "deleted": True}, "google://group/team@shop.example?uid=7"),
        ({"type": "domain", "domain": "shop.example", "allowFileDiscovery": True}, "google://domain/shop.example"),
        ({"type": "domain", "domain": "shop.example", "allowFileDiscovery": False}, "google://domain-link/shop.example"),
        ({"type": "domain", "domain": "shop.example"}, "google://domain-link/shop.example"),
        ({"type": "domain", "domain": "a1.audience.googledomains.com", "allowFileDiscovery": True}, "google://audience/a1"),
        ({"type": "anyone", "allowFileDiscovery": True}, PUBLIC),
        ({"type": "anyone", "allowFileDiscovery": False}, "google://link/anyone"),
        ({"type": "anyone"}, "google://link/anyone"),
    ],
)
def test_a_grantee_has_its_uri(row: dict[str, Any], principal: str):
    grant = granted(**row)
    assert (grant.principal, grant.levels, grant.verdict) == (principal, READS, Verdict.YES)
    assert grant.principal != AUTHENTICATED


@pytest.mark.parametrize(
    ("ends", "until"),
    [
        ("2026-12-01T12:00:00.000Z", date(2026, 12, 1)),
        ("2026-12-01T00:00:00.000Z", date(2026, 11, 30)),
        ("2026-12-01T00:30:00+01:00", date(2026, 12, 1)),
        ("soon", None),
    ],
)
def test_it_ends_on_the_last_day_on_which_it_holds_and_stays_a_yes(ends: str, until: date | None):
    grant = granted(expirationTime=ends)
    assert (grant.until, grant.verdict, grant.condition) == (until, Verdict.YES, "")


def test_a_pending_owner_is_said_to_be_one():
    assert granted(role="writer", pendingOwner=True).source == "drive role writer, pending owner"


@pytest.mark.parametrize(
    ("row", "principal", "levels"),
    [
        ({"role": "superReader"}, P02.id, CONTENT),
        ({"view": "hologram"}, P02.id, CONTENT),
        ({"type": "robot"}, "google://permission/robot/7", READS),
        ({"type": "robot", "role": "superReader"}, "google://permission/robot/7", CONTENT),
    ],
)
def test_what_is_not_known_is_kept_and_unknown(row: dict[str, Any], principal: str, levels: Level):
    grant = granted(**row)
    assert (grant.principal, grant.levels, grant.verdict) == (principal, levels, Verdict.UNKNOWN)
    assert "is not known here" in grant.condition
