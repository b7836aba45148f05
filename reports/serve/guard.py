"""Who is let in: a browser of this machine that has the key, for the pages of this server alone, and only to read.

Every web page that somebody visits can send requests to 127.0.0.1, and so can every other user of the machine: what is served
here says who can reach which personal data, so each request has to show that it comes from our own page.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from hmac import compare_digest
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "toegang"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Refusal(Enum):
    """Why somebody is not let in."""

    HOST = "host"  # asked for under another name: that of a page elsewhere, made to point at this machine (DNS rebinding)
    METHOD = "method"  # more than reading
    ELSEWHERE = "elsewhere"  # sent by a page of another origin
    KEY = "key"  # without the key

    @property
    def status(self) -> int:
        """The status of HTTP that says so."""
        return {Refusal.HOST: 421, Refusal.METHOD: 405}.get(self, 403)


@dataclass(frozen=True, slots=True)
class Key:
    """`token` is what the first visit shows; after that a cookie holds it, for the pages in `place` only.

    Cookies are shared by all ports of a host, so another server on this machine is sent those of its own paths: it can't know the place.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    place: str = field(default_factory=lambda: secrets.token_urlsafe(12))

    @property
    def base(self) -> str:
        """The path that all pages lie under."""
        return f"/{self.place}"

    def fits(self, shown: str) -> bool:
        """Whether this is the token; tells nothing by how long it takes."""
        return compare_digest(shown.encode("utf-8", "replace"), self.token.encode())


class Guard:
    """Lets requests through to the app, and puts the headers of every answer on it.

    `welcome` gives the page that the first visit sees, `refuse` what those that are not let in see.
    """

    def __init__(self, app: ASGIApp, key: Key, welcome: Callable[[], Response], refuse: Callable[[Refusal], Response]) -> None:
        self._app = app
        self._key = key
        self._welcome = welcome
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            answer = self._answer(Request(scope)) or self._app
            await answer(scope, receive, _with_headers(send))

    def _answer(self, request: Request) -> Response | None:
        """What is answered here; None: the app answers."""
        entry = request.scope["path"] == "/"
        refusal = _refusal(request, entry=entry)
        shown = request.query_params.get("token", "") if entry else request.cookies.get(COOKIE, "")
        if refusal is None and not self._key.fits(shown):
            refusal = Refusal.KEY
        if refusal is not None:
            return self._refuse(refusal)
        return self._let_in() if entry else None

    def _let_in(self) -> Response:
        """The first page: it leads on by itself, since a cookie that is as strict as this one is not sent along when another program leads here."""
        page = self._welcome()
        page.set_cookie(COOKIE, self._key.token, path=f"{self._key.base}/", httponly=True, samesite="strict")
        return page


def _refusal(request: Request, *, entry: bool) -> Refusal | None:
    if not is_loopback(request.headers.get("host", "")):
        return Refusal.HOST
    if request.method not in ("GET", "HEAD"):
        return Refusal.METHOD
    return Refusal.ELSEWHERE if _from_elsewhere(request, entry=entry) else None


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine; its port may be another, where a tunnel leads here."""
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False


def _from_elsewhere(request: Request, *, entry: bool) -> bool:
    """Whether a page of another origin sent it; from anywhere one may be led to the first page, which wants the token (Fetch Metadata)."""
    headers = request.headers
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{headers.get('host')}":
        return True
    led_here = entry and headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not led_here


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            headers.setdefault("Content-Security-Policy", POLICY)
        await send(message)

    return sent
