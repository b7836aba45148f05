"""Partial answers: the parameter `fields`, read, held against the document's schema, and applied.

Source: "Return specific fields" (Drive API) and "Partial responses" (Calendar, Directory).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.documents import Json, document
from providers.sandbox.google.objects import like

_WORDS = re.compile(r"\s*([\w.@*-]+|[(),/])\s*")


@dataclass(frozen=True, slots=True)
class Mask:
    """Which fields are wanted: by name; a name without parts is wanted whole. `every` stands for `*`."""

    parts: Mapping[str, "Mask"]
    every: "Mask | None" = None
    whole: bool = field(init=False)  # nothing is left out

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", not self.parts and self.every is None)

    def of(self, name: str) -> "Mask | None":
        """What is wanted of a field; None when it is not."""
        return self if self.whole else self.parts.get(name, self.every)

    def wants(self, *names: str) -> bool:
        """Whether anything at a place is wanted: `wants("files", "permissions")`."""
        mask: Mask | None = self
        for name in names:
            mask = mask.of(name) if mask else None
        return mask is not None

    def apply(self, value: Any) -> Any:
        """The value with the wanted fields alone."""
        if self.whole:
            return value
        if isinstance(value, list | tuple):
            return [self.apply(each) for each in value]
        if not isinstance(value, dict):
            return value
        wanted = self.parts.get
        kept = {key: mask.apply(each) for key, each in value.items() if (mask := wanted(key, self.every)) is not None}
        return like(value, kept)


EVERYTHING = Mask({})


@lru_cache(maxsize=512)
def parse(api: str, schema: str, text: str) -> Mask:
    """The mask of a `fields` parameter.

    Raises:
        Refused: 400 for a text that is no mask, or names a field that the answer does not have.
    """
    words = _words(text)
    mask, rest = _list(words, text)
    if rest:
        raise _refuse(text)
    _known(api, {"$ref": schema}, mask, text)
    return mask


def _refuse(text: str) -> Refused:
    return Refused(400, "invalidParameter", f"Invalid field selection {text}", "fields")


def _words(text: str) -> list[str]:
    words = []
    end = 0
    while end < len(text):
        match = _WORDS.match(text, end)
        if match is None:
            raise _refuse(text)
        words.append(match[1])
        end = match.end()
    return words


def _list(words: list[str], text: str) -> tuple[Mask, list[str]]:
    parts: dict[str, Mask] = {}
    while True:
        name, mask, words = _field(words, text)
        parts[name] = _union(parts[name], mask) if name in parts else mask
        if words[:1] != [","]:
            break
        words = words[1:]
    every = parts.pop("*", None)
    return Mask(parts, every), words


def _field(words: list[str], text: str) -> tuple[str, Mask, list[str]]:
    if not words or words[0] in "(),/":
        raise _refuse(text)
    name, words = words[0], words[1:]
    if words[:1] == ["/"]:
        inner, mask, words = _field(words[1:], text)
        return name, Mask({}, mask) if inner == "*" else Mask({inner: mask}), words
    if words[:1] == ["("]:
        mask, words = _list(words[1:], text)
        if words[:1] != [")"]:
            raise _refuse(text)
        return name, mask, words[1:]
    return name, EVERYTHING, words


def _union(left: Mask, right: Mask) -> Mask:
    if left.whole or right.whole:
        return EVERYTHING
    names = {*left.parts, *right.parts}
    every = _union(left.every, right.every) if left.every and right.every else left.every or right.every
    parts = {}
    for name in names:
        both = [mask.parts[name] for mask in (left, right) if name in mask.parts]
        parts[name] = _union(*both) if len(both) == 2 else both[0]
    return Mask(parts, every)


def _known(api: str, rule: Json, mask: Mask, text: str) -> None:
    while "$ref" in rule or rule.get("type") == "array":
        rule = document(api).schemas[rule["$ref"]] if "$ref" in rule else rule["items"]
    if mask.whole or rule.get("type") == "any":
        return
    properties = rule.get("properties", {})
    extra = rule.get("additionalProperties")
    if rule.get("type") != "object":
        raise _refuse(text)
    for name, inner in mask.parts.items():
        if name not in properties and not extra:
            raise _refuse(text)
        _known(api, properties.get(name, extra), inner, text)
    if mask.every and not mask.every.whole:
        for each in properties.values():
            _known(api, each, mask.every, text)
