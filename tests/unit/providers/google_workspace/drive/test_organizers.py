"""Shared drives, and who can read one."""

from audit.model.facts import Membership, MembershipKind
from providers.google_api.reader import Reader
from providers.google_workspace.directory import Directory, Group, User
from providers.google_workspace.drive.answers import Row
from providers.google_workspace.drive.organizers import Organizers, drives, members
from tests.unit.providers.google_workspace.drive.worlds import ADMIN, Office, group, served, sessions, user

USERS = [User(f"google://user/p0{number}@shop.example", f"p0{number}@shop.example") for number in range(1, 7)]
GONE = User("google://user/p09@shop.example", "p09@shop.example", status="disabled")
GROUPS = [Group(f"google://group/{name}@shop.example", f"{name}@shop.example") for name in ("team", "all", "ring", "everybody")]
DIRECTORY = Directory.of("C01", ["shop.example"], [*USERS, GONE], GROUPS)


def member(who: str, of: str, kind: MembershipKind = MembershipKind.MEMBER) -> Membership:
    return Membership(f"google://{who}", f"google://group/{of}@shop.example", kind)


ORGANIZERS = Organizers(
    DIRECTORY,
    [
        member("user/p04@shop.example", "team"),
        member("user/p03@shop.example", "all"),
        member("group/team@shop.example", "all"),
        member("group/ring@shop.example", "ring"),
        member("user/p05@shop.example", "ring"),
        member("user/p06@shop.example", "ring", MembershipKind.OWNER),
        member("customer/C01", "everybody"),
    ],
)


def row(name: str, role: str = "organizer", kind: str = "user", **more: bool) -> Row:
    return Row("7", kind, role, f"{name}@shop.example", **more)


def names(*rows: Row) -> list[str]:
    return [address.partition("@")[0] for address in ORGANIZERS.of(rows)]


def test_managers_named_directly_come_first_then_those_in_groups_and_each_once():
    assert names(row("all", kind="group"), row("p02"), row("p04")) == ["p02", "p04", "p03"]


def test_others_than_managers_and_accounts_that_nobody_can_act_as_do_not_count():
    assert names(row("p02", "fileOrganizer"), row("p09"), row("x01"), row("p01", deleted=True)) == []


def test_groups_that_hold_each_other_end():
    assert names(row("ring", kind="group")) == ["p05"]


def test_a_group_that_holds_the_tenant_holds_every_active_user():
    assert names(row("everybody", kind="group")) == ["p01", "p02", "p03", "p04", "p05", "p06"]


def test_drives_and_their_members_are_read_as_an_administrator():
    office = Office("p01", "p02")
    office.drive("sd2", user("p02", "organizer"))
    office.drive("sd1", group("team@other.example", "reader"), driveMembersOnly=True)
    with served(office) as server:
        reader = Reader(sessions(server)[0], "google_workspace", "drive", "google://", ADMIN)
        first, second = drives(reader)
        assert (first.id, first.restrictions.drive_members_only, second.id) == ("sd1", True, "sd2")
        assert [each.email_address for each in members(reader, second) or ()] == ["p02@shop.example"]
