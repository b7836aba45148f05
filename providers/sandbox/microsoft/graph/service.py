"""The way of a call to Graph: route, token, permission, options, fault, behaviour, page, schema."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from providers.sandbox.microsoft import pages
from providers.sandbox.microsoft.answers import Answer, Refused, bad_request, denied, unauthenticated
from providers.sandbox.microsoft.calls import Trace
from providers.sandbox.microsoft.faults import Faults
from providers.sandbox.microsoft.graph import batch
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.catalog import ROUTES
from providers.sandbox.microsoft.graph.permissions import opening
from providers.sandbox.microsoft.graph.projection import shown
from providers.sandbox.microsoft.graph.query import needs_eventual, read
from providers.sandbox.microsoft.graph.routes import Route, find
from providers.sandbox.microsoft.graph.schema import problems
from providers.sandbox.microsoft.tokens import Tokens
from providers.sandbox.microsoft.world import World
from providers.sandbox.requests import Request

HOST = "graph.microsoft.com"
_VERSION = "/v1.0/"
_COUNT = "/$count"
_GONE = 410


class Graph:
    """Graph over one world. Safe to call from several threads."""

    def __init__(self, world: World, tokens: Tokens, faults: Faults) -> None:
        self.world = world
        self.page_size = 0
        self.problems: list[str] = []
        self._tokens = tokens
        self._faults = faults

    def answer(self, request: Request, trace: Trace) -> Answer:
        """The answer to one request. Raises Refused."""
        if not request.path.startswith(_VERSION):
            raise bad_request(f"Invalid version: {request.path.split('/')[1]}")
        path = request.path.removeprefix(_VERSION)
        if path == batch.PATH:
            return batch.answer(request, trace)
        counted = path.endswith(_COUNT)
        route, values = find(ROUTES, path.removesuffix(_COUNT))
        trace.operation, trace.values = route.template, {**values, **dict(request.query)}
        if request.verb != "GET":
            raise Refused(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
        trace.caller = caller = self._tokens.caller(request.bearer) if request.bearer else None
        if caller is None or caller.service != "graph":
            trace.caller = None
            raise unauthenticated("graph", present=bool(request.bearer))
        if not caller.holds(*opening(route)):
            raise denied(*_DENIED.get(route.template.partition("/")[0], ()))
        query = read(route, request.query, request.headers)
        call = Call(self.world, route, values, query, caller, f"{trace.url}/{HOST}{_VERSION}", request.headers, self.page_size)
        if counted:
            return self._counted(call, trace)
        body = _delta(call, trace, self._faults) if route.is_delta else self._body(call, trace, path, request.query)
        return Answer(200, self._checked(route, {"@odata.context": f"https://{HOST}{_VERSION}$metadata#{path}", **body}))

    def _body(self, call: Call, trace: Trace, path: str, asked: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
        stable = tuple(each for each in asked if each[0] != "$skiptoken")
        place = _place(call.query.skip_token, (path, *stable))
        trace.meet(self._faults, "graph", place.page)
        given = call.route.give(call)
        if isinstance(given, Mapping):
            return shown(call, given)
        rows = [each for each in given if call.query.filter is None or call.query.filter.test(each)]
        body: dict[str, Any] = {"@odata.count": len(rows)} if call.query.count and place.page == 1 else {}
        end = place.start + call.size
        if end < len(rows):
            token = pages.seal([end, place.page + 1], (path, *stable))
            body["@odata.nextLink"] = f"{call.base}{path}?{_encoded((*stable, ('$skiptoken', token)))}"
        return body | {"value": [shown(call, each) for each in rows[place.start : end]]}

    def _counted(self, call: Call, trace: Trace) -> Answer:
        """`/users/$count`: a number as plain text."""
        if not call.route.is_directory or call.headers.get("consistencylevel", "").lower() != "eventual":
            raise needs_eventual()
        trace.meet(self._faults, "graph", 1)
        rows = [each for each in call.route.give(call) if call.query.filter is None or call.query.filter.test(each)]
        return Answer(200, str(len(rows)).encode(), (("Content-Type", "text/plain"),))

    def _checked(self, route: Route, body: Mapping[str, Any]) -> Mapping[str, Any]:
        declared = f"Collection({route.type})" if "value" in body else route.type
        wrong = problems(declared, body.get("value", body), route.template)
        if wrong:
            self.problems.append("; ".join(wrong[:5]))
            raise Refused(500, "sandboxProblem", self.problems[-1])
        return body


def _delta(call: Call, trace: Trace, faults: Faults) -> Mapping[str, Any]:
    given = call.route.give(call)
    try:
        trace.meet(faults, "graph", given.page)
    except Refused as refusal:
        if refusal.status == _GONE and not refusal.headers:
            refusal.headers = (("Location", given.fresh),)
        raise
    return {**given.links, "value": given.rows}


def _place(token: str, query: Sequence[Any]) -> pages.Place:
    if not token:
        return pages.Place()
    held = pages.unseal(token, query)
    if held is None:
        raise bad_request("The skip token is not valid for this query.", "Directory_ExpiredPageToken")
    return pages.Place(*held)


def _encoded(query: Sequence[tuple[str, str]]) -> str:
    return urlencode(query, quote_via=quote, safe="$,'():")


_DENIED: Mapping[str, tuple[str, str]] = {  # SharePoint and Exchange say it in their own words
    **dict.fromkeys(("sites", "drives"), ("accessDenied", "Access denied")),
    "teams": ("Forbidden", "Missing role permissions on the request."),
}
