import json

import pytest
import urllib3

from providers.sandbox.microsoft.faults import Fault, Faults, bare

from .worlds import DRIVE, GRAPH, HR, P01, P02

RULES = "users/{user}/mailFolders/inbox/messageRules"


def test_so_many_times_and_after_so_many_calls(server, client):
    server.fail("graph", "users", status=429, after=1, times=2, retry_after="7")
    assert [client.get("users")[0] for _ in range(4)] == [200, 429, 429, 200]
    server.fail("graph", "users", status=429, retry_after="Fri, 01 Jan 2027 00:00:00 GMT", times=1)
    assert client.send("GET", f"{GRAPH}/v1.0/users").headers["Retry-After"].startswith("Fri")
    server.fail("graph", "users", status=503, times=1)
    assert "Retry-After" not in client.send("GET", f"{GRAPH}/v1.0/users").headers


def test_for_one_user_whatever_its_variable_is_called(server, client):
    server.fail("graph", RULES, status=403, code="ErrorAccessDenied", match={"id": P01})
    assert client.refusal(f"users/{P01}/mailFolders/inbox/messageRules") == (403, "ErrorAccessDenied")
    assert client.get(f"users/{P02}/mailFolders/inbox/messageRules")[0] == 200
    server.heal()
    assert client.get(f"users/{P01}/mailFolders/inbox/messageRules")[0] == 200
    assert bare(RULES) == "users/{}/mailFolders/inbox/messageRules"


def test_on_one_page_for_ever(server, client):
    server.shorten_pages(2)
    server.fail("graph", "users", status=500, page=2)
    status, first = client.get("users")
    assert (status, len(first["value"])) == (200, 2)
    assert [client.get(first["@odata.nextLink"])[0] for _ in range(3)] == [500] * 3


@pytest.mark.parametrize("path", ["users", "groups/delta", f"drives/{DRIVE}/root/delta"])
def test_links_that_lead_astray(server, client, path):
    server.shorten_pages(2)
    fault = server.fail("graph", kind="repeated", page=2)
    _, first = client.get(path)
    _, second = client.get(first["@odata.nextLink"])
    assert client.get(second["@odata.nextLink"])[1]["value"] == second["value"]
    assert "@odata.deltaLink" not in second
    fault.kind = type(fault.kind)("foreign")
    assert client.get(first["@odata.nextLink"])[1]["@odata.nextLink"].startswith("https://elsewhere.sample.example/")


def test_a_delta_that_is_gone_says_where_to_start_over(server, client):
    server.fail("graph", "drives/{id}/root/delta", status=410, code="resyncChangesUploadDifferences", times=1)
    answer = client.send("GET", f"{GRAPH}/v1.0/drives/{DRIVE}/root/delta")
    assert (answer.status, json.loads(answer.data)["error"]["code"]) == (410, "resyncChangesUploadDifferences")
    assert len(client.value(answer.headers["Location"])[0]) == 5


def test_bodies_that_are_no_answer(server, client):
    server.fail("graph", "users", kind="malformed", times=1)
    with pytest.raises(json.JSONDecodeError):
        client.get("users")
    server.fail("graph", "users", kind="replaced", body={"value": "none"}, times=1)
    assert client.get("users") == (200, {"value": "none"})
    client.http = urllib3.PoolManager(ca_certs=client.settings["ca_file"], retries=False, timeout=0.2)
    for kind in ("cut", "reset"):
        server.fail("graph", "users", kind=kind, times=1)
        with pytest.raises(urllib3.exceptions.ProtocolError):
            client.get("users")
    server.fail("graph", "users", kind="slow", seconds=1, times=1)
    with pytest.raises(urllib3.exceptions.TimeoutError):
        client.get("users")


def test_at_the_authority(server, client):
    server.fail("login", "oauth2/v2.0/token", status=429, retry_after="3", times=1)
    assert client.token()["error"] == "TooManyRequests"


def test_the_first_that_strikes():
    faults = Faults()
    faults.add(Fault("graph", "users", code="one", times=1))
    faults.add(Fault("graph", "", code="two"))
    assert [faults.meet("graph", "users", {}, 1).code for _ in range(2)] == ["one", "two"]
    assert faults.meet("arm", "users", {}, 1) is None


def test_page_length_is_the_shorter_one(server, client):
    server.shorten_pages(3)
    assert len(client.get("users?$top=2")[1]["value"]) == 2
    assert len(client.get("users?$top=4")[1]["value"]) == 3
    assert len(client.value(f"groups/{HR}/members")[0]) == 4
