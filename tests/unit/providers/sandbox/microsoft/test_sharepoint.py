import json

import pytest

from providers.sandbox.microsoft.world import Web

from .worlds import GRAPH, SHAREPOINT, Client

SITE = f"{SHAREPOINT}/sites/HR"


@pytest.fixture
def web(server):
    its = Web(
        web={"Title": "HR", "Url": SITE},
        users=[
            {
                "Id": 1,
                "LoginName": "c:0-.f|rolemanager|spo-grid-all-users/x",
                "Title": "Everyone except external users",
                "IsSiteAdmin": False,
            },
            {"Id": 2, "LoginName": "i:0#.f|membership|p01@sample.example", "Title": "p01", "IsSiteAdmin": True},
        ],
        groups=[{"Id": 3, "Title": "HR Owners"}, {"Id": 4, "Title": "HR Visitors"}],
        group_users={3: [{"Id": 2, "Title": "p01"}]},
        assignments=[{"PrincipalId": 3, "Member": {"Id": 3}, "RoleDefinitionBindings": [{"Name": "Full Control"}]}],
    )
    server.world.sharepoint = {SITE.lower(): its, SHAREPOINT: Web({"Title": "Home"})}
    return server


def ask(client, path, base=SITE, resource=SHAREPOINT, accept="application/json;odata=nometadata"):
    answer = client.send("GET", f"{base}/_api/{path}", resource, Accept=accept)
    return answer.status, json.loads(answer.data)


def value(answer):
    assert answer[0] == 200, answer
    return answer[1]["value"]


def test_users_groups_and_their_members(web, client):
    assert [row["Id"] for row in value(ask(client, "web/siteusers"))] == [1, 2]
    assert value(ask(client, "Web/SiteUsers?$filter=IsSiteAdmin eq true&$select=Title")) == [{"Title": "p01"}]
    assert [row["Id"] for row in value(ask(client, "web/sitegroups"))] == [3, 4]
    assert value(ask(client, "web/sitegroups(3)/users")) == [{"Id": 2, "Title": "p01"}]
    assert value(ask(client, "web/sitegroups/getbyid(4)/users")) == []
    assert ask(client, "web/sitegroups(9)/users")[0] == 404
    assert ask(client, "web?$select=Title") == (200, {"Title": "HR"})
    assert ask(client, "web", SHAREPOINT)[1]["Title"] == "Home"
    assert [call.operation for call in web.calls("sharepoint")][-2:] == ["{managed}/{site}/_api/web", "_api/web"]


def test_roles_when_they_are_expanded(web, client):
    assert value(ask(client, "web/roleassignments")) == [{"PrincipalId": 3}]
    (row,) = value(ask(client, "web/roleassignments?$expand=Member,RoleDefinitionBindings"))
    assert (row["Member"], row["RoleDefinitionBindings"]) == ({"Id": 3}, [{"Name": "Full Control"}])
    assert ask(client, "web/roleassignments?$expand=Owner")[0] == 400


def test_a_token_that_a_secret_got_is_refused(web, tmp_path):
    client = Client(web, tmp_path, web.secret())
    status, body = ask(client, "web/siteusers")
    assert (status, body["odata.error"]["message"]["value"]) == (401, "Unsupported app only token.")
    assert client.get("users")[0] == 200
    assert ask(client, "web", resource=GRAPH)[0] == 401


def test_who_may_not(web, client):
    web.register(roles={"sharepoint": {"Sites.Read.All"}})
    assert ask(client, "web")[0] == 200
    status, body = ask(client, "web/siteusers")
    assert (status, body["odata.error"]["code"]) == (403, "-2147024891, System.UnauthorizedAccessException")


def test_what_is_not_there(web, client):
    assert ask(client, "web", f"{SHAREPOINT}/sites/none")[0] == 404
    assert ask(client, "web/lists")[0] == 404
    assert ask(client, "web/siteusers?$skip=1")[0] == 400
    assert ask(client, "web/siteusers?$skiptoken=x")[0] == 400
    assert ask(client, "web/siteusers", accept="application/json")[0] == 406


def test_pages(web, client):
    web.shorten_pages(1)
    status, first = ask(client, "web/siteusers")
    assert (status, len(first["value"])) == (200, 1)
    answer = client.send("GET", first["odata.nextLink"], SHAREPOINT, Accept="application/json;odata=nometadata")
    assert [row["Id"] for row in json.loads(answer.data)["value"]] == [2]
