import pytest

from providers.sandbox.google.workspace.calendar import role
from tests.unit.providers.sandbox.google.worlds import HR, P01, P02, P03, ask, ids, refusal, tenant

TEAM = "team@group.calendar.google.com"
RULES = [
    {"id": f"user:{P01}", "role": "owner", "scope": {"type": "user", "value": P01}},
    {"id": f"group:{HR}", "role": "writer", "scope": {"type": "group", "value": HR}},
    {"id": "default", "role": "reader", "scope": {"type": "default"}},
]


def calendar(server, subject=P01, scope="calendar.acls.readonly calendar.calendarlist.readonly"):
    return ask(server, "calendar.v3", scope, subject)


def test_the_owner_sees_who_may_see_it(server):
    server.world.calendar_acls[TEAM] = RULES
    assert ids(calendar(server).acl().list(calendarId=TEAM).execute()["items"], "role") == ["owner", "writer", "reader"]
    assert refusal(calendar(server, P02).acl().list(calendarId=TEAM)) == (403, "forbidden")
    assert refusal(calendar(server).acl().list(calendarId="none")) == (404, "notFound")
    assert ids(calendar(server, P02).acl().list(calendarId="primary").execute()["items"]) == [f"user:{P02}"]
    assert refusal(calendar(server, P02).acl().list(calendarId=P01)) == (404, "notFound")


def test_a_sync_token_is_good_until_something_changes(server):
    acl = calendar(server).acl()
    token = acl.list(calendarId="primary").execute()["nextSyncToken"]
    assert acl.list(calendarId="primary", syncToken=token).execute()["items"] == []
    server.world.touch()
    assert refusal(acl.list(calendarId="primary", syncToken=token)) == (410, "fullSyncRequired")


def test_the_calendars_of_a_user(server):
    server.world.calendar_acls[TEAM] = RULES
    server.world.calendars[TEAM] = {"summary": "Team"}
    server.world.calendar_lists[P02] = [TEAM]
    found = calendar(server, P02).calendarList().list().execute()["items"]
    assert [(each["id"], each["accessRole"]) for each in found] == [(P02, "owner"), (TEAM, "writer")]
    assert ids(calendar(server, P02).calendarList().list(minAccessRole="owner").execute()["items"]) == [P02]
    assert calendar(server, "").calendarList().list().execute()["items"] == []
    assert calendar(server, P02, "calendar.readonly").calendars().get(calendarId=TEAM).execute()["summary"] == "Team"


@pytest.mark.parametrize(("who", "held"), [(P01, "owner"), (P02, "writer"), (P03, "reader"), ("x@out.example", "reader")])
def test_the_highest_role(who, held):
    world = tenant()
    world.calendar_acls[TEAM] = RULES
    assert role(world, TEAM, who) == held
