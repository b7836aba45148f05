import pytest

from tests.unit.providers.sandbox.google.worlds import P01, P02, ask, refusal


def settings(server, subject=P01):
    return ask(server, "gmail.v1", "gmail.settings.basic", subject).users().settings()


def test_ones_own_settings_alone(server):
    server.world.delegates[P01] = [{"delegateEmail": P02, "verificationStatus": "accepted"}]
    for name in ("me", P01):
        assert settings(server).delegates().list(userId=name).execute()["delegates"][0]["delegateEmail"] == P02
    assert refusal(settings(server).delegates().list(userId=P02)) == (403, "forbidden")
    assert settings(server, P02).delegates().list(userId="me").execute() == {}
    assert refusal(settings(server, "").delegates().list(userId="me")) == (400, "failedPrecondition")


def test_no_mailbox(server):
    server.world.users[P01]["isMailboxSetup"] = False
    assert refusal(settings(server).delegates().list(userId="me")) == (400, "failedPrecondition")


def test_forwarding_and_filters(server):
    server.world.forwarding_addresses[P01] = [{"forwardingEmail": "x@out.example", "verificationStatus": "accepted"}]
    server.world.filters[P01] = [{"id": "1", "criteria": {"from": "a@b.example"}, "action": {"forward": "x@out.example"}}]
    server.world.auto_forwarding[P01] = {"enabled": True, "emailAddress": "x@out.example", "disposition": "leaveInInbox"}
    assert len(settings(server).forwardingAddresses().list(userId="me").execute()["forwardingAddresses"]) == 1
    assert len(settings(server).filters().list(userId="me").execute()["filter"]) == 1
    assert settings(server).getAutoForwarding(userId="me").execute()["enabled"]
    assert settings(server, P02).getAutoForwarding(userId="me").execute() == {"enabled": False}


@pytest.mark.parametrize("held", [[], [{"sendAsEmail": P01, "isPrimary": True}]])
def test_the_primary_address_is_always_there(server, held):
    server.world.send_as[P01] = [*held, {"sendAsEmail": "info@kanaal.example"}]
    assert [each["sendAsEmail"] for each in settings(server).sendAs().list(userId="me").execute()["sendAs"]] == [P01, "info@kanaal.example"]


def test_mail_is_never_there(server):
    users = ask(server, "gmail.v1", "gmail.readonly", P01).users()
    assert users.getProfile(userId="me").execute()["emailAddress"] == P01
    assert refusal(users.messages().list(userId="me"))[0] == 404
