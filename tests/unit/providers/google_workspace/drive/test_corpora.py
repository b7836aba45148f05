"""A corpus, and how to get into it."""

from audit.model.facts import CoverageStatus
from policies.levels import CONTENT
from tests.unit.providers.google_workspace.drive.worlds import Office, crawled, group, levels, read, resource, served, user


def statuses(facts) -> dict[str, CoverageStatus]:
    return {each.scope: each.status for each in facts.coverage() if each.surface == "drive"}


def test_a_suspended_users_drive_is_a_gap():
    office = Office("p01", "p02")
    office.world.users["p02@shop.example"]["suspended"] = True
    office.mine("file", "p02")
    facts = crawled(office)
    gap = next(iter(facts.gaps()))
    assert (gap.scope, gap.surface) == ("google://user/p02@shop.example", "drive")
    assert "disabled" in gap.reason
    assert statuses(facts)["google://user/p02@shop.example"] is CoverageStatus.DENIED
    assert not [each for each in facts.resources() if each.attribute("owner") == "p02@shop.example"]


def test_a_user_who_can_not_be_acted_as_is_one_gap_that_names_what_is_missing():
    office = Office("p01", "p02")
    office.mine("file", "p02")
    with served(office) as server:
        server.refuse_impersonation("p02@shop.example")
        facts = read(office, server)
    gap = next(iter(facts.gaps()))
    assert [each.scope for each in facts.gaps()] == ["google://user/p02@shop.example"]
    assert gap.missing_permission
    assert statuses(facts)["google://user/p02@shop.example"] is CoverageStatus.DENIED


def test_a_drive_is_read_as_the_next_manager_when_one_is_refused():
    office = Office("p01", "p02", "p03", "p04")
    office.team("bosses", "p04")
    office.drive("sd", user("p02", "organizer"), user("p03", "writer"), group("bosses", "organizer"))
    office.ours("file", "sd")
    with served(office) as server:
        server.refuse_impersonation("p02@shop.example")
        facts = read(office, server)
        subjects = {call.subject for call in server.calls("drive.v3", "files.list") if call.parameters.get("driveId")}
    assert subjects == {"p04@shop.example"}
    assert resource(facts, "file").parent == "drive://sd"
    assert statuses(facts)["drive://sd"] is CoverageStatus.COMPLETE
    assert {gap.scope for gap in facts.gaps()} == {"google://user/p02@shop.example"}


def test_a_drive_that_nobody_can_enter_is_a_gap_and_its_members_are_known():
    office = Office("p01", "p02")
    office.drive("sd", user("p02", "writer"), user("x01@other.example", "organizer"))
    office.ours("file", "sd")
    facts = crawled(office)
    gap = next(iter(facts.gaps()))
    assert (gap.scope, gap.operation) == ("drive://sd", "drive.v3:files.list")
    assert "no manager among the active users" in gap.reason
    assert levels(facts, "sd")["google://user/x01@other.example"] == CONTENT
    assert statuses(facts)["drive://sd"] is CoverageStatus.PARTIAL
    assert not [each for each in facts.resources() if each.id == "drive://file"]


def test_a_drive_all_whose_managers_are_refused_says_why():
    office = Office("p01", "p02")
    office.drive("sd", user("p02", "organizer"))
    with served(office) as server:
        server.refuse_impersonation("p02@shop.example")
        facts = read(office, server)
    gap = next(each for each in facts.gaps() if each.scope == "drive://sd")
    assert "none of its managers could be acted as" in gap.reason
    assert gap.missing_permission


def test_a_drive_whose_members_can_not_be_read_is_there_without_an_acl():
    office = Office("p01", "p02")
    office.drive("sd", user("p02", "organizer"))
    with served(office) as server:
        server.fail("drive.v3", "permissions.list", status=403, reason="forbidden", match={"fileId": "sd"})
        facts = read(office, server)
    assert resource(facts, "sd").acl == ""
    assert [(gap.scope, gap.operation) for gap in facts.gaps()] == [("drive://sd", "drive.v3:permissions.list")]
    assert statuses(facts)["drive://sd"] is CoverageStatus.DENIED
