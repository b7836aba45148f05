"""Which method of which document a request is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.documents import Method, apis, document

_VARIABLE = re.compile(r"\{(\+?)([\w.]+)\}")
_POST_READS = ("getIamPolicy", "testIamPermissions")  # reads that are asked with POST


@dataclass(frozen=True, slots=True)
class Route:
    """A method with what its path must look like."""

    method: Method
    shape: re.Pattern[str]

    def values(self, path: str) -> Mapping[str, str] | None:
        """The path's variables, unquoted once; None when the path is another."""
        match = self.shape.fullmatch(path)
        return None if match is None else {name: unquote(value) for name, value in zip(self.method.variables, match.groups(), strict=True)}


def find(host: str, verb: str, path: str) -> tuple[Method, Mapping[str, str]]:
    """The method and its path's values.

    Raises:
        Refused: 404 for a path that no document knows, 405 for a method that is no read.
    """
    others = False
    for route in _routes(host):
        values = route.values(path)
        if values is None:
            continue
        if route.method.verb == verb and is_read(route.method):
            return route.method, values
        others = True
    if others:
        raise Refused(405, "methodNotAllowed", f"The sandbox reads and only reads: {verb} {path} is not served.")
    raise Refused(404, "notFound", f"The requested URL {path} was not found on this server.")


def is_read(method: Method) -> bool:
    """Whether a method changes nothing."""
    return method.verb == "GET" or (method.verb == "POST" and method.name.rpartition(".")[2] in _POST_READS)


@cache
def _routes(host: str) -> tuple[Route, ...]:
    methods = [method for api in apis(host) for method in document(api).methods]
    routes = [Route(method, _shape(method)) for method in methods]
    return tuple(
        sorted(routes, key=lambda route: -len(_VARIABLE.sub("", route.method.path)))
    )  # words before variables: files/generateIds, x:search


def _shape(method: Method) -> re.Pattern[str]:
    parts = []
    end = 0
    for match in _VARIABLE.finditer(method.path):
        parts += [re.escape(method.path[end : match.start()]), _variable(method, match[1], match[2])]
        end = match.end()
    return re.compile("".join((*parts, re.escape(method.path[end:]))))


def _variable(method: Method, whole: str, name: str) -> str:
    pattern = method.parameters[name].get("pattern", "") if whole else ""
    inner = pattern.removeprefix("^").removesuffix("$") if pattern else "[^/]+"
    return f"({inner})"
