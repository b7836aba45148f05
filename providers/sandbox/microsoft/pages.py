"""Page and delta tokens: opaque, sealed, and good for one query alone."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_SEAL = b"the sandbox's page tokens"  # no secret: the same in each server, so that a token outlives one


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins, and the how manieth it is, from 1."""

    start: int = 0
    page: int = 1


def seal(content: Any, query: Sequence[Any] = ()) -> str:
    """A token that holds some JSON and belongs to a query."""
    body = json.dumps(content, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_sign(body, query) + body).rstrip(b"=").decode()


def unseal(text: str, query: Sequence[Any] = ()) -> Any:
    """What a token of the same query holds; None for one of another query, or none of ours."""
    try:
        raw = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        return None
    signature, body = raw[:12], raw[12:]
    return json.loads(body) if body and hmac.compare_digest(signature, _sign(body, query)) else None


def _sign(body: bytes, query: Sequence[Any]) -> bytes:
    return hmac.new(_SEAL, body + repr(tuple(query)).encode(), hashlib.sha256).digest()[:12]
