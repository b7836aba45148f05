"""A server for benchmarks, on a free port of loopback: it must not be what is measured."""

import asyncio
import json
import re
import ssl
import sys
from collections.abc import Callable
from typing import Any

Answer = Callable[[bytes, bytes], bytes]  # the head and the body of a request -> the body of its answer
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


def packed(value: object) -> bytes:
    """Compact JSON."""
    return json.dumps(value, separators=(",", ":")).encode()


def target(head: bytes) -> str:
    """What a request is for: its path and query."""
    return head.split(b" ", 2)[1].decode()


async def serve(answering: Callable[[str], Answer], context: ssl.SSLContext | None = None) -> None:
    """Says its address, from which `answering` makes what answers there, and serves until its input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(answer), "127.0.0.1", 0, ssl=context)
    url = f"{'https' if context else 'http'}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    answer = answering(url)
    sys.stdout.write(f"{url}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


class _Connection(asyncio.Protocol):
    """HTTP as clients speak it: one request after the other."""

    def __init__(self, answer: Answer) -> None:
        self._answer, self._held = answer, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        self._held += data
        head, end, rest = self._held.partition(b"\r\n\r\n")
        length = int(found[1]) if (found := _LENGTH.search(head)) else 0
        if end and len(rest) >= length:
            self._held = rest[length:]
            body = self._answer(head, rest[:length])
            said = b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
            self._transport.writelines((said, body))
