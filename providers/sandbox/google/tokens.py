"""The token endpoint: a signed assertion for an opaque access token.

Source: "Using OAuth 2.0 for Server to Server Applications" (Google Identity), with its "JWT error codes".
"""

import base64
import binascii
import json
import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import parse_qs

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from providers.sandbox.google.calls import Caller
from providers.sandbox.google.keys import TOKEN_URL, Key
from providers.sandbox.google.world import World
from providers.sandbox.requests import Answer

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_LIFE = 3600
_SKEW = 300


@dataclass(slots=True)
class Client:
    """A service account that the endpoint knows; `delegated`: the scopes it may ask for as a user, None: all."""

    public: rsa.RSAPublicKey
    delegated: frozenset[str] | None


@dataclass(eq=False)  # an exception is written to while it is raised
class NoToken(Exception):  # noqa: N818 - it is the endpoint's answer
    """The endpoint's refusal."""

    status: int
    error: str
    text: str


class Tokens:
    """Who may sign in, and the tokens that were issued. Safe to use from several threads."""

    def __init__(self, world: World, clock: Callable[[], float] = time.time) -> None:
        self._world = world
        self._clock = clock
        self._lock = Lock()
        self._clients: dict[str, Client] = {}
        self._issued: dict[str, tuple[Caller, float]] = {}
        self._refused: set[str] = set()
        self._withdrawn: set[str] = set()

    def register(self, key: Key, delegated: Iterable[str] | None) -> None:
        """Makes a service account known; `delegated` None: domain-wide delegation of every scope."""
        self._clients[key.email] = Client(key.public, None if delegated is None else frozenset(delegated))

    def withdraw(self, scope: str) -> None:
        """From now on no client may ask for this scope as a user."""
        self._withdrawn.add(scope)

    def refuse(self, user: str) -> None:
        """From now on nobody may act as this user."""
        self._refused.add(user.lower())

    def restore(self) -> None:
        """Takes back what was withdrawn and refused."""
        self._withdrawn.clear()
        self._refused.clear()

    def expire(self) -> None:
        """Ends every token that was issued."""
        with self._lock:
            self._issued.clear()

    def caller(self, token: str) -> Caller | None:
        """Whose a token is; None when it is not known, or over."""
        with self._lock:
            caller, until = self._issued.get(token, (None, 0.0))
        return caller if self._clock() < until else None

    def answer(self, body: bytes) -> Answer:
        """The endpoint's answer to a form."""
        try:
            caller = self._signed_in(body)
        except NoToken as refusal:
            return Answer(refusal.status, {"error": refusal.error, "error_description": refusal.text})
        token = "ya29." + secrets.token_urlsafe(48)
        with self._lock:
            self._issued[token] = (caller, self._clock() + _LIFE)
        return Answer(200, {"access_token": token, "expires_in": _LIFE - 1, "token_type": "Bearer"})

    def _signed_in(self, body: bytes) -> Caller:
        form = parse_qs(body.decode("utf-8", "replace"))
        if form.get("grant_type") != [GRANT]:
            raise NoToken(400, "unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type', [''])[0]}")
        claims = self._claims(form.get("assertion", [""])[0])
        scopes = tuple(str(claims.get("scope", "")).split())
        if not scopes:
            raise NoToken(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        subject = str(claims.get("sub", ""))
        identity = str(claims["iss"])
        if not subject or subject == identity:
            return Caller(identity, "", scopes)
        self._delegated(identity, scopes)
        return Caller(identity, self._user(subject), scopes)

    def _claims(self, assertion: str) -> Mapping[str, Any]:
        try:
            head, payload, signature = assertion.split(".")
            header, claims = json.loads(_decode(head)), json.loads(_decode(payload))
            sealed = _decode(signature)
        except (ValueError, binascii.Error):
            raise NoToken(400, "invalid_grant", "Bad Request") from None
        client = self._clients.get(claims.get("iss", ""))
        if client is None:
            raise NoToken(400, "invalid_grant", "Invalid grant: account not found")
        if header.get("alg") != "RS256":
            raise NoToken(400, "invalid_grant", "Invalid JWT: alg must be RS256")
        try:
            client.public.verify(sealed, f"{head}.{payload}".encode(), padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            raise NoToken(400, "invalid_grant", "Invalid JWT Signature.") from None
        self._in_time(claims)
        return claims  # type: ignore[no-any-return]  # an assertion is JSON

    def _in_time(self, claims: Mapping[str, Any]) -> None:
        now = self._clock()
        begin, end = claims.get("iat"), claims.get("exp")
        if claims.get("aud") != TOKEN_URL:
            raise NoToken(400, "invalid_grant", "Invalid JWT: the audience is not the token endpoint's public address")
        if not isinstance(begin, int) or not isinstance(end, int) or not begin - _SKEW <= now <= end or end - begin > _LIFE:
            text = "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."
            raise NoToken(400, "invalid_grant", text)

    def _delegated(self, identity: str, scopes: tuple[str, ...]) -> None:
        allowed = self._clients[identity].delegated
        for scope in scopes:
            if scope in self._withdrawn or (allowed is not None and scope not in allowed):
                text = "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested."
                raise NoToken(401, "unauthorized_client", text)

    def _user(self, subject: str) -> str:
        if subject.lower() in self._refused:
            raise NoToken(403, "access_denied", "Account restricted")
        user = self._world.user(subject)
        if user is None:
            raise NoToken(400, "invalid_grant", "Invalid email or User ID")
        if user.get("suspended") or user.get("archived"):
            raise NoToken(400, "invalid_grant", "Account is not active")
        return str(user["primaryEmail"]).lower()


def _decode(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
