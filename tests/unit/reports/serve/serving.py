"""A server in a thread, on loopback, and raw questions to it."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Thread
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from reports.serve.server import listen, server_of


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: str


@contextmanager
def running(app: ASGIApp) -> Iterator[str]:
    """The origin that the app is served at."""
    with listen(0) as (socket, origin):
        server = server_of(app)
        thread = Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield origin
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


def ask(origin: str, target: str, method: str = "GET", /, **headers: str) -> Reply:
    """One request, with headers whose names have _ for -; nothing that a browser adds is added."""
    address = urlsplit(origin)
    connection = HTTPConnection(str(address.hostname), address.port, timeout=30)
    try:
        connection.request(method, target, headers={name.replace("_", "-"): text for name, text in headers.items()})
        answer = connection.getresponse()
        return Reply(answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read().decode("utf-8"))
    finally:
        connection.close()
