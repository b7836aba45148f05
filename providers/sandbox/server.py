"""The sample company's AWS: moto's server on loopback, with two layers around it: corrections and denials.

moto keeps one world in the process, so that only one server at a time makes sense; `empty` empties that world.
"""

import logging
import os
from collections.abc import Iterable
from threading import Lock, Thread
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.request import ProxyHandler, Request, build_opener

from audit.ports import Operation
from providers.sandbox.corrections import CorrectionLayer
from providers.sandbox.denials import DenialLayer, Denied
from providers.sandbox.listener import LOOPBACK

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_NO_MACHINES = "MOTO_EC2_LOAD_DEFAULT_AMIS"  # thousands of machine images that nobody here asks for, made in every account and region


class Server:
    """A server on a free port of loopback, from `with` to its end."""

    def __init__(self) -> None:
        from moto.moto_server.werkzeug_app import (  # noqa: PLC0415 - an SDK is imported when it is used
            DomainDispatcherApplication,
            MotoRequestHandler,
            create_backend_app,
        )
        from werkzeug.serving import make_server  # noqa: PLC0415 - comes with moto

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        os.environ.setdefault(_NO_MACHINES, "false")
        self._denials = DenialLayer(CorrectionLayer(DomainDispatcherApplication(create_backend_app)))
        self._server = make_server(LOOPBACK, 0, self._one_by_one, threaded=True, request_handler=MotoRequestHandler)
        self._turn = Lock()
        self._thread = Thread(target=self._server.serve_forever, daemon=True)

    def _one_by_one(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> "Iterable[bytes]":
        """One request at a time: moto builds its routes by parsing Python, which CPython 3.11 can't do in two threads at once."""
        with self._turn:
            return tuple(self._denials(environ, start_response))

    @property
    def url(self) -> str:
        """Where the server answers: what the environment variable AWS_ENDPOINT_URL takes."""
        return f"http://{LOOPBACK}:{self._server.server_port}"

    def deny(self, denied: Iterable[Denied], operations: Iterable[Operation]) -> None:
        """From now on exactly these are denied. Raises ValueError for a permission that none of the operations needs."""
        self._denials.deny(denied, operations)

    def empty(self) -> None:
        """Empties the world that moto keeps, and denies nothing any more."""
        self._denials.deny((), ())
        reset = Request(f"{self.url}/moto-api/reset", method="POST")  # noqa: S310 - our own loopback
        with build_opener(ProxyHandler({})).open(reset) as answer:
            answer.read()

    def __enter__(self) -> Self:
        """Starts to answer."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        """Stops, and waits until the last request is answered."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
