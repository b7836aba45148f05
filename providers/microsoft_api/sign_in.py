"""A token for each service, fetched when it is first needed and shared by threads.

msal asks for it over our own connections, for which it takes any object with `get` and `post`. An application of msal's lives for one fetch: it
would replay a refusal for as long as the answer's `Retry-After`, and sends the authority's host to the public cloud when told to discover it.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import urlencode

import msal
from msal.exceptions import MsalError
from urllib3.exceptions import HTTPError

from audit.errors import ProviderError
from providers.microsoft_api.addresses import Addresses
from providers.microsoft_api.connections import Connections
from providers.microsoft_api.credentials import Credentials
from providers.microsoft_api.failures import CallFailed, Failure, broken, refused, unanswered
from providers.pace import Clock

SERVICES: Mapping[str, str] = {
    "graph": "Microsoft Graph",
    "arm": "Azure Resource Manager",
    "sharepoint": "SharePoint",
    "exchange": "Exchange Online",
}
_ODD = (ValueError, LookupError, TypeError, AttributeError, RuntimeError)  # what msal makes of an answer that it does not expect
_EARLY = 300.0  # seconds before its end that a token is replaced
_REFUSED_FOR = 60.0  # seconds for which a refusal stands


@dataclass(slots=True, eq=False)
class Token:
    """A token, and whether a call was answered with it. `roles`: the application permissions in it; empty when it can't be looked into."""

    value: str
    until: float
    worked: bool = False

    @property
    def roles(self) -> frozenset[str]:
        try:
            part = self.value.split(".")[1]
            said = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))["roles"]
            return frozenset(one for one in said if isinstance(one, str))
        except (LookupError, ValueError, TypeError):
            return frozenset()


@dataclass(slots=True)
class _Held:
    """What is known of one resource's token."""

    lock: Lock = field(default_factory=Lock)
    token: Token | None = None
    refusal: Failure | None = None
    until: float = 0.0


class SignIn:
    """Gives tokens. Safe to call from several threads."""

    def __init__(self, credentials: Credentials, addresses: Addresses, connections: Connections, clock: Clock) -> None:
        self._credentials, self._addresses = credentials, addresses
        self._connections, self._clock = connections, clock
        self._lock = Lock()
        self._held: dict[str, _Held] = {}

    def token(self, service: str, host: str = "") -> Token:
        """A token that is valid.

        Raises:
            CallFailed: it was refused, or could not be asked for. A refusal stands for a minute.
        """
        resource = self._addresses.resource(service, host)
        held = self._of(resource)
        with held.lock:  # one thread fetches, the others use what it brought
            now = self._clock.now()
            if held.token is not None and now < held.token.until:
                return held.token
            if held.refusal is not None and now < held.until:
                raise CallFailed(held.refusal)
            try:
                held.token = self._fetched(service, resource)
            except CallFailed as error:
                held.refusal = None if error.failure.passing else error.failure
                held.until = now + _REFUSED_FOR
                raise
            return held.token

    def replaces(self, token: Token, service: str, host: str = "") -> bool:
        """Whether another token is worth a try in place of one that is not accepted any more: not when it never was."""
        held = self._of(self._addresses.resource(service, host))
        with held.lock:
            if held.token is token and token.worked:
                held.token = None
            return held.token is not token

    def _of(self, resource: str) -> _Held:
        with self._lock:
            return self._held.setdefault(resource, _Held())

    def _fetched(self, service: str, resource: str) -> Token:
        asked = _Asked(self._connections, self._addresses.login(""))
        try:
            application = msal.ConfidentialClientApplication(
                self._credentials.client_id,
                client_credential=self._credentials.proof,
                authority=self._addresses.login(self._credentials.tenant),
                instance_discovery=False,
                http_client=asked,
            )
            told = application.acquire_token_for_client([f"{resource}/.default"])
        except ProviderError as error:  # the file with an assertion is gone
            raise CallFailed(broken(f"signing in failed: {error.message}")) from error
        except (HTTPError, OSError) as error:
            raise CallFailed(unanswered(error)) from error
        except (MsalError, *_ODD) as error:
            raise CallFailed(asked.refusal(SERVICES[service], {})) from error
        value, seconds = told.get("access_token"), told.get("expires_in")
        if not isinstance(value, str) or not value.isascii() or not value.isprintable() or not isinstance(seconds, int):
            raise CallFailed(asked.refusal(SERVICES[service], told))
        return Token(value, self._clock.now() + max(seconds / 2, seconds - _EARLY))


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer in the form that msal reads; what is no JSON object is an empty one, since msal would write it to a log."""

    status_code: int
    text: str
    headers: Mapping[str, str]

    def raise_for_status(self) -> None:
        """Raises RuntimeError for a refusal."""
        if self.status_code >= 400:
            raise RuntimeError(f"HTTP status {self.status_code}")


class _Asked:
    """How msal asks the authority, and nobody else; keeps what it was told last."""

    def __init__(self, connections: Connections, authority: str) -> None:
        self._connections, self._authority = connections, authority
        self._last: _Answer | None = None

    def get(self, url: str, *, headers: Mapping[str, str] | None = None, params: Mapping[str, str] | None = None, **_: object) -> _Answer:
        """What the authority says."""
        return self._sent("GET", url + (f"?{urlencode(params)}" if params else ""), headers, None)

    def post(self, url: str, *, headers: Mapping[str, str] | None = None, data: Mapping[str, str] | None = None, **_: object) -> _Answer:
        """What it says to a form."""
        form = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self._sent("POST", url, form, urlencode(data or {}).encode())

    def close(self) -> None:
        """Nothing: connections are shared."""

    def refusal(self, service: str, told: Mapping[str, Any]) -> Failure:
        """Why there is no token."""
        last = self._last
        if last is None:
            return broken(f"signing in for {service} failed: the authority was not asked")
        return refused(service, told or json.loads(last.text), last.status_code, last.headers.get("Retry-After", ""))

    def _sent(self, method: str, url: str, headers: Mapping[str, str] | None, body: bytes | None) -> _Answer:
        if not url.startswith(self._authority):  # the authority itself says where its token endpoint is
            raise ValueError("the authority names an endpoint at another place")
        response = self._connections.send(method, url, {"Accept": "application/json", **(headers or {})}, body)
        self._last = _Answer(response.status, json.dumps(_object(response.data)), response.headers)
        return self._last


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
