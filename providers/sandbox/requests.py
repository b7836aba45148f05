"""A request as it comes over the wire, and the answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. `path` is raw: what is quoted in it stays quoted."""

    verb: str
    host: str  # the service's own
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""

    @property
    def bearer(self) -> str:
        """The access token; empty when there is none."""
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if kind.lower() == "bearer" else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer. `body` is the JSON value, or bytes as they are."""

    status: int
    body: Any
    headers: tuple[tuple[str, str], ...] = ()


def parse(verb: str, target: str, headers: Mapping[str, str], body: bytes) -> Request:
    """The request whose path begins with the service's host: `/www.googleapis.com/drive/v3/files`."""
    parts = urlsplit(target)
    _, _, rest = parts.path.partition("/")
    host, _, path = rest.partition("/")
    named = {name.lower(): value for name, value in headers.items()}
    query = parts.query
    if verb == "POST" and (meant := named.get("x-http-method-override")):  # a client's way with an address that is too long
        verb, query, body = meant, body.decode("utf-8", "replace"), b""
    return Request(verb, host, "/" + path, tuple(parse_qsl(query, keep_blank_values=True)), named, body)
