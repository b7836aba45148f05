"""The query options of a call, held against what its route takes.

Source: "Use query parameters to customize Microsoft Graph responses".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from providers.sandbox.microsoft.answers import Refused, bad_request
from providers.sandbox.microsoft.graph.filters import Filter, parse
from providers.sandbox.microsoft.graph.routes import Route
from providers.sandbox.microsoft.graph.schema import selectable, type_of

_EXPAND = re.compile(r"([\w/]+)(?:\(\$select=([\w,]+)\))?")


@dataclass(frozen=True, slots=True)
class Query:
    """What a call asks for."""

    select: tuple[str, ...] = ()
    expand: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # navigation -> properties, empty: the default ones
    top: int = 0
    filter: Filter | None = None
    count: bool = False
    skip_token: str = ""
    given: Mapping[str, str] = field(default_factory=dict)  # every option as it was written


def read(route: Route, given: Sequence[tuple[str, str]], headers: Mapping[str, str]) -> Query:
    """The options of a call. Raises Refused for one that the route does not take, or not with that value."""
    options = dict(given)
    if len(options) != len(given):
        raise bad_request("A query option was given more than once.")
    for name in options:
        if name not in route.options:
            raise bad_request(f"The query option '{name}' is not allowed on '{route.template}'.")
    eventual = headers.get("consistencylevel", "").lower() == "eventual"
    count = _count(route, options.get("$count", "false"), eventual=eventual)
    return Query(
        select=_select(route.type, options["$select"]) if "$select" in options else (),
        expand=_expand(route, options["$expand"]) if "$expand" in options else {},
        top=_top(route, options["$top"]) if "$top" in options else 0,
        filter=_filter(route, options["$filter"], advanced=eventual and count) if "$filter" in options else None,
        count=count,
        skip_token=options.get("$skiptoken", ""),
        given=options,
    )


def _select(declared: str, text: str) -> tuple[str, ...]:
    known = selectable(declared)
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in known:
            raise bad_request(
                f"Parsing OData Select and Expand failed: Could not find a property named '{name}' on type 'microsoft.graph.{declared}'."
            )
    return names


def _expand(route: Route, text: str) -> Mapping[str, tuple[str, ...]]:
    asked: dict[str, tuple[str, ...]] = {}
    for part in re.split(r",(?![^(]*\))", text):
        match = _EXPAND.fullmatch(part.strip())
        if match is None or match[1] not in route.expands:
            raise bad_request(f"Parsing OData Select and Expand failed: '{part}' cannot be expanded on 'microsoft.graph.{route.type}'.")
        its = type_of(route.type)
        target = its.navigation[match[1]] if its is not None else "directoryObject"
        asked[match[1]] = _select(target.removeprefix("Collection(").removesuffix(")"), match[2]) if match[2] else ()
    if route.is_directory and len(asked) > 1:
        raise bad_request("Only one property can be expanded in a single query.", "Request_UnsupportedQuery")
    return asked


def _top(route: Route, text: str) -> int:
    if not text.isdigit() or int(text) < 1 or (route.bounded and int(text) > route.most):
        raise bad_request(
            f"Invalid page size specified: '{text}'. Must be between 1 and {route.most} inclusive.", "Request_UnsupportedQuery"
        )
    return min(int(text), route.most)


def _count(route: Route, text: str, *, eventual: bool) -> bool:
    if text not in ("true", "false"):
        raise bad_request("Invalid value for $count.")
    if text == "true" and route.is_directory and not eventual:
        raise needs_eventual()
    return text == "true"


def _filter(route: Route, text: str, *, advanced: bool) -> Filter:
    made = parse(text)
    if foreign := made.properties - route.filters:
        message = f"Unsupported or invalid query filter clause specified for property '{min(foreign)}' of resource '{route.type}'."
        raise bad_request(message, "Request_UnsupportedQuery")
    if made.advanced and route.is_directory and not advanced:
        raise needs_eventual()
    return made


def needs_eventual() -> Refused:
    """What an advanced query is told that does not say so."""
    return bad_request("This query requires ConsistencyLevel: eventual, and $count=true for a filter.", "Request_UnsupportedQuery")
