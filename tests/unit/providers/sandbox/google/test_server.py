import json
from http.client import HTTPConnection
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from providers.sandbox.google.server import GoogleServer

from .worlds import P01, drive, tenant


def test_it_listens_on_loopback_alone_and_stops():
    with GoogleServer(tenant()) as server:
        assert server.url.startswith("http://127.0.0.1:")
        port = int(server.url.rpartition(":")[2])
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/www.googleapis.com/drive/v3/files")
        assert connection.getresponse().status == 401
    with pytest.raises(URLError):
        urlopen(server.url, timeout=5)


def test_a_connection_is_used_again(server):
    connection = HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]))
    connection.request("GET", "/www.googleapis.com/drive/v3/files")
    connection.getresponse().read()
    before = connection.sock
    connection.request("GET", "/www.googleapis.com/drive/v3/about")
    assert connection.getresponse().status == 401
    assert connection.sock is before is not None


@pytest.mark.parametrize("verb", ["DELETE", "PATCH"])
def test_only_reads_exist(server, verb):
    connection = HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]))
    connection.request(verb, "/www.googleapis.com/drive/v3/files/hr")
    answer = connection.getresponse()
    assert answer.status == 405
    assert json.loads(answer.read())["error"]["code"] == 405


def test_the_log_says_who_asked_what(server):
    drive(server, P01).files().get(fileId="own").execute()
    (call,) = server.calls("drive.v3")
    assert (call.method, call.subject, call.parameters["fileId"], call.status) == ("files.get", P01, "own", 200)
    assert server.calls("drive.v3", "files.list") == ()


def test_a_key_file_is_one(server, tmp_path):
    written = json.loads(server.write_key(tmp_path / "key.json").read_text())
    assert written["type"] == "service_account"
    assert written["token_uri"] == f"{server.url}/oauth2.googleapis.com/token"


def test_an_address_that_is_too_long_for_the_client(server):
    query = " or ".join("name = 'own'" for _ in range(200))
    assert len(drive(server, P01).files().list(q=query).execute()["files"]) == 1
