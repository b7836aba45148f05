import base64
import gzip
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
from urllib3.exceptions import HTTPError

from audit.errors import ProviderError
from providers.microsoft_api.connections import Connections
from providers.microsoft_api.failures import CallFailed
from providers.microsoft_api.session import Sessions
from providers.sandbox.microsoft.answers import Answer
from providers.sandbox.microsoft.faults import Kind
from tests.unit.providers.microsoft_api.conftest import GRAPH, Microsoft


def users(sessions: Sessions) -> bytes:
    return sessions.call("graph", "users", {}, {})


def test_compressed_answers_are_unpacked(microsoft: Microsoft):
    microsoft.answer = lambda _: Answer(200, gzip.compress(b'{"value": [1]}'), (("Content-Encoding", "gzip"),))
    assert users(microsoft.sessions()) == b'{"value": [1]}'


def test_a_slow_answer_is_given_up(microsoft: Microsoft):
    microsoft.answer = lambda _: Kind.SLOW
    sessions = microsoft.sessions(timeout=1, max_attempts=1)
    with pytest.raises(CallFailed, match="Read timed out") as raised:
        users(sessions)
    assert raised.value.failure.passing


def test_more_threads_than_connections_wait_and_say_nothing(microsoft: Microsoft, caplog: pytest.LogCaptureFixture):
    sessions = microsoft.sessions(workers=2)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: users(sessions), range(24)))
    assert caplog.records == []


def test_a_server_with_a_strange_certificate_is_sent_nothing(microsoft: Microsoft):
    sessions = microsoft.sessions(ca_file="")
    with pytest.raises(CallFailed, match="CERTIFICATE_VERIFY_FAILED") as raised:
        users(sessions)
    assert not raised.value.failure.passing
    assert (microsoft.asked, microsoft.forms, microsoft.clock.waits) == ([], [], [])


def test_a_port_that_nobody_listens_on_is_tried_again_and_told_the_same_way_every_time(microsoft: Microsoft):
    told = set()
    for _ in range(2):
        with pytest.raises(CallFailed) as raised:
            users(microsoft.sessions(endpoint_url="https://127.0.0.1:1"))
        told.add(raised.value.failure.reason)
    assert len(told) == 1
    assert "0x" not in told.pop()
    assert len(microsoft.clock.waits) == 4


def test_an_authority_that_can_not_be_read_ends_it_at_once(microsoft: Microsoft):
    with pytest.raises(ProviderError, match="can't be used"):
        microsoft.sessions(ca_file=str(microsoft.folder / "none.pem"))


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a proxy that lets nobody out, and what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with listening.accept()[0] as connection:
                asked.append(connection.recv(4096))
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")

        Thread(target=serve, daemon=True).start()
        yield f"http://user:p%40ss@127.0.0.1:{listening.getsockname()[1]}", asked


def test_the_environments_proxy_is_the_way_to_the_internet(
    microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch, proxy: tuple[str, list[bytes]]
):
    monkeypatch.setenv("https_proxy", proxy[0])
    monkeypatch.setenv("no_proxy", "")
    outward = Connections(microsoft.settings(endpoint_url=""))
    with pytest.raises(HTTPError, match="403") as raised:
        outward.send("GET", f"https://{GRAPH}/v1.0/users", {"Authorization": "Bearer abc"})
    assert proxy[1][0].startswith(b"CONNECT graph.microsoft.com:443 ")
    assert b"Basic " + base64.b64encode(b"user:p@ss") in proxy[1][0]
    assert b"Bearer" not in proxy[1][0]
    assert "p%40ss" not in str(raised.value)


def test_a_proxy_is_not_asked_for_a_sandbox_nor_for_what_the_environment_excepts(
    microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch, proxy: tuple[str, list[bytes]]
):
    monkeypatch.setenv("https_proxy", proxy[0])
    monkeypatch.setenv("no_proxy", "")
    assert users(microsoft.sessions())
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert Connections(microsoft.settings(endpoint_url="")).send("GET", f"{microsoft.url}/{GRAPH}/", {}).status == 401
    assert proxy[1] == []
