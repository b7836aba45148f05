"""SharePoint's own REST interface, `_api/web`: site users, groups and their members, roles.

Sources: "Users, groups, and roles REST API reference", "Granting access via Entra ID app-only" (a token that a secret got is refused), "Use OData query
operations in SharePoint REST requests".
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode

from providers.sandbox.microsoft import pages
from providers.sandbox.microsoft.answers import Answer, Refused, bad_request, denied, not_found, unauthenticated
from providers.sandbox.microsoft.calls import Trace
from providers.sandbox.microsoft.faults import Faults
from providers.sandbox.microsoft.graph.filters import parse
from providers.sandbox.microsoft.tokens import Tokens
from providers.sandbox.microsoft.world import Web, World
from providers.sandbox.requests import Request

_PATH = re.compile(r"/(?:(?P<managed>sites|teams|personal)/(?P<site>[^/]+)/)?_api/(?P<call>.+)", re.IGNORECASE)
_ACCEPT = "odata=nometadata"
_UNAUTHORIZED = "-2147024891, System.UnauthorizedAccessException"
_READERS = ("Sites.Read.All", "Sites.ReadWrite.All", "Sites.Manage.All", "Sites.FullControl.All")
_OPTIONS = frozenset({"$select", "$filter", "$top", "$skiptoken", "$expand"})


@dataclass(frozen=True, slots=True)
class _Page:
    """One path below `_api/`; `roles`: any of which opens it. What is given is a list, or one object."""

    path: re.Pattern[str]
    name: str
    give: Callable[[Web, Mapping[str, str]], Any]
    roles: Sequence[str] = ("Sites.FullControl.All",)
    expands: frozenset[str] = frozenset()


def _users_of(web: Web, values: Mapping[str, str]) -> Any:
    number = int(values["id"])
    if number not in {each["Id"] for each in web.groups}:
        raise not_found("Group cannot be found.", "-2146232832, Microsoft.SharePoint.SPException")
    return web.group_users.get(number, [])


def _page(path: str, name: str, give: Callable[[Web, Mapping[str, str]], Any], **more: Any) -> _Page:
    return _Page(re.compile(path, re.IGNORECASE), name, give, **more)


_PAGES: Sequence[_Page] = (
    _page(r"web", "web", lambda web, _values: web.web, roles=_READERS),
    _page(r"web/siteusers", "web/siteusers", lambda web, _values: web.users),
    _page(r"web/sitegroups", "web/sitegroups", lambda web, _values: web.groups),
    _page(r"web/sitegroups(?:\(|/getbyid\()(?P<id>\d+)\)/users", "web/sitegroups({id})/users", _users_of),
    _page(
        r"web/roleassignments",
        "web/roleassignments",
        lambda web, _values: web.assignments,
        expands=frozenset({"Member", "RoleDefinitionBindings", "Member/Users"}),
    ),
)


class SharePoint:
    """SharePoint over one world."""

    def __init__(self, world: World, tokens: Tokens, faults: Faults) -> None:
        self.world = world
        self.page_size = 0
        self._tokens = tokens
        self._faults = faults

    def answer(self, request: Request, trace: Trace) -> Answer:
        """The answer to one request. Raises Refused."""
        match = _PATH.fullmatch(unquote(request.path))
        page, found = _find(match["call"]) if match is not None else (None, {})
        if match is None or page is None:
            raise not_found("Cannot find resource for the request.", "-1, Microsoft.SharePoint.Client.ResourceNotFoundException")
        trace.operation = ("{managed}/{site}/" if match["site"] else "") + f"_api/{page.name}"
        query = dict(request.query)
        values = {key: value for key, value in match.groupdict().items() if value and key != "call"}
        trace.values = {"host": request.host, **values, **found, **query}
        self._authorize(request, trace, page)
        address = f"https://{request.host}" + (f"/{match['managed']}/{match['site']}" if match["site"] else "")
        web = self.world.sharepoint.get(address.lower())
        if web is None:
            raise not_found("File Not Found.", "-2147024894, System.IO.FileNotFoundException")
        _check(page, query)
        place = _place(query.get("$skiptoken", ""), request.path)
        trace.meet(self._faults, "sharepoint", place.page)
        given = page.give(web, found)
        if isinstance(given, Mapping):
            return Answer(200, _shown(given, query, page))
        return Answer(200, self._page(given, place, request, page, trace.url))

    def _authorize(self, request: Request, trace: Trace, page: _Page) -> None:
        if request.verb != "GET":
            raise Refused(405, "-1, System.NotSupportedException", "The sandbox reads and only reads.")
        caller = self._tokens.caller(request.bearer) if request.bearer else None
        right = caller is not None and caller.service == "sharepoint" and caller.audience == f"https://{request.host}"
        if caller is None or not right or not caller.by_certificate:
            raise unauthenticated("sharepoint", present=bool(request.bearer))
        trace.caller = caller
        if not caller.holds(*page.roles):
            raise denied(_UNAUTHORIZED, "Access denied. You do not have permission to perform this action or access this resource.")
        if _ACCEPT not in request.headers.get("accept", "").replace(" ", "").lower():
            raise Refused(406, "-1, System.NotSupportedException", f"The sandbox gives JSON with {_ACCEPT} alone: say so in Accept.")

    def _page(self, rows: Sequence[Any], place: pages.Place, request: Request, page: _Page, url: str) -> Mapping[str, Any]:
        query = dict(request.query)
        test = parse(query["$filter"]).test if "$filter" in query else None
        kept = [each for each in rows if test is None or test(each)]
        size = int(query.get("$top", "0")) or self.page_size or len(kept)
        end = place.start + min(size, self.page_size or size)
        body: dict[str, Any] = {"value": [_shown(each, query, page) for each in kept[place.start : end]]}
        if end < len(kept):
            following = {**query, "$skiptoken": pages.seal([end, place.page + 1], (request.path,))}
            body["odata.nextLink"] = f"{url}/{request.host}{request.path}?{urlencode(following, quote_via=quote, safe='$,()')}"
        return body


def _find(path: str) -> tuple[_Page | None, Mapping[str, str]]:
    for page in _PAGES:
        match = page.path.fullmatch(path)
        if match is not None:
            return page, match.groupdict()
    return None, {}


def _check(page: _Page, query: Mapping[str, str]) -> None:
    for name, value in query.items():
        expanded = {each for each in value.split(",") if each} if name == "$expand" else set()
        if name not in _OPTIONS or expanded - page.expands or (name == "$top" and not value.isdigit()):
            raise bad_request(
                f"The query option '{name}' is not valid here.", "-1, Microsoft.SharePoint.Client.InvalidClientQueryException"
            )


def _shown(row: Mapping[str, Any], query: Mapping[str, str], page: _Page) -> Mapping[str, Any]:
    expanded = set(query.get("$expand", "").split(","))
    kept = {key: value for key, value in row.items() if key not in page.expands or key in expanded}
    if "$select" not in query:
        return kept
    names = {each.partition("/")[0] for each in query["$select"].split(",")}
    return {key: value for key, value in kept.items() if key in names}


def _place(token: str, path: str) -> pages.Place:
    held = pages.unseal(token, (path,)) if token else [0, 1]
    if held is None:
        raise bad_request("The skip token is not valid.", "-1, Microsoft.SharePoint.Client.InvalidClientQueryException")
    return pages.Place(*held)
