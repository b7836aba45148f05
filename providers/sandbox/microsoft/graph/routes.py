"""What the sandbox serves of Graph: paths, their types, and what they give."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from providers.sandbox.microsoft.answers import bad_request

if TYPE_CHECKING:
    from providers.sandbox.microsoft.graph.calls import Call

_VARIABLE = re.compile(r"\{(\w+)\}")
Give = Callable[["Call"], Any]
Expand = Callable[["Call", Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Route:
    """One path and how it answers.

    give: a sequence is a list to be cut into pages; a mapping is the one object; delta routes make their own pages.
    permissions: application permissions, any of which opens the path; empty: those of Microsoft's own table.
    size, most: entries on a page by default, and at most; bounded: more is refused, else it is cut.
    filters, expands, parameters: what may be filtered by and expanded, and other query parameters.
    """

    template: str
    type: str
    give: Give
    permissions: tuple[str, ...] = ()
    size: int = 100
    most: int = 999
    bounded: bool = True
    filters: frozenset[str] = frozenset()
    expands: Mapping[str, Expand] = field(default_factory=dict)
    parameters: frozenset[str] = frozenset()
    is_directory: bool = False
    is_delta: bool = False

    @property
    def options(self) -> frozenset[str]:
        """The query options that it takes."""
        names = {"$select", *self.parameters, *(() if self.is_delta else ("$top", "$skiptoken"))}
        if self.filters:
            names.add("$filter")
        if self.expands:
            names.add("$expand")
        if self.is_directory and not self.is_delta:
            names.add("$count")
        return frozenset(names)

    @property
    def shape(self) -> re.Pattern[str]:
        """What a path must look like."""
        return _shape(self.template)


@cache
def _shape(template: str) -> re.Pattern[str]:
    parts = _VARIABLE.split(template)
    return re.compile("".join(f"(?P<{part}>[^/]+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)))


def find(routes: Iterable[Route], path: str) -> tuple[Route, Mapping[str, str]]:
    """The route of a path, and its variables, each unquoted once.

    Raises:
        Refused: 400 for a path that is not served.
    """
    for route in routes:
        match = route.shape.fullmatch(path)
        if match is not None:
            return route, {name: unquote(value) for name, value in match.groupdict().items()}
    raise bad_request(f"Resource not found for the segment '{path.rpartition('/')[2]}': {path}")
