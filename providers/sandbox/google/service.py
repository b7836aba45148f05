"""The way of a request: route, token, scopes, parameters, faults, behaviour, page, document, partial answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from providers.sandbox.google.answers import Refused, invalid, scope_missing, unauthenticated
from providers.sandbox.google.behaviour import behaviour
from providers.sandbox.google.calls import Call, Caller, Listing, Logged
from providers.sandbox.google.documents import Method, document
from providers.sandbox.google.faults import Fault, Faults, Kind
from providers.sandbox.google.fields import EVERYTHING, Mask, parse
from providers.sandbox.google.gcp.withheld import allowing
from providers.sandbox.google.objects import like, tagged
from providers.sandbox.google.pages import Place, place, token
from providers.sandbox.google.parameters import Values, check, cursor_free
from providers.sandbox.google.routes import find
from providers.sandbox.google.schemas import problems
from providers.sandbox.google.tokens import Tokens
from providers.sandbox.google.world import World
from providers.sandbox.listener import Outcome
from providers.sandbox.requests import Answer, Request

_SIZES = ("pageSize", "maxResults")


@dataclass(slots=True)
class _Trace:
    """What is known of a call so far, for the log."""

    method: Method | None = None
    caller: Caller = Caller("")
    values: Values | None = None
    fault: Fault | None = None


class Service:
    """All of Google's APIs over one world."""

    def __init__(self, world: World, tokens: Tokens, faults: Faults) -> None:
        self.world = world
        self.log: list[Logged] = []
        self.problems: list[str] = []
        self.withdrawn: set[tuple[str, str]] = set()  # IAM permission, resource; an empty resource: everywhere
        self.page_size = 0  # the most that any page holds; 0: as many as the method allows
        self._tokens = tokens
        self._faults = faults

    def respond(self, request: Request) -> Outcome:
        """The outcome of one request for a method of a document. Never raises."""
        trace = _Trace()
        try:
            answer = Answer(200, self._answer(request, trace))
        except Refused as refusal:
            answer = refusal.answer()
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:  # a world that is not as its docstring says
            answer = self._fault_of_world(f"{request.path}: {type(error).__name__}: {error}").answer()
        method, caller = trace.method, trace.caller
        name, api = (method.name, method.api) if method else ("", "")
        self.log.append(Logged(api, name, caller.subject, caller.identity, trace.values or {}, answer.status, request.path))
        return Outcome(answer, trace.fault)

    def _answer(self, request: Request, trace: _Trace) -> Any:
        method, path = find(request.host, request.verb, request.path)
        trace.method = method
        trace.caller = self._caller(request, method)
        trace.values = check(method, path, request.query)
        mask = self._mask(method, trace.values)
        query = (method.api, method.name, trace.caller.address, *cursor_free(trace.values))
        start = self._place(method, trace.values, query)
        fault = self._faults.meet(method.api, method.name, trace.caller.subject, trace.values, start.page)
        if fault is not None:
            if fault.kind is Kind.REFUSED:
                raise fault.refusal()
            trace.fault = fault
        its = behaviour(method)
        if its is None:
            raise self._fault_of_world(f"{method.api} {method.name} is not served by the sandbox", 501)
        allow = allowing(self.world, request.host, self.withdrawn)
        call = Call(self.world, method, trace.caller, trace.values, _body(request, method), mask, allow)
        given = its(call)
        if isinstance(given, Listing):
            given = _page(given, trace, start, query, self.page_size)
        return mask.apply(self._checked(method, given))

    def _caller(self, request: Request, method: Method) -> Caller:
        caller = self._tokens.caller(request.bearer) if request.bearer else None
        if caller is None:
            raise unauthenticated(present=bool(request.bearer))
        if method.scopes and not set(method.scopes) & set(caller.scopes):
            raise scope_missing(method.id, request.host, method.scopes)
        return caller

    def _mask(self, method: Method, values: Values) -> Mask:
        text = values.get("fields", DEFAULT_FIELDS.get((method.api, method.name), ""))
        return parse(method.api, method.response, text) if text and method.response else EVERYTHING

    def _place(self, method: Method, values: Values, query: tuple[Any, ...]) -> Place:
        own = (method.api, method.name) in OWN_TOKENS
        return Place() if own else place(values.get("pageToken", ""), query)

    def _checked(self, method: Method, given: Mapping[str, Any]) -> dict[str, Any]:
        kind = document(method.api).schemas[method.response].get("properties", {}).get("kind", {}).get("default")
        body = tagged(kind, given) if kind else like(given, dict(given))
        wrong = problems(method.api, method.response, body)
        if wrong:
            raise self._fault_of_world(f"{method.api} {method.name}: " + "; ".join(wrong[:5]))
        return body

    def _fault_of_world(self, text: str, status: int = 500) -> Refused:
        self.problems.append(text)
        return Refused(status, "sandboxProblem", text)


def _body(request: Request, method: Method) -> Mapping[str, Any]:
    if not method.request:
        return {}
    try:
        body = json.loads(request.body or b"{}")
    except ValueError:
        raise Refused(400, "parseError", "Invalid JSON payload received.") from None
    for wrong in problems(method.api, method.request, body):
        raise invalid("body", f"Invalid JSON payload received. {wrong}")
    return body  # type: ignore[no-any-return]  # held against the document


def _page(listing: Listing, trace: _Trace, start: Place, query: tuple[Any, ...], most: int) -> dict[str, Any]:
    assert trace.method is not None
    asked = [value for name in _SIZES if trace.values and (value := trace.values.get(name))]
    paged = "pageToken" in trace.method.parameters
    size = min(asked[0] if asked else listing.size, listing.most, most or listing.most) if paged else len(listing.items)
    items = [listing.render(each) for each in listing.items[start.start : start.start + size]]
    body: dict[str, Any] = dict(listing.rest)
    if items or listing.always:
        body[listing.key] = items
    following = Place(start.start + size, start.page + 1)
    if paged and trace.fault is not None and trace.fault.kind is Kind.REPEATED:
        body["nextPageToken"] = token(start, query)
    elif following.start < len(listing.items):
        body["nextPageToken"] = token(following, query)
    else:
        body |= listing.last
    return body


DEFAULT_FIELDS: Mapping[tuple[str, str], str] = {  # "Return specific fields": without `fields` Drive gives these alone
    ("drive.v3", "files.list"): "kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType,resourceKey)",
    ("drive.v3", "files.get"): "kind,id,name,mimeType,resourceKey",
    ("drive.v3", "permissions.list"): "kind,nextPageToken,permissions(kind,id,type,role)",
    ("drive.v3", "permissions.get"): "kind,id,type,role",
    ("drive.v3", "drives.list"): "kind,nextPageToken,drives(kind,id,name)",
    ("drive.v3", "drives.get"): "kind,id,name",
    (
        "drive.v3",
        "changes.list",
    ): "kind,nextPageToken,newStartPageToken,changes(kind,changeType,time,removed,fileId,file(kind,id,name,mimeType),driveId)",
}
OWN_TOKENS = frozenset({("drive.v3", "changes.list")})  # whose page tokens are places in a log
