import pytest

from tests.unit.providers.sandbox.microsoft.worlds import P01, P03, ids


def test_rules_settings_calendars(server, client):
    world = server.world
    rule = {
        "id": "r",
        "displayName": "away",
        "isEnabled": True,
        "actions": {"forwardTo": [{"emailAddress": {"address": "x@else.example"}}]},
    }
    world.rules = {P01: [rule]}
    world.mailbox_settings = {P01: {"userPurpose": "shared"}}
    world.calendars = {P01: [{"id": "c1", "isDefaultCalendar": True}, {"id": "c2"}]}
    world.calendar_permissions = {f"{P01}/c1": [{"id": "p", "role": "read"}], f"{P01}/c2": [{"id": "q", "role": "write"}]}
    assert client.value(f"users/{P01}/mailFolders/inbox/messageRules")[0] == [rule]
    assert client.get(f"users/{P01}/mailboxSettings")[1]["userPurpose"] == "shared"
    assert ids(client.value(f"users/{P01}/calendars")[0]) == ["c1", "c2"]
    assert ids(client.value(f"users/{P01}/calendar/calendarPermissions")[0]) == ["p"]
    assert ids(client.value(f"users/{P01}/calendars/c2/calendarPermissions")[0]) == ["q"]
    assert client.refusal(f"users/{P01}/calendars/none/calendarPermissions") == (404, "ErrorItemNotFound")
    world.calendar_permissions[f"{P01}/c1"][0]["role"] = "all"
    assert client.refusal(f"users/{P01}/calendar/calendarPermissions") == (500, "sandboxProblem")
    server.problems.clear()


@pytest.mark.parametrize("path", ["mailFolders/inbox/messageRules", "mailboxSettings", "calendar", "calendar/calendarPermissions"])
def test_who_has_no_mailbox(client, path):
    assert client.refusal(f"users/{P03}/{path}") == (404, "MailboxNotEnabledForRESTAPI")
    assert client.get(f"users/{P01}/{path}")[0] == 200
