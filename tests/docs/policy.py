"""docs/policy.md: every key of the policy language, from its JSON Schemas."""

from collections.abc import Iterator, Mapping
from typing import Any

from policies import schemas
from tests.docs import markdown

_HEAD = """
A policy is any number of `*.yaml` files in one folder; each holds any of the keys below. `toegang validate` says every mistake at its line, `toegang schema policy` prints the JSON Schema for an editor, and complete examples stand in
`policies/examples/starter` and `policies/examples/webshop`. In the tables `*` stands for a name of your own, `[]` for each entry of a list. A field that is **asked** must be there; one that is asked by
`accountable` may be left out under `house_rules: {profile: starter}`.
"""


def page() -> str:
    """The page."""
    keys = schemas.keys()
    file = schemas.schema("file")["properties"]
    lines = [*_HEAD.strip().split("\n"), "", *(f"- [`{key}`](#{key}): {file[key]['description']}" for key in keys)]
    for key in keys:
        lines += ["", f"## {key}", "", *_key(key, str(file[key]["description"]))]
    return markdown.page("The policy language", *lines)


def _key(key: str, said: str) -> Iterator[str]:
    schema = schemas.schema(key)
    own = str(schema.get("description", ""))
    yield from (said, "")
    if own and own != said:
        yield from (own, "")
    asked = schemas.schema("accountable")["properties"].get(key, {})
    yield from markdown.table(("field", "what", "asked", ""), _rows(schema, asked, ""))


def _rows(schema: Mapping[str, Any], asked: Mapping[str, Any], way: str) -> Iterator[tuple[str, str, str, str]]:
    """A row for each field, those inside it below it. `asked` is what the profile accountable adds at this place."""
    for name, field in _below(schema):
        told = _resolved(field)
        full = f"{way}{name}" if name.startswith("[") else f"{way}.{name}".lstrip(".")
        more = _asked(asked, name)
        if name not in ("*", "[]") or not (told.get("properties") or _below(told)):
            yield f"`{full}`", _type(told), _when(schema, asked, name), str(field.get("description") or told.get("description", ""))
        yield from _rows(told, more, full)


def _below(schema: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    found = list(schema.get("properties", {}).items())
    if isinstance(schema.get("additionalProperties"), dict):
        found.append(("*", schema["additionalProperties"]))
    items = _resolved(schema["items"]) if isinstance(schema.get("items"), dict) else {}
    if items.get("properties") or isinstance(items.get("additionalProperties"), dict):
        found.append(("[]", items))
    return found


def _asked(asked: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """What accountable adds one step below."""
    below = {"*": "additionalProperties", "[]": "items"}.get(name)
    found = asked.get(below, {}) if below else asked.get("properties", {}).get(name, {})
    return found if isinstance(found, dict) else {}


def _when(schema: Mapping[str, Any], asked: Mapping[str, Any], name: str) -> str:
    if name in schema.get("required", ()):
        return "always"
    wanted = {*asked.get("required", ()), *asked.get("then", {}).get("required", ()), *asked.get("else", {}).get("required", ())}
    return "by accountable" if name in wanted else ""


def _resolved(field: Mapping[str, Any]) -> Mapping[str, Any]:
    """A field with what it refers to; its own words come first."""
    target = field.get("$ref")
    if not target:
        return field
    file, _, pointer = str(target).partition("#")
    found: Any = schemas.schema(file.removesuffix(".json") or "common")
    for step in filter(None, pointer.split("/")):
        found = found[step]
    return {**_resolved(found), **{key: value for key, value in field.items() if key != "$ref"}}


def _type(field: Mapping[str, Any]) -> str:
    if "enum" in field:
        return ", ".join(f"`{'null' if each is None else each}`" for each in field["enum"])
    kinds = field.get("type", "")
    words = {"string": "text", "array": "list", "object": "mapping", "integer": "number", "boolean": "`true` or `false`", "null": "nothing"}
    told = " or ".join(words[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind in words)
    if field.get("format") == "date":
        return "day"
    if items := _resolved(field["items"]) if isinstance(field.get("items"), dict) else {}:
        values = ", ".join(f"`{each}`" for each in items.get("enum", ()))
        told += f" of {values}" if values else ""
    reference = field.get("refersTo") or (field.get("items") or {}).get("refersTo")
    return f"{told}: {reference}" if reference else told
