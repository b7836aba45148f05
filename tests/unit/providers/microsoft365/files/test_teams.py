"""Teams and their channels."""

from typing import Any

from audit.model.facts import Verdict
from policies.levels import CONTENT, Level
from tests.unit.providers.microsoft365.files.worlds import Office, acl, crawled, granted, number, person, read, resource, served, team

TALKS = Level.FIND | Level.READ | Level.CHANGE
G01, G02 = team("g01"), team("g02")
TEAM = f"microsoft://team/{G01}"


def member(name: str, *roles: str, **more: Any) -> dict[str, Any]:
    """A member of a channel."""
    kind = "#microsoft.graph.aadUserConversationMember"
    account = {"userId": person(name), "email": f"{name}@sample.example"}
    return {"@odata.type": kind, "id": name, "roles": list(roles), "displayName": name, **account, **more}


def office(kind: str, *members: dict[str, Any]) -> Office:
    """A team with a channel of a kind."""
    found = Office()
    found.team("g01", "p01", "p02", owners=("p01",))
    found.team("g02", "p03")
    found.world.teams[G01] = {"id": G01, "displayName": "g01", "visibility": "private"}
    found.world.channels[G01] = [{"id": "19:c@thread.tacv2", "displayName": "c", "membershipType": kind}]
    found.world.channel_members[f"{G01}/19:c@thread.tacv2"] = list(members)
    return found


def channel(facts: Any) -> dict[str, Any]:
    """Who has what in the channel."""
    return {each.principal: each.levels for each in granted(facts, f"microsoft://channel/{G01}/19:c@thread.tacv2")}


def test_a_team_is_open_to_its_group_and_its_owners_let_others_in():
    facts = crawled(office("standard"))
    group = f"microsoft://group/{G01}"
    assert {each.principal: each.levels for each in granted(facts, TEAM)} == {group: TALKS, f"{group}/owners": CONTENT}
    assert resource(facts, TEAM).attribute("visibility") == "private"
    assert channel(facts) == {group: TALKS, f"{group}/owners": CONTENT}
    assert resource(facts, f"microsoft://channel/{G01}/19:c@thread.tacv2").parent == TEAM
    assert {each.member for each in facts.memberships() if each.container == f"{group}/owners"} == {f"microsoft://user/{person('p01')}"}


def test_a_private_channel_is_open_to_those_who_were_let_in():
    facts = crawled(office("private", member("p01", "owner"), member("p02"), member("p03", "guest")))
    found = {f"microsoft://user/{person(name)}": TALKS for name in ("p02", "p03")}
    assert channel(facts) == found | {f"microsoft://user/{person('p01')}": CONTENT}


def test_a_shared_channel_is_open_to_the_teams_it_is_shared_with():
    found = office("shared", member("p01", "owner"), member("x1", tenantId=number(9, 9), email="x1@other.example"))
    shared = [{"id": G01, "displayName": "g01", "isHostTeam": True}, {"id": G02, "displayName": "g02", "isHostTeam": False}]
    found.world.shared_with[f"{G01}/19:c@thread.tacv2"] = shared
    assert channel(crawled(found)) == {
        f"microsoft://user/{person('p01')}": CONTENT,
        "microsoft://user/x1@other.example": TALKS,
        f"microsoft://group/{G02}": TALKS,
    }


def test_a_channel_says_where_its_files_lie():
    found = office("private", member("p01"))
    found.library("lib1", found.site("hr"))
    found.item("d1", "lib1", folder=True)
    found.world.channel_folders[f"{G01}/19:c@thread.tacv2"] = "lib1/d1"
    facts = crawled(found)
    assert resource(facts, f"microsoft://channel/{G01}/19:c@thread.tacv2").attribute("library") == "sharepoint://lib1"


def test_a_role_that_is_not_known_may_give_everything():
    found = granted(crawled(office("private", member("p02", "captain"))), f"microsoft://channel/{G01}/19:c@thread.tacv2")
    assert {(each.levels, each.verdict) for each in found} == {(TALKS, Verdict.YES), (CONTENT, Verdict.UNKNOWN)}


def test_members_that_are_refused_are_a_gap_of_their_channel():
    found = office("private", member("p02"))
    with served(found) as server:
        server.fail("graph", "teams/{id}/channels/{channel}/allMembers", status=403, times=0)
        facts = read(found, server)
    assert [gap.scope for gap in facts.gaps()] == [f"microsoft://channel/{G01}/19:c@thread.tacv2"]
    assert "ChannelMember.Read.All" in next(facts.gaps()).missing_permission


def test_channels_that_are_refused_are_a_gap_of_their_team():
    found = office("standard")
    with served(found) as server:
        server.fail("graph", "teams/{id}/channels", status=500, times=0)
        facts = read(found, server)
    assert [gap.scope for gap in facts.gaps()] == [TEAM]
    assert resource(facts, TEAM).kind == "team"


def test_administrators_of_teams_could_let_themselves_in():
    found = office("standard")
    role = f"microsoft://directory-role/{number(7, 1)}"
    found.administrators = type(found.administrators)(teams=(role,))
    assert {each.levels for each in acl(crawled(found), TEAM).grants if each.principal == role} == {Level.MANAGE}


def test_teams_that_are_refused_are_a_gap_of_all_of_them():
    found = office("standard")
    with served(found) as server:
        server.fail("graph", "teams", status=403, times=0)
        facts = read(found, server)
    assert [(gap.scope, gap.surface) for gap in facts.gaps()] == [("microsoft://team/", "teams")]
