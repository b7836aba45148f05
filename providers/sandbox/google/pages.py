"""Page tokens: opaque, and good for one query alone."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from providers.sandbox.google.answers import Refused

_SEAL = b"the sandbox's page tokens"  # no secret: the same in each server, so that a token outlives one


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins, and the how manieth it is, from 1."""

    start: int = 0
    page: int = 1


def token(place: Place, query: Sequence[Any]) -> str:
    """The token of a place in the answer to a query."""
    body = json.dumps([place.start, place.page]).encode()
    return base64.urlsafe_b64encode(_seal(body, query) + body).decode()


def place(text: str, query: Sequence[Any], location: str = "pageToken") -> Place:
    """The place that a token of the same query stands for.

    Raises:
        Refused: 400 for a token of another query, or none of ours.
    """
    if not text:
        return Place()
    try:
        raw = base64.urlsafe_b64decode(text.encode())
    except (ValueError, binascii.Error):
        raw = b""
    seal, body = raw[:12], raw[12:]
    if not body or not hmac.compare_digest(seal, _seal(body, query)):
        raise Refused(400, "invalid", "Invalid Value", location)
    start, page = json.loads(body)
    return Place(start, page)


def _seal(body: bytes, query: Sequence[Any]) -> bytes:
    return hmac.new(_SEAL, body + repr(tuple(query)).encode(), hashlib.sha256).digest()[:12]
