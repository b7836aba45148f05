"""Graph's types as its own schema tells them, and values held against them: unknown properties, wrong types and unknown enum members are named.

`schema.json` is an extract of the CSDL that Microsoft publishes: the types that the sandbox serves, with all that they hold.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from providers.sandbox.google.objects import Raw

_PREFIX = "#microsoft.graph."


@dataclass(frozen=True, slots=True)
class Type:
    """A type with its own properties and those of its bases; values are names of types: `Edm.String`, `Collection(permission)`."""

    name: str
    bases: tuple[str, ...]
    properties: Mapping[str, str]
    navigation: Mapping[str, str] = field(default_factory=dict)


@cache
def _document() -> Mapping[str, Any]:
    text = (resources.files("providers.sandbox.microsoft.graph") / "schema.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]  # it is an object


@cache
def type_of(name: str) -> Type | None:
    """A type by its name within `microsoft.graph`; None for one that is not in the extract."""
    row = _document()["types"].get(name)
    if row is None:
        return None
    above = type_of(row["base"]) if "base" in row else None
    if above is None:
        return Type(name, (), row["properties"], row.get("navigation", {}))
    navigation = {**above.navigation, **row.get("navigation", {})}
    return Type(name, (above.name, *above.bases), {**above.properties, **row["properties"]}, navigation)


@cache
def derived(name: str) -> tuple[str, ...]:
    """A type and all that derive from it."""
    return tuple(each for each in _document()["types"] if each == name or name in _known(each).bases)


@cache
def selectable(name: str) -> frozenset[str]:
    """Properties and navigations that one may select of a collection of this type: those of the derived types too, for directory objects are mixed."""
    names = derived(name) if name == "directoryObject" else (name,)
    return frozenset(key for each in names for key in (*_known(each).properties, *_known(each).navigation))


def own_type(item: Mapping[str, Any], declared: str) -> str:
    """The type that an object says of itself, or the one that its place declares."""
    return str(item.get("@odata.type", _PREFIX + declared)).removeprefix(_PREFIX)


def is_collection(kind: str) -> bool:
    """Whether a property holds many."""
    return kind.startswith("Collection(")


def problems(declared: str, value: Any, at: str = "") -> list[str]:
    """What is wrong with a value of a type, each with its place (`user.assignedLicenses[0].skuId`)."""
    found: list[str] = []
    _check(declared, value, at or declared, found)
    return found


def _known(name: str) -> Type:
    made = type_of(name)
    assert made is not None, name
    return made


def _check(declared: str, value: Any, at: str, found: list[str]) -> None:
    if value is None or isinstance(value, Raw):
        return
    if is_collection(declared):
        if not isinstance(value, list | tuple):
            found.append(f"{at}: {value!r} is no list")
            return
        for place, each in enumerate(value):
            _check(declared[11:-1], each, f"{at}[{place}]", found)
    elif (plain := _PLAIN.get(declared)) is not None:
        if not plain(value):
            found.append(f"{at}: {value!r} is no {declared}")
    elif declared in _document()["enums"]:
        _check_member(declared, value, at, found)
    elif type_of(declared) is not None:
        _check_object(declared, value, at, found)


def _check_member(declared: str, value: Any, at: str, found: list[str]) -> None:
    members = _document()["enums"][declared]
    if not isinstance(value, str) or not set(value.split(",")) <= set(members):
        found.append(f"{at}: {value!r} is none of {', '.join(members)}")


def _check_object(declared: str, value: Any, at: str, found: list[str]) -> None:
    if not isinstance(value, Mapping):
        found.append(f"{at}: {value!r} is no {declared}")
        return
    its = type_of(own_type(value, declared))
    if its is None or declared not in (its.name, *its.bases):
        found.append(f"{at}: {value.get('@odata.type')!r} is no {declared}")
        return
    for key, each in value.items():
        if "@" in key:
            continue  # an annotation
        kind = its.properties.get(key) or its.navigation.get(key)
        if kind is None:
            found.append(f"{at}: {its.name} has no property {key!r}")
        else:
            _check(kind, each, f"{at}.{key}", found)


def _text(shape: str = "") -> Callable[[Any], bool]:
    pattern = re.compile(shape) if shape else None
    return lambda value: isinstance(value, str) and (pattern is None or pattern.fullmatch(value) is not None)


def _number(*kinds: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, kinds) and not isinstance(value, bool)


_PLAIN: Mapping[str, Callable[[Any], bool]] = {
    "Edm.String": _text(),
    "Edm.Boolean": lambda value: isinstance(value, bool),
    "Edm.Guid": _text(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    "Edm.DateTimeOffset": _text(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"),
    "Edm.Date": _text(r"\d{4}-\d\d-\d\d"),
    "Edm.TimeOfDay": _text(r"\d\d:\d\d:\d\d(\.\d+)?"),
    "Edm.Duration": _text(r"-?P.+"),
    "Edm.Binary": _text(),
    "Edm.Stream": _text(),
    **dict.fromkeys(("Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Byte"), _number(int)),
    **dict.fromkeys(("Edm.Double", "Edm.Single", "Edm.Decimal"), _number(int, float)),
}
