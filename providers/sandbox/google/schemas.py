"""A value against a schema of a discovery document: unknown keys, wrong types and unknown enum values are named with their place."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from providers.sandbox.google.documents import Json, document
from providers.sandbox.google.objects import Raw

At = tuple[Any, ...]  # a place: the place around it, and a key or number; put into words for a problem alone
Check = Callable[[Any, At, list[str]], None]


_FORMATS = {
    "int64": re.compile(r"-?\d+"),
    "uint64": re.compile(r"\d+"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"),
    "google-datetime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "byte": re.compile(r"[A-Za-z0-9+/_-]*={0,2}"),
    "google-duration": re.compile(r"-?\d+(\.\d+)?s"),
}


def problems(api: str, schema: str, value: Any) -> list[str]:
    """What is wrong with an answer, each with its place (`users[3].suspended`)."""
    found: list[str] = []
    _named(api, schema)(value, (schema,), found)
    return found


def _words(at: At) -> str:
    if len(at) == 1:
        return str(at[0])
    around, key = at
    return f"{_words(around)}[{key}]" if isinstance(key, int) else f"{_words(around)}.{key}"


@cache
def _named(api: str, schema: str) -> Check:
    rule = document(api).schemas[schema]
    made: list[Check] = []

    def check(value: Any, at: At, found: list[str]) -> None:
        if not made:  # made at first use: a schema may hold itself
            made.append(_check(api, rule))
        made[0](value, at, found)

    return check


def _check(api: str, rule: Json) -> Check:
    if "$ref" in rule:
        return _named(api, rule["$ref"])
    match rule.get("type"):
        case "object":
            return _object(api, rule)
        case "array":
            return _array(_check(api, rule["items"]))
        case "string":
            return _string(rule)
        case kind:
            return _PLAIN.get(str(kind), _anything)


def _anything(_value: Any, _at: At, _found: list[str]) -> None:
    """Whatever it is."""


def _object(api: str, rule: Json) -> Check:
    properties = {name: _check(api, each) for name, each in rule.get("properties", {}).items()}
    extra = rule.get("additionalProperties")
    others = _check(api, extra) if extra else None
    free = not properties and others is None

    def check(value: Any, at: At, found: list[str]) -> None:
        if isinstance(value, Raw) or (free and isinstance(value, dict)):
            return
        if not isinstance(value, dict):
            found.append(f"{_words(at)}: {value!r} is no object")
            return
        for key, each in value.items():
            inner = properties.get(key, others)
            if inner is None:
                found.append(f"{_words(at)}: the document knows no field {key!r}")
            else:
                inner(each, (at, key), found)

    return check


def _array(inner: Check) -> Check:
    def check(value: Any, at: At, found: list[str]) -> None:
        if not isinstance(value, list | tuple):
            found.append(f"{_words(at)}: {value!r} is no list")
            return
        for place, each in enumerate(value):
            inner(each, (at, place), found)

    return check


def _string(rule: Json) -> Check:
    shape = _FORMATS.get(rule.get("format", ""))
    allowed = frozenset(rule["enum"]) if "enum" in rule else None

    def check(value: Any, at: At, found: list[str]) -> None:
        if not isinstance(value, str):
            found.append(f"{_words(at)}: {value!r} is no text")
        elif allowed is not None and value not in allowed:
            found.append(f"{_words(at)}: {value!r} is none of {', '.join(sorted(allowed))}")
        elif shape is not None and not shape.fullmatch(value):
            found.append(f"{_words(at)}: {value!r} is no {rule['format']}")

    return check


def _plain(kinds: type | tuple[type, ...], what: str) -> Check:
    truth = kinds is bool

    def check(value: Any, at: At, found: list[str]) -> None:
        if not isinstance(value, kinds) or isinstance(value, bool) != truth:
            found.append(f"{_words(at)}: {value!r} is not {what}")

    return check


_PLAIN: Mapping[str, Check] = {
    "boolean": _plain(bool, "a boolean"),
    "integer": _plain(int, "an integer"),
    "number": _plain((int, float), "a number"),
}
