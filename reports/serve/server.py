"""The server: on loopback, and without a log, since addresses hold the key and the names that people look for."""

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager

import uvicorn
from starlette.types import ASGIApp

from audit.errors import UsageError

_LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
_NOT_HERE = (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL)  # this machine has no such loopback
_GRACE = 2  # seconds that an answer under way has, once it is to end


@contextmanager
def listen(port: int) -> Iterator[tuple[socket.socket, str]]:
    """A socket that listens on loopback, of IPv6 where there is no other, and its origin (`http://127.0.0.1:40123`); 0 takes a free port.

    Raises UsageError for a port that can't be had.
    """
    for family, host in _LOOPBACK:
        try:
            listening = socket.create_server((host, port), family=family)
        except OSError as error:
            if error.errno in _NOT_HERE:
                continue
            raise UsageError(
                f"port {port} can't be had: {os.strerror(error.errno or 0)}", "name another, or leave --port out for one that is free"
            ) from error
        with closing(listening):
            yield listening, f"http://{f'[{host}]' if family == socket.AF_INET6 else host}:{listening.getsockname()[1]}"
            return
    raise UsageError("this machine has no loopback address", "bring up its loopback interface")


def server_of(app: ASGIApp, *, loud: bool = False) -> uvicorn.Server:
    """A server for the app; `loud`: what fails is told on standard error."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            lifespan="off",
            ws="none",
            http="h11",
            access_log=False,
            log_config=None,
            log_level="error" if loud else "critical",
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
    )
