import ssl
from http.client import HTTPSConnection
from urllib.request import urlopen

import pytest

from providers.sandbox.microsoft.server import MicrosoftServer
from providers.sandbox.microsoft.world import Raw

from .worlds import P01, Client, tenant


def connection(server):
    context = ssl.create_default_context(cafile=server.ca_file)
    return HTTPSConnection("127.0.0.1", int(server.url.rpartition(":")[2]), context=context)


def test_it_speaks_tls_on_loopback_alone_with_its_own_authority_and_stops():
    with MicrosoftServer(tenant()) as server:
        assert server.url.startswith("https://127.0.0.1:")
        asked = connection(server)
        asked.request("GET", "/graph.microsoft.com/v1.0/users")
        assert asked.getresponse().status == 401
        with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
            urlopen(server.url, timeout=5)
    with pytest.raises(OSError, match="refused"):
        urlopen(server.url, timeout=5)


def test_a_connection_is_used_again(server):
    asked = connection(server)
    asked.request("GET", "/graph.microsoft.com/v1.0/users")
    asked.getresponse().read()
    before = asked.sock
    asked.request("GET", "/graph.microsoft.com/v1.0/groups")
    assert asked.getresponse().status == 401
    assert asked.sock is before is not None


@pytest.mark.parametrize("verb", ["DELETE", "PATCH", "POST", "PUT"])
def test_only_reads_exist(client, verb):
    assert client.send(verb, f"https://graph.microsoft.com/v1.0/users/{P01}").status == 405
    assert client.send(verb, "https://management.azure.com/subscriptions", "https://management.azure.com").status == 405


def test_a_host_that_is_not_served(client):
    assert client.send("GET", "https://example.example/x").status == 404


def test_the_log_says_who_asked_what(server, client):
    client.get(f"users/{P01}?$select=id")
    (call,) = server.calls("graph", "users/{id}")
    assert (call.client_id, call.values, call.status) == (client.settings["client_id"], {"id": P01, "$select": "id"}, 200)
    assert server.calls("graph", "groups") == ()


def test_a_world_that_breaks_the_schema_is_told_and_a_raw_one_goes_through(tmp_path):
    world = tenant()
    world.users[P01]["nickname"] = "x"
    with MicrosoftServer(world) as server:
        client = Client(server, tmp_path)
        assert client.get(f"users/{P01}?$select=id")[0] == 200  # what is not shown does no harm
        world.groups = {"g": {"id": "g", "members": 3, "what": 1}}
        assert client.refusal("groups") == (500, "sandboxProblem")
        assert "what" in server.problems[-1]
        world.groups = {"g": Raw({"id": "g", "what": 1})}
        assert client.value("groups")[0] == [{"id": "g", "what": 1}]
