"""A small server on loopback that plays GitHub's and GitLab's API, as far as messages, artefacts and tokens go."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = "github-actions[bot]"


@dataclass
class State:
    """What is there, and every call that was made: (method, path, token)."""

    comments: list[dict[str, Any]] = field(default_factory=list)
    issues: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    artifacts: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, str, str]] = field(default_factory=list)
    refuses: bool = False
    url: str = ""

    @property
    def writes(self) -> list[tuple[str, str]]:
        return [(method, path) for method, path, _ in self.calls if method != "GET"]


class _Handler(BaseHTTPRequestHandler):
    state: State

    def _answer(self) -> None:
        asked = urlsplit(self.path)
        token = self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or ""
        self.state.calls.append((self.command, asked.path, token))
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        code, told = (403, {"message": "no"}) if self.state.refuses else self._told(asked.path, parse_qs(asked.query), body)
        data = json.dumps(told).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_PUT = _answer  # noqa: N815 - the server's own names

    def _told(self, path: str, query: dict[str, list[str]], body: dict[str, Any]) -> tuple[int, Any]:
        state, page = self.state, int(query.get("page", ["1"])[0])
        last = path.rstrip("/").rpartition("/")[2]
        kind = next(each for each in ("token", "user", "artifacts", "notes", "comments", "issues") if f"/{each}" in path)
        if kind == "issues" and "/notes" not in path and "/comments" not in path:
            entries = state.issues
        else:
            entries = state.answers if "/issues/1/notes" in path or "/issues/1/comments" in path else state.comments
        match kind, self.command:
            case "token", _:
                return 200, {"value": f"assertion for {query['audience'][0]}"}
            case "user", _:
                return 200, {"id": 77}
            case "artifacts", _:
                return 200, {"artifacts": state.artifacts}
            case _, "GET":
                return 200, entries[(page - 1) * 100 : page * 100]
            case _, "POST":
                new = {"user": {"login": BOT}, "author": {"id": 77}, "state": "open", **body}
                new |= {"id": len(entries) + 1, "number": len(entries) + 1, "iid": len(entries) + 1}
                entries.append(new | ({"state": "opened"} if "description" in body else {}))
                return 201, new
            case _:
                entries[int(last) - 1] |= body
                return 200, {}

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def forge() -> Iterator[State]:
    """The server, while it runs."""
    state = State()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"state": state}))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
