import json

import pytest

from tests.unit.providers.sandbox.microsoft.worlds import GRAPH, HR, P01


def send(client, requests, verb="POST"):
    body = json.dumps({"requests": requests}) if isinstance(requests, list) else requests
    answer = client.send(verb, f"{GRAPH}/v1.0/$batch", body=body, Content_Type="application/json")
    return answer.status, json.loads(answer.data)


def asked(number, url, method="GET", **headers):
    return {"id": str(number), "method": method, "url": url, "headers": headers}


def test_each_is_answered_on_its_own_in_no_order(server, client):
    server.fail("graph", "groups/{id}", status=429, retry_after="5")
    calls = [
        asked(1, f"/users/{P01}?$select=id"),
        asked(2, f"groups/{HR}"),
        asked(3, "/users/$count", ConsistencyLevel="eventual"),
        asked(4, "/x"),
    ]
    status, body = send(client, calls)
    assert status == 200
    assert [(each["id"], each["status"]) for each in body["responses"]] == [("4", 400), ("3", 200), ("2", 429), ("1", 200)]
    throttled = body["responses"][2]
    assert (throttled["headers"]["Retry-After"], throttled["body"]["error"]["code"]) == ("5", "TooManyRequests")
    assert body["responses"][3]["body"]["id"] == P01


def test_nothing_is_written(client):
    _, body = send(client, [asked(1, f"/users/{P01}", "DELETE")])
    assert body["responses"][0]["status"] == 405


@pytest.mark.parametrize(
    "requests",
    [[asked(number, "/users") for number in range(21)], [asked(1, "/users")] * 2, [{"url": "/users"}], [], "no JSON", '{"requests": [1]}'],
)
def test_what_is_no_batch(client, requests):
    assert send(client, requests)[0] == 400


def test_as_many_as_may_be(client):
    assert len(send(client, [asked(number, "/users") for number in range(20)])[1]["responses"]) == 20
    assert send(client, [asked(1, "/users")], "PUT")[0] == 405
