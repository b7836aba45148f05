import pytest

from tests.unit.providers.sandbox.microsoft.worlds import DRIVE, GUEST, HR, P01, P02, P03, ids


@pytest.fixture
def teams(server):
    world = server.world
    world.members[HR] = [P01, P02, GUEST]
    world.teams = {HR: {"id": HR, "displayName": "HR"}, "other": {"id": "other", "displayName": "other"}}
    world.members["other"] = [P03, GUEST]
    world.channels = {HR: [{"id": "c1", "displayName": "General", "membershipType": "standard"}, {"id": "c2", "membershipType": "shared"}]}
    world.channel_members = {
        f"{HR}/c2": [{"@odata.type": "#microsoft.graph.aadUserConversationMember", "id": "m", "userId": P02, "roles": []}]
    }
    world.shared_with = {f"{HR}/c2": [{"id": "other", "displayName": "other", "isHostTeam": False}]}
    world.channel_folders = {f"{HR}/c1": f"{DRIVE}/f"}
    return server


def test_a_teams_members_are_the_groups(teams, client):
    rows, _ = client.value(f"teams/{HR}/members")
    assert [(row["userId"], row["roles"]) for row in rows] == [(P01, ["owner"]), (P02, []), (GUEST, ["guest"])]
    assert ids(client.value("teams?$select=id,displayName")[0]) == [HR, "other"]


def test_channels(teams, client):
    assert ids(client.value(f"teams/{HR}/allChannels?$filter=membershipType eq 'shared'")[0]) == ["c2"]
    assert len(client.value(f"teams/{HR}/channels/c1/allMembers")[0]) == 3
    assert ids(client.value(f"teams/{HR}/channels/c2/allMembers")[0]) == ["m"]
    assert ids(client.value(f"teams/{HR}/channels/c2/sharedWithTeams")[0]) == ["other"]
    assert ids(client.value(f"teams/{HR}/channels/c2/sharedWithTeams/other/allowedMembers")[0]) == [P03]
    assert client.get(f"teams/{HR}/channels/c1/filesFolder")[1]["parentReference"]["driveId"] == DRIVE
    for path in ("c1/sharedWithTeams/other/allowedMembers", "c2/filesFolder", "none/allMembers"):
        assert client.refusal(f"teams/{HR}/channels/{path}") == (404, "NotFound")
