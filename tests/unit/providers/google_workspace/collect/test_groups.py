import pytest

from audit.model.facts import PUBLIC, CoverageStatus, MembershipKind
from tests.unit.providers.google_workspace.conftest import Company, covered, principal

TEAM, ALL = "google://group/team@shop.example", "google://group/all@shop.example"
SETTINGS = {"whoCanJoin": "INVITED_CAN_JOIN", "allowExternalMembers": "false"}


@pytest.fixture
def groups(company: Company) -> Company:
    company.world.groups = {
        "team@shop.example": {"id": "201", "email": "team@shop.example", "name": "Team"},
        "all@shop.example": {"id": "202", "email": "all@shop.example", "name": "All"},
    }
    company.world.members = {
        "team@shop.example": [{"id": "101", "email": "p01@shop.example", "type": "USER", "role": "MEMBER", "status": "ACTIVE"}],
        "all@shop.example": [
            {"id": "201", "email": "team@shop.example", "type": "GROUP", "role": "MEMBER", "status": "ACTIVE"},
            {"id": "C01abc", "type": "CUSTOMER", "role": "MEMBER"},
        ],
    }
    company.world.group_settings = {"team@shop.example": dict(SETTINGS), "all@shop.example": dict(SETTINGS)}
    return company


def _members(facts) -> set[tuple[str, str]]:
    return {(one.member, one.container) for one in facts.memberships() if one.kind is MembershipKind.MEMBER}


def test_members_of_every_type(groups: Company):
    facts = groups.collect()
    assert _members(facts) == {("google://user/p01@shop.example", TEAM), (TEAM, ALL), ("google://customer/C01abc", ALL)}
    assert not [gap for gap in facts.gaps() if gap.surface.startswith("group")]


def test_each_group_whose_members_can_not_be_read_is_a_gap_of_its_own(groups: Company):
    groups.server.fail("admin.directory_v1", "members.list", status=403, reason="forbidden", match={"groupKey": "201"})
    facts = groups.collect()
    assert [gap.scope for gap in facts.gaps() if gap.surface == "groups"] == [TEAM]
    assert (TEAM, ALL) in _members(facts)
    assert principal(facts, TEAM)
    assert covered(facts)["groups"] is CoverageStatus.PARTIAL


def test_members_on_a_page_that_fails_are_not_taken_for_gone(groups: Company):
    many = [{"id": str(n), "email": f"x{n}@shop.example", "type": "USER", "role": "MEMBER"} for n in range(300, 600)]
    groups.world.members["team@shop.example"] = many
    groups.server.fail("admin.directory_v1", "members.list", status=500, page=2, match={"groupKey": "201"})
    facts = groups.collect()
    assert len([pair for pair in _members(facts) if pair[1] == TEAM]) == 200
    assert [gap.scope for gap in facts.gaps() if gap.surface == "groups"] == [TEAM]


def test_who_could_join_is_latent(groups: Company):
    groups.world.group_settings["team@shop.example"] = {"whoCanJoin": "ANYONE_CAN_JOIN", "allowExternalMembers": "true"}
    facts = groups.collect()
    assert (PUBLIC, TEAM, MembershipKind.ESCALATE) in {(one.member, one.container, one.kind) for one in facts.memberships()}
    assert principal(facts, TEAM).attribute("setting:whoCanJoin") == "ANYONE_CAN_JOIN"


def test_settings_that_can_not_be_read_do_not_hide_the_members(groups: Company):
    groups.server.fail("groupssettings.v1", "groups.get", status=403, reason="forbidden", match={"groupUniqueId": "team@shop.example"})
    facts = groups.collect()
    gaps = [gap for gap in facts.gaps() if gap.surface == "group-settings"]
    assert [gap.scope for gap in gaps] == [f"{TEAM}/settings"]  # the group itself is read
    assert ("google://user/p01@shop.example", TEAM) in _members(facts)


def test_a_dynamic_group_is_marked_and_read_like_any_other(groups: Company):
    labels = {"cloudidentity.googleapis.com/groups.discussion_forum": "", "cloudidentity.googleapis.com/groups.dynamic": ""}
    groups.world.identity_groups["team@shop.example"] = {"labels": labels}
    facts = groups.collect()
    assert principal(facts, TEAM).attribute("dynamic") == "true"
    assert principal(facts, ALL).attribute("dynamic") == ""
    assert ("google://user/p01@shop.example", TEAM) in _members(facts)


def test_a_group_of_another_organisation_is_a_gap(groups: Company):
    groups.world.members["team@shop.example"].append({"id": "999", "email": "list@out.example", "type": "GROUP", "role": "MEMBER"})
    facts = groups.collect()
    assert [gap.scope for gap in facts.gaps() if gap.surface == "groups"] == ["google://group/list@out.example"]
    assert ("google://group/list@out.example", TEAM) in _members(facts)
