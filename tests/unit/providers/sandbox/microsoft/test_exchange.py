import json

import pytest

from .worlds import EXCHANGE, guid

P01, SHARED = "p01@sample.example", "hr@sample.example"


def mailbox(name, address, kind="UserMailbox"):
    return {"Identity": name, "PrimarySmtpAddress": address, "ExternalDirectoryObjectId": guid(1), "RecipientTypeDetails": kind}


@pytest.fixture
def exchange(server):
    server.world.exchange = {
        "Get-Mailbox": [mailbox("p01", P01), mailbox("hr", SHARED, "SharedMailbox") | {"ExternalDirectoryObjectId": guid(2)}],
        "Get-MailboxPermission": [
            {"Identity": "hr", "User": P01, "AccessRights": ["FullAccess"], "IsInherited": False, "Deny": False},
            {"Identity": "p01", "User": "NT AUTHORITY\\SELF", "AccessRights": ["FullAccess"]},
        ],
        "Get-RecipientPermission": [{"Identity": "hr", "Trustee": P01, "AccessRights": ["SendAs"]}],
        "Get-MailboxFolderPermission": [
            {"Identity": f"{P01}:\\Calendar", "FolderName": "Calendar", "User": "Default", "AccessRights": ["Reviewer"]}
        ],
        "Get-InboxRule": [{"Identity": "p01\\1", "MailboxOwnerId": "p01", "ForwardTo": ["x@else.example"]}],
    }
    return server


def run(client, cmdlet, tenant="sample.example", query="", **parameters):
    body = json.dumps({"CmdletInput": {"CmdletName": cmdlet, "Parameters": parameters}})
    url = f"{EXCHANGE}/adminapi/beta/{tenant}/InvokeCommand{query}"
    answer = client.send("POST", url, EXCHANGE, body=body, Content_Type="application/json")
    return answer.status, json.loads(answer.data)


def rows(answer):
    assert answer[0] == 200, answer
    return answer[1]["value"]


@pytest.mark.parametrize("name", ["hr", SHARED.upper(), guid(2)])
def test_a_mailbox_by_each_of_its_names(exchange, client, name):
    assert [row["User"] for row in rows(run(client, "Get-MailboxPermission", Identity=name))] == [P01]
    assert [row["Trustee"] for row in rows(run(client, "Get-RecipientPermission", Identity=name))] == [P01]


def test_folders_and_rules(exchange, client):
    assert [row["User"] for row in rows(run(client, "Get-MailboxFolderPermission", Identity=f"{P01}:\\calendar"))] == ["Default"]
    assert rows(run(client, "Get-MailboxFolderPermission", Identity=f"{SHARED}:\\Calendar")) == []
    assert [row["ForwardTo"] for row in rows(run(client, "Get-InboxRule", Mailbox=P01))] == [["x@else.example"]]


def test_who_is_in_a_role_group(exchange, client):
    exchange.world.exchange["Get-RoleGroupMember"] = [{"RoleGroup": "Organization Management", "Name": "p02"}]
    assert rows(run(client, "Get-RoleGroupMember", Identity="organization management")) == [{"Name": "p02"}]
    assert rows(run(client, "Get-RoleGroupMember", Identity="Recipient Management")) == []


def test_many(exchange, client):
    assert len(rows(run(client, "Get-Mailbox", ResultSize="Unlimited"))) == 2
    assert [row["Identity"] for row in rows(run(client, "Get-Mailbox", RecipientTypeDetails="SharedMailbox,RoomMailbox"))] == ["hr"]
    assert rows(run(client, "Get-RecipientPermission", Trustee="else@sample.example")) == []
    assert rows(run(client, "Get-Mailbox", query="?$select=Identity"))[0] == {"Identity": "p01"}
    exchange.world.exchange["Get-Mailbox"] = [mailbox(f"m{number}", f"m{number}@sample.example") for number in range(1001)]
    status, body = run(client, "Get-Mailbox")
    assert (status, len(body["value"]), len(body["@adminapi.warnings"])) == (200, 1000, 1)
    status, body = run(client, "Get-Mailbox", ResultSize="Unlimited")
    assert (len(body["value"]), body["@adminapi.warnings"]) == (1000, [])
    link = body["@odata.nextLink"].partition("?")[2]
    assert [row["Identity"] for row in rows(run(client, "Get-Mailbox", query=f"?{link}", ResultSize="Unlimited"))] == ["m1000"]


@pytest.mark.parametrize(
    ("cmdlet", "parameters", "refused"),
    [
        ("Set-Mailbox", {}, (403, "Forbidden")),
        ("Remove-MailboxPermission", {}, (403, "Forbidden")),
        ("Get-Nothing", {}, (400, "CommandNotFound")),
        ("Get-Mailbox", {"Anr": "x"}, (400, "ParameterBinding")),
        ("Get-MailboxPermission", {}, (400, "ParameterBinding")),
        ("Get-MailboxPermission", {"Identity": "nobody"}, (404, "NotFound")),
    ],
)
def test_what_is_refused(exchange, client, cmdlet, parameters, refused):
    status, body = run(client, cmdlet, **parameters)
    assert (status, body["error"]["code"]) == refused


def test_calls_that_are_none(exchange, client):
    assert run(client, "Get-Mailbox", tenant="else.example")[0] == 404
    assert run(client, "Get-Mailbox", query="?$top=1")[0] == 400
    assert run(client, "Get-Mailbox", query="?$skiptoken=x")[0] == 400
    url = f"{EXCHANGE}/adminapi/beta/sample.example/InvokeCommand"
    assert client.send("GET", url, EXCHANGE).status == 405
    assert client.send("POST", url, EXCHANGE, body="{}").status == 400
    assert client.send("POST", url, body="{}").status == 401


def test_who_may_not_and_faults(exchange, client):
    exchange.fail("exchange", "Get-MailboxPermission", status=500, times=1)
    assert run(client, "Get-MailboxPermission", Identity="hr")[0] == 500
    assert exchange.calls("exchange", "Get-MailboxPermission")[0].values == {"Identity": "hr"}
    exchange.withdraw("exchange", "Exchange.ManageAsApp")
    assert run(client, "Get-Mailbox")[0] == 403
