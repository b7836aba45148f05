import base64
import json
import time

import pytest

from providers.sandbox.microsoft.server import AUDITOR
from providers.sandbox.microsoft.tokens import Application, Tokens
from providers.sandbox.microsoft.world import World

from .worlds import ARM, EXCHANGE, GRAPH, SHAREPOINT, Client, guid


def claims(given):
    part = given["access_token"].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=="))


def refused(given):
    return given["error"], *given["error_codes"]


def test_three_ways_to_sign_in(server, tmp_path):
    assertion = server.write_assertion(tmp_path / "a.jwt")
    ways = (None, server.secret(), {"client_assertion": assertion.read_text})
    said = [claims(Client(server, tmp_path, way).token()) for way in ways]
    assert [each["appidacr"] for each in said] == ["2", "1", "2"]
    assert {each["aud"] for each in said} == {GRAPH}
    assert "User.Read.All" in said[0]["roles"]
    assert said[0]["exp"] > time.time()


def test_a_token_is_for_one_service(server, client):
    for resource in (GRAPH, ARM, EXCHANGE, SHAREPOINT):
        assert claims(client.token(resource))["aud"] == resource
    assert client.send("GET", f"{GRAPH}/v1.0/users", ARM).status == 401
    assert client.send("GET", f"{ARM}/subscriptions?api-version=2022-12-01", GRAPH).status == 401
    assert refused(client.token("https://elsewhere.sample.example")) == ("invalid_resource", 500011)


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"sub": "repo:else"}, 700213),
        ({"aud": "api://else"}, 700213),
        ({"iss": "https://else.example"}, 700213),
        ({"exp": 1}, 700024),
        ({"exp": time.time() + 10**6}, 700024),
        ({"exp": "soon"}, 700024),
    ],
)
def test_a_foreign_assertion_that_is_not_right(server, tmp_path, claims, code):
    file = server.write_assertion(tmp_path / "a.jwt", **claims)
    assert refused(Client(server, tmp_path, {"client_assertion": file.read_text}).token()) == ("invalid_client", code)


def test_a_foreign_assertion_that_was_changed(server, tmp_path):
    head, _, sealed = server.write_assertion(tmp_path / "a.jwt").read_text().split(".")
    payload = server.write_assertion(tmp_path / "b.jwt", jti="x").read_text().split(".")[1]
    assert refused(Client(server, tmp_path, {"client_assertion": lambda: f"{head}.{payload}.{sealed}"}).token()) == (
        "invalid_client",
        5000224,
    )
    assert refused(Client(server, tmp_path, {"client_assertion": lambda: "a.b.c"}).token()) == ("invalid_client", 50027)


def test_who_is_not_known(server, tmp_path):
    client = Client(server, tmp_path, "wrong")
    assert refused(client.token()) == ("invalid_client", 7000215)
    other = Client(server, tmp_path, client_id=guid(99))
    client.credential = other.credential  # another application's certificate
    assert refused(client.token()) == ("invalid_client", 700027)
    client.settings["client_id"] = guid(98)
    assert refused(client.token()) == ("unauthorized_client", 700016)
    client.settings["tenant"] = "else.example"
    with pytest.raises(ValueError, match="Unable to get authority configuration"):
        client.token()


def test_a_tenant_may_be_named_by_its_domain(client):
    client.settings["tenant"] = "sample.example"
    assert "access_token" in client.token()


def test_roles_are_granted_withdrawn_and_the_token_is_over(server, client):
    assert client.value("users")[0]
    server.withdraw("graph", "User.Read.All")
    assert "User.Read.All" not in claims(client.token())["roles"]
    server.register(AUDITOR, {"graph": {"Group.Read.All"}})
    assert claims(client.token())["roles"] == ["Group.Read.All"]
    assert client.refusal("users") == (403, "Authorization_RequestDenied")
    server.register(AUDITOR, {})
    assert "roles" not in claims(client.token())
    server.refuse("exchange")
    assert refused(client.token(EXCHANGE)) == ("invalid_resource", 500011)
    server.heal()
    assert "access_token" in client.token(EXCHANGE)


def test_a_token_ends(server, client):
    headers = {"Authorization": f"Bearer {client.token()['access_token']}"}
    url = f"{server.url}/graph.microsoft.com/v1.0/users"
    assert client.http.request("GET", url, headers=headers).status == 200
    server.expire_tokens()
    assert client.http.request("GET", url, headers=headers).status == 401


def test_its_life_is_an_hour():
    now = [1000.0]
    tokens = Tokens(World(), lambda: now[0])
    tokens.applications["a"] = Application("a", secrets={"s"})
    form = b"grant_type=client_credentials&client_id=a&client_secret=s&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default"
    token = tokens.issue("https://x", World().tenant, form).body["access_token"]
    now[0] += 3599
    assert tokens.caller(token) is not None
    now[0] += 2
    assert tokens.caller(token) is None
