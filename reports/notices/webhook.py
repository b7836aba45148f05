"""A digest for a program of the organisation's own: JSON, signed as the specification Standard Webhooks 1.0.0 says."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from audit.model.paper import Paper
from reports.json_papers import paper as as_json
from reports.notices.failing import DeliveryError

TYPE = "toegang.digest"
_PREFIX = "whsec_"
_SHORTEST, _LONGEST = 24, 64  # bytes, section "Signature scheme"


def body(paper: Paper, at: datetime) -> bytes:
    """The message: `data` is as the schema `digest` says, `at` the moment of the run."""
    data = {**as_json(paper), "exit_code": int(paper.exit)}
    told = {"type": TYPE, "timestamp": at.isoformat(), "data": data}
    return json.dumps(told, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")).encode("ascii")


def headers(key: str, seconds: int, sent: bytes, secrets: Sequence[bytes]) -> Mapping[str, str]:
    """Id, time (in seconds since 1970) and a signature for each secret, so that one can be replaced without a gap."""
    signed = f"{key}.{seconds}.".encode("ascii") + sent
    signatures = (base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode("ascii") for secret in secrets)
    return {
        "webhook-id": key,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(f"v1,{each}" for each in signatures),
    }


def secret(variable: str, written: str) -> bytes:
    """The secret as bytes. Raises DeliveryError, which names the variable only, for one that is none."""
    try:
        found = base64.b64decode(written.strip().removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if not _SHORTEST <= len(found) <= _LONGEST:
        raise DeliveryError(f"{variable} holds no secret: write whsec_ and {_SHORTEST} to {_LONGEST} random bytes in base64")
    return found
