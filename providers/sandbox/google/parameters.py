"""A request's parameters against what the document says of them: known, of the type, within the bounds, all that are required."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from providers.sandbox.google.answers import Refused, invalid, missing
from providers.sandbox.google.documents import Json, Method

_TRANSPORT = frozenset({"alt", "prettyPrint", "key", "quotaUser", "userIp", "fields", "$.xgafv", "uploadType", "upload_protocol"})
_NOT_SERVED = frozenset({"access_token", "oauth_token", "callback"})  # secrets in an address, and scripts
_BOOLEANS = {"true": True, "false": False}
_INTEGER = re.compile(r"-?\d+")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
_RANGES = {"int32": (-(2**31), 2**31 - 1), "uint32": (0, 2**32 - 1), "int64": (-(2**63), 2**63 - 1), "uint64": (0, 2**64 - 1)}

Values = Mapping[str, Any]


def check(method: Method, path: Mapping[str, str], query: Iterable[tuple[str, str]]) -> Values:
    """The parameters by name: text, int, bool or, when repeated, a tuple; defaults filled in.

    Raises:
        Refused: 400 that names the parameter.
    """
    given: dict[str, list[str]] = {name: [value] for name, value in path.items()}
    for name, value in query:
        if name in path or name not in method.parameters or method.parameters[name].get("location") == "path" or name in _NOT_SERVED:
            raise invalid(name, f'Unknown name "{name}": Cannot bind query parameter. Field could not be found in request message.')
        given.setdefault(name, []).append(value)
    for name in method.required:
        if name not in given or given[name] == [""]:
            raise missing(name)
    values = {name: _default(rule) for name, rule in method.parameters.items() if "default" in rule and name not in _TRANSPORT}
    _only_json(method, given)
    read = {
        name: texts[0] for name, texts in given.items() if name in method.paths
    }  # the route has held their pattern against the raw path
    return values | {name: _value(name, method.parameters[name], texts) for name, texts in given.items() if name not in read} | read


def _only_json(method: Method, given: Mapping[str, list[str]]) -> None:
    alt = given.get("alt", [method.parameters.get("alt", {}).get("default", "json")])
    if alt != ["json"]:
        raise Refused(400, "badRequest", f"The sandbox answers with alt=json, not with {alt[0]}.", "alt")


def cursor_free(values: Values) -> tuple[tuple[str, Any], ...]:
    """What must be the same from page to page: everything but the place and the size of the page, and how the answer is written."""
    apart = _TRANSPORT | {"pageToken", "pageSize", "maxResults"}
    return tuple(sorted((name, value) for name, value in values.items() if name not in apart))


def _value(name: str, rule: Json, texts: list[str]) -> Any:
    if rule.get("repeated"):
        return tuple(_one(name, rule, text) for text in texts)
    if len(texts) > 1:
        raise invalid(name, f"The parameter {name} is given more than once")
    return _one(name, rule, texts[0])


def _one(name: str, rule: Json, text: str) -> Any:
    if "enum" in rule and text not in rule["enum"]:
        raise invalid(name, f"Invalid value at '{name}': {text!r}. Allowed values: {', '.join(rule['enum'])}")
    if "pattern" in rule and not re.fullmatch(rule["pattern"], text):
        raise invalid(name, f"Invalid value at '{name}': {text!r} does not match the pattern {rule['pattern']}")
    return _READERS.get(rule["type"], _text)(name, rule, text)


def _boolean(name: str, _rule: Json, text: str) -> bool:
    if text not in _BOOLEANS:
        raise invalid(name, f"Invalid value at '{name}' (TYPE_BOOL), {text!r}")
    return _BOOLEANS[text]


def _integer(name: str, rule: Json, text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise invalid(name, f"Invalid value at '{name}' (TYPE_INT32), {text!r}")
    value = int(text)
    least, most = _RANGES[rule.get("format", "int32")]
    least, most = int(rule.get("minimum", least)), int(rule.get("maximum", most))
    if not least <= value <= most:
        raise invalid(name, f"Invalid value '{value}'. Values must be within the range: [{least}, {most}]")
    return value


def _number(name: str, _rule: Json, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise invalid(name) from None


def _text(name: str, rule: Json, text: str) -> str:
    shape = rule.get("format", "")
    if shape in _RANGES:
        _integer(name, rule, text)
    if shape in ("date-time", "google-datetime") and not _DATE_TIME.fullmatch(text):
        raise invalid(name, f"Invalid value at '{name}': {text!r} is no RFC 3339 date-time")
    return text


_READERS: Mapping[str, Callable[[str, Json, str], Any]] = {"boolean": _boolean, "integer": _integer, "number": _number}


def _default(rule: Json) -> Any:
    read = _READERS.get(rule["type"])
    return read("", {"type": rule["type"]}, rule["default"]) if read else rule["default"]
