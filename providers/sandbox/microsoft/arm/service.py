"""The way of a call to ARM: path, version, token, action, options, fault, behaviour, page.

Source: "Azure Resource Manager REST API": api-version, nextLink; "Troubleshoot Azure RBAC" for AuthorizationFailed.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote, urlencode

from providers.sandbox.microsoft import pages
from providers.sandbox.microsoft.answers import Answer, Refused, bad_request, denied, not_found, unauthenticated
from providers.sandbox.microsoft.arm import scopes
from providers.sandbox.microsoft.arm.calls import Call
from providers.sandbox.microsoft.arm.routes import ROUTES, Route
from providers.sandbox.microsoft.calls import Trace
from providers.sandbox.microsoft.faults import Faults
from providers.sandbox.microsoft.tokens import Tokens
from providers.sandbox.microsoft.world import World
from providers.sandbox.requests import Request

HOST = "management.azure.com"
_PAGE = 100
_SKIP = "$skiptoken"


class Arm:
    """ARM over one world. `withdrawn`: action and scope, in lower case; an empty scope: everywhere."""

    def __init__(self, world: World, tokens: Tokens, faults: Faults) -> None:
        self.world = world
        self.page_size = 0
        self.withdrawn: set[tuple[str, str]] = set()
        self._tokens = tokens
        self._faults = faults

    def answer(self, request: Request, trace: Trace) -> Answer:
        """The answer to one request. Raises Refused."""
        path = unquote(request.path).rstrip("/")
        route, values = _find(path)
        query = dict(request.query)
        trace.operation, trace.values = route.template, {**values, **query}
        if request.verb != "GET":
            raise Refused(405, "MethodNotAllowed", f"The sandbox reads and only reads: {request.verb} is not served.")
        trace.caller = caller = self._tokens.caller(request.bearer) if request.bearer else None
        if caller is None or caller.service != "arm":
            trace.caller = None
            raise unauthenticated("arm", present=bool(request.bearer))
        _check(route, query)
        scope = scopes.normal(values.get("scope", path))
        if "scope" in values or "id" in values:
            self._authorize(route.action, scope, caller.client_id)
        place = _place(query.get(_SKIP, ""), (path, query.get("$filter", "")))
        trace.meet(self._faults, "arm", place.page)
        given = route.give(Call(self.world, scope, values, query, self._may))
        if isinstance(given, Mapping):
            return Answer(200, given)
        return Answer(200, self._page(given, place, path, query, trace.url))

    def _page(self, rows: Sequence[Any], place: pages.Place, path: str, query: Mapping[str, str], url: str) -> Mapping[str, Any]:
        size = int(query.get("$top", _PAGE))
        end = place.start + min(size, self.page_size or size)
        body: dict[str, Any] = {"value": list(rows[place.start : end])}
        if end < len(rows):
            token = pages.seal([end, place.page + 1], (path, query.get("$filter", "")))
            following = {**query, _SKIP: token}
            body["nextLink"] = f"{url}/{HOST}{quote(path)}?{urlencode(following, quote_via=quote, safe='$()')}"
        return body

    def _authorize(self, action: str, scope: str, client: str) -> None:
        if not self._may(action, scope):
            text = f"The client '{client}' with object id '{client}' does not have authorization to perform action '{action}' over scope '{scope or '/'}' or the scope is invalid. If access was recently granted, please refresh your credentials."
            raise denied("AuthorizationFailed", text)

    def _may(self, action: str, scope: str) -> bool:
        return not any(action.lower() == lost and f"{scope}/".startswith(f"{at}/") for lost, at in self.withdrawn)


def _find(path: str) -> tuple[Route, Mapping[str, str]]:
    for route in ROUTES:
        match = route.shape.fullmatch(path)
        if match is not None and (not route.of or scopes.type_of(scopes.normal(match["scope"])) == route.of):
            return route, match.groupdict()
    raise not_found(f"The resource type could not be found for '{path}'.", "InvalidResourceType")


def _check(route: Route, query: Mapping[str, str]) -> None:
    version = query.get("api-version", "")
    if not version:
        raise bad_request("The api-version query parameter (?api-version=) is required for all requests.", "MissingApiVersionParameter")
    if version not in route.versions:
        text = f"The api-version '{version}' is invalid. The supported versions are '{','.join(route.versions)}'."
        raise bad_request(text, "InvalidApiVersionParameter")
    for name in query:
        if name not in route.options | {"api-version", _SKIP}:
            raise bad_request(f"The query option '{name}' is not supported.", "UnsupportedQuery")
    if not query.get("$top", "1").isdigit():
        raise bad_request("The value of $top is not valid.", "InvalidTopParameter")


def _place(token: str, query: Sequence[Any]) -> pages.Place:
    if not token:
        return pages.Place()
    held = pages.unseal(token, query)
    if held is None:
        raise bad_request("The skip token is not valid.", "InvalidSkipToken")
    return pages.Place(*held)
