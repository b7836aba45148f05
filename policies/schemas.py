"""The JSON Schemas (2020-12) of a policy folder: one for each top-level key, `file` for a file, `accountable` for what that profile adds."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Schema = Mapping[str, Any]


@cache
def names() -> tuple[str, ...]:
    """The names of all schemas, sorted."""
    return tuple(sorted(entry.name.removesuffix(".json") for entry in _folder().iterdir() if entry.name.endswith(".json")))


@cache
def schema(name: str) -> Schema:
    """One schema. Its `$ref`s are relative to its folder. Raises KeyError for a name that is not in `names()`."""
    if name not in names():
        raise KeyError(name)
    found: Schema = json.loads(_folder().joinpath(f"{name}.json").read_text("utf-8"))
    return found


def bundle() -> Schema:
    """The file schema with every other inside it, for an editor that takes one document."""
    inside = {name: schema(name) for name in names() if name not in ("file", "accountable")}
    whole: Schema = _rebased({**schema("file"), "$defs": inside}, "file")
    return whole


@cache
def keys() -> tuple[str, ...]:
    """The top-level keys of a policy file, in the order of the documentation."""
    return tuple(schema("file")["properties"])


def entry_properties(key: str) -> Schema:
    """The properties of one entry under a top-level key (or of the key itself, where it has no entries)."""
    top = schema(key)
    entry = top.get("items") or (top["additionalProperties"] if isinstance(top.get("additionalProperties"), dict) else top)
    return dict(entry.get("properties", {}))


def _rebased(node: Any, name: str) -> Any:
    """The node with `$ref`s that point inside the bundle; `name` is the schema that it came from."""
    if isinstance(node, list):
        return [_rebased(item, name) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: _reference(value, name) if key == "$ref" else _rebased(value, _inner(key, name)) for key, value in node.items()}


def _inner(key: str, name: str) -> str:
    return key if name == "file" and key in names() and key != "file" else name


def _reference(target: str, name: str) -> str:
    file, _, pointer = target.partition("#")
    return f"#/$defs/{file.removesuffix('.json') or name}{pointer}"


def _folder() -> Any:
    return files("policies") / "schema"
