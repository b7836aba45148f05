"""HTTP on a free port of loopback, over TLS or not: requests are parsed, answered by a function, and sent, well or with a fault."""

import json
import socket
import ssl
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from providers.sandbox.faults import Fault
from providers.sandbox.requests import Answer, Request, parse

LOOPBACK = "127.0.0.1"
_HANDSHAKE = 10  # seconds that a client may take


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, and what goes wrong with it on its way."""

    answer: Answer
    fault: Fault | None = None


Respond = Callable[[Request], Outcome]


class Listener:
    """Answers from `start` to `stop`, over TLS if there is a context for it."""

    def __init__(self, respond: Respond, context: ssl.SSLContext | None = None) -> None:
        self._server = _Server(respond) if context is None else _TlsServer(respond, context)
        self._scheme = "http" if context is None else "https"
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{self._scheme}://{LOOPBACK}:{self._server.server_port}"

    def start(self) -> None:
        """Starts to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stops, and waits for the last answer."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # clients keep their connections open
    request_queue_size = 128

    def __init__(self, respond: Respond) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.respond = respond


class _TlsServer(_Server):
    def __init__(self, respond: Respond, context: ssl.SSLContext) -> None:
        super().__init__(respond)
        self._context = context

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Speaks TLS first, in the connection's own thread: a slow handshake holds nobody up. What is no TLS is dropped."""
        request.settimeout(_HANDSHAKE)
        try:
            secured = self._context.wrap_socket(request, server_side=True)
        except OSError:
            return
        secured.settimeout(None)
        try:
            super().finish_request(secured, client_address)
        except OSError:
            return  # the client went away
        finally:
            secured.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body in one packet
    server: _Server

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        outcome = self.server.respond(parse(self.command, self.path, dict(self.headers.items()), body))
        fault = outcome.fault
        if fault is not None and fault.kind == "reset":
            self._reset()
            return
        if fault is not None and fault.kind == "slow":
            time.sleep(fault.seconds)
        self._send(outcome.answer, cut=fault is not None and fault.kind == "cut")

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve  # noqa: N815 - http.server's names

    def _send(self, answer: Answer, *, cut: bool) -> None:
        body = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        headers = {"Content-Type": "application/json; charset=utf-8", **dict(answer.headers), "Content-Length": str(len(body))}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body[: len(body) // 2] if cut else body)
        self.wfile.flush()
        self.close_connection = self.close_connection or cut

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Nothing: the server's own log says it."""
