"""A report in which ids that tell nothing are replaced by what people call them; scripts are given the ids."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from audit.model.facts import Pairs

R = TypeVar("R")


def renamed(report: R, names: Pairs) -> R:
    """The report with every text that has one of the ids in it changed."""
    if not names:
        return report
    known = dict(names)
    listed = "|".join(map(re.escape, sorted(known, key=lambda name: (-len(name), name))))
    found = re.compile(rf"(?<![\w.+-])(?:{listed})(?![\w-]|\.\w)")

    @lru_cache(maxsize=65536)
    def said(text: str) -> str:
        return found.sub(lambda match: known[match[0]], text)

    changed: R = _changed(report, said)
    return changed


def _changed(value: Any, said: Callable[[str], str]) -> Any:
    if type(value) is str:
        return said(value) if "://" in value or "@" in value else value
    if isinstance(value, tuple):
        return tuple(_changed(one, said) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    held = {field.name: getattr(value, field.name) for field in fields(value)}
    new = {name: _changed(one, said) for name, one in held.items()}
    differing = {name: one for name, one in new.items() if one is not held[name] and one != held[name]}
    return replace(value, **differing) if differing else value
