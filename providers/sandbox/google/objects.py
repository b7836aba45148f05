"""Google's objects as plain data, and small changes to them that keep a raw one raw."""

from collections.abc import Mapping
from typing import Any

Object = dict[str, Any]


class Raw(Object):
    """An object that is sent as it is, though it breaks the document: a value or field that Google added later, or left out."""


def like(item: Mapping[str, Any], made: Object) -> Object:
    """What was made of an item: raw if that was."""
    return Raw(made) if isinstance(item, Raw) else made


def tagged(kind: str, item: Mapping[str, Any]) -> Object:
    """An item with its kind before it."""
    return like(item, {"kind": kind, **item})


def without(item: Mapping[str, Any], *names: str) -> Object:
    """An item without some of its fields."""
    return like(item, {key: value for key, value in item.items() if key not in names})


def part(item: Mapping[str, Any], names: tuple[str, ...]) -> Object:
    """Some of an item's fields, in the names' order."""
    return like(item, {key: item[key] for key in names if key in item})
