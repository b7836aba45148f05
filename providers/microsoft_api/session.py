"""Calls to Microsoft: guarded, signed in, paced and tried again. One for each run and provider."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from itertools import count
from urllib.parse import parse_qsl, urlsplit

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from audit.errors import ReadOnlyError
from audit.ports import Operation
from providers.microsoft_api import batching
from providers.microsoft_api.addresses import CLOUDS, Addresses
from providers.microsoft_api.batching import MOST_IN_BATCH, Step
from providers.microsoft_api.connections import Connections
from providers.microsoft_api.credentials import credentials
from providers.microsoft_api.failures import CallFailed, Failure, FailureKind, answered, unanswered
from providers.microsoft_api.pacing import Fare, Pace, place
from providers.microsoft_api.quotas import unhurried, units, workload
from providers.microsoft_api.settings import MicrosoftSettings
from providers.microsoft_api.sign_in import SignIn, Token
from providers.pace import LONGEST_PAUSE, Clock, SystemClock
from providers.transport import Guard

__all__ = ["MOST_IN_BATCH", "Sessions"]

_JSON: Mapping[str, str] = {"Accept": "application/json"}
_ACCEPT = {"sharepoint": {"Accept": "application/json;odata=nometadata"}}
_SENT = {**_JSON, "Content-Type": "application/json"}
_INVOKE = "{tenant}/InvokeCommand"
_PREFER = "Prefer"


@dataclass(frozen=True, slots=True)
class Request:
    """One request, as it is sent each time that it is tried."""

    service: str
    host: str
    url: str
    fare: Fare
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


class Sessions:
    """Asks; safe to call from several threads. There is no other way out, so that no call escapes the guard."""

    def __init__(self, settings: MicrosoftSettings, operations: Iterable[Operation], clock: Clock | None = None) -> None:
        """Raises ProviderError when there are no credentials, or a file that is named can't be used."""
        listed = tuple(operations)
        held = credentials(settings)
        clock = clock or SystemClock()
        connections = Connections(settings)
        self.tenant, self.by_certificate = held.tenant, held.by_certificate
        self._settings = settings
        self._guard = Guard(listed)
        self._permissions = {(operation.service, operation.name): operation.permission for operation in listed}
        self._addresses = Addresses(CLOUDS[settings.cloud], settings.endpoint_url)
        self._connections = connections
        self._sign_in = SignIn(held, self._addresses, connections, clock)
        self._pace = Pace(clock)
        self._ahead: dict[tuple[str, str], bytes] = {}

    def permission(self, service: str, name: str) -> str:
        """What a listed call needs: an application permission or an action; empty when it needs none or is not listed."""
        return self._permissions.get((service, name), "")

    def roles(self, service: str, host: str = "") -> frozenset[str]:
        """The application permissions in the token for a service; empty when there is no token, or it can't be looked into."""
        try:
            return self._sign_in.token(service, host).roles
        except CallFailed:
            return frozenset()

    def call(
        self,
        service: str,
        name: str,
        path: Mapping[str, str],
        query: Mapping[str, str],
        *,
        host: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> bytes:
        """The body of one call's answer. `name` is the template of its path, `path` has its values; SharePoint has a `host`.

        Raises:
            CallFailed: there is no answer, after every retry that makes sense.
            ReadOnlyError: the call is not listed.
        """
        self._guard.check(service, name)
        url = self._addresses.url(service, name, path, query, host)
        return self._told(Request(service, host, url, self._fare(service, name, url, query), _headers(service, headers)))

    def follow(self, service: str, name: str, url: str, *, host: str = "", headers: Mapping[str, str] | None = None) -> bytes:
        """What a link in an answer of the call leads to: its next page, or its changes.

        Raises:
            CallFailed: there is no answer, or the link leads to another place than the service; then nothing was asked.
            ReadOnlyError: the call is not listed.
        """
        self._guard.check(service, name)
        within = self._addresses.within(service, url, host)
        fare = self._fare(service, name, within, dict(parse_qsl(urlsplit(within).query)))
        return self._told(Request(service, host, within, fare, _headers(service, headers)))

    def invoke(self, name: str, parameters: Mapping[str, object], *, link: str = "") -> bytes:
        """What a cmdlet of Exchange's says; the next page of it with `link`.

        Raises:
            CallFailed: there is no answer.
            ReadOnlyError: the cmdlet is not listed, or is not one that reads.
        """
        self._guard.check("exchange", name)
        if not name.startswith("Get-"):
            raise ReadOnlyError(f"the cmdlet {name} is not a read and was stopped before it left", "this is a defect: please report it")
        first = self._addresses.url("exchange", _INVOKE, {"tenant": self.tenant}, {})
        url = self._addresses.within("exchange", link) if link else first
        body = json.dumps({"CmdletInput": {"CmdletName": name, "Parameters": dict(parameters)}}).encode()
        headers = {**_SENT, **_EXCHANGE, "X-CmdletName": name, "X-AnchorMailbox": f"APP:{_SYSTEM_MAILBOX}@{self.tenant}"}
        return self._asked(Request("exchange", "", url, self._fare("exchange", name, url, {}), headers, body))

    def batch(self, steps: Sequence[Step]) -> tuple[bytes | Failure, ...]:
        """The answers to several calls of Graph, in the order of the steps: the body, or why there is none.

        Raises:
            ReadOnlyError: a call is not listed; then none was made.
        """
        for step in steps:
            self._guard.check("graph", step.name)
        return batching.answers(steps, self._sent, self._retried, self._pace.wait)

    def ahead(self, steps: Sequence[Step]) -> None:
        """Asks for several answers of Graph's in few requests. The `call`, or the `follow` of its link, that each step stands for finds its own, once.

        What is refused is not kept: it is asked by itself when its turn comes, and tells then why.

        Raises:
            ReadOnlyError: a call is not listed; then none was made.
        """
        base, made = self._addresses.base("graph"), dict[str, Step]()
        for step in steps:
            try:
                url = (
                    self._addresses.within("graph", step.link)
                    if step.link
                    else self._addresses.url("graph", step.name, step.path, step.query)
                )
            except CallFailed:
                continue
            made[url] = replace(step, link=f"/{url.removeprefix(base)}", query=dict(parse_qsl(urlsplit(url).query)))
        for url, step, answer in zip(made, made.values(), self.batch(tuple(made.values())), strict=True):
            if isinstance(answer, bytes):
                self._ahead[url, step.headers.get(_PREFER, "")] = answer

    def _told(self, request: Request) -> bytes:
        """The body of the answer, which may have been asked for ahead."""
        known = self._ahead.pop((request.url, request.headers.get(_PREFER, "")), None)
        return self._asked(request) if known is None else known

    def _sent(self, steps: Sequence[Step], body: bytes) -> bytes:
        url = self._addresses.url("graph", "$batch", {}, {})
        fares = [self._fare("graph", step.name, url, step.query) for step in steps]
        fare = Fare(fares[0].workload, "", sum(one.units for one in fares))
        return self._asked(Request("graph", "", url, fare, _SENT, body))

    def _retried(self, step: Step, told: Failure, attempt: int) -> float | None:
        """Seconds until a step of a batch is tried again; None when that makes no sense."""
        pause = self._pause(told, attempt)
        if told.kind is FailureKind.THROTTLED:
            self._pace.drain(self._fare("graph", step.name, "", step.query), LONGEST_PAUSE if pause is None else pause)
        return pause

    def _asked(self, request: Request) -> bytes:
        """The body of the answer, after as many attempts as make sense."""
        for attempt in count():
            try:
                return self._once(request)
            except CallFailed as error:
                told = error.failure
            except (HTTPError, OSError) as error:
                told = unanswered(error)
            pause = self._pause(told, attempt)
            if told.kind is FailureKind.THROTTLED and not told.of_sign_in:
                self._pace.drain(request.fare, LONGEST_PAUSE if pause is None else pause)
            if pause is None:
                raise CallFailed(told)
            self._pace.wait(pause)
        raise AssertionError  # counting never ends

    def _once(self, request: Request) -> bytes:
        """One attempt. A token that is not accepted any more is replaced."""
        with self._pace.inside(request.fare):
            token = self._sign_in.token(request.service, request.host)
            response = self._answer(request, token)
            if response.status == HTTPStatus.UNAUTHORIZED and self._sign_in.replaces(token, request.service, request.host):
                token = self._sign_in.token(request.service, request.host)
                response = self._answer(request, token)
        self._pace.learn(request.fare, response.headers)
        if not HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
            raise CallFailed(answered(response.status, response.headers, response.data))
        token.worked = True
        return response.data

    def _answer(self, request: Request, token: Token) -> BaseHTTPResponse:
        method = "GET" if request.body is None else "POST"
        headers = {**request.headers, "Authorization": f"Bearer {token.value}"}
        return self._connections.send(method, request.url, headers, request.body)

    def _pause(self, told: Failure, attempt: int) -> float | None:
        """Seconds until another attempt; None when none makes sense."""
        if not told.passing or attempt + 1 >= self._settings.max_attempts:
            return None
        return self._pace.pause(attempt, told.retry_after)

    def _fare(self, service: str, name: str, url: str, query: Mapping[str, str]) -> Fare:
        found = workload(service, name)
        if self._settings.endpoint_url:
            found = unhurried(found)
        return Fare(found, place(url) if found.each_per_second else "", units(service, name, query))


def _headers(service: str, headers: Mapping[str, str] | None) -> Mapping[str, str]:
    return {**_ACCEPT.get(service, _JSON), **(headers or {})}


# the mailbox of every tenant that requests for none in particular are routed by, and rows as JSON (page "Exchange Online Admin API: get started")
_SYSTEM_MAILBOX = "SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}"
_EXCHANGE = {"X-ResponseFormat": "json", "Prefer": "odata.maxpagesize=1000"}
