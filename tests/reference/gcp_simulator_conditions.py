"""Conditions with another implementation of CEL: what is not known in them is replaced by what it is guessed to give, and the rest evaluated.

Source: "Attribute reference for IAM Conditions", "Overview of IAM Conditions"; the language definition of CEL.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import celpy
from celpy import celtypes
from lark import Tree

Attributes = Mapping[str, Any]  # by the names of CEL; besides them resource.tags, and API attributes
STAND_INS: Attributes = {  # something of the right kind, to see whether a test can be evaluated at all
    "resource.name": "a",
    "resource.type": "a",
    "resource.service": "a",
    "request.time": "2026-01-01T00:00:00Z",
    "request.auth.access_levels": [],
    "request.host": "a",
    "request.path": "a",
    "destination.ip": "a",
    "destination.port": 1,
    "principal.type": "a",
    "principal.subject": "a",
    "resource.tags": {},
    "iam.googleapis.com/modifiedGrantsByRole": [],
    "storage.googleapis.com/objectListPrefix": "a",
}
API = ("iam.googleapis.com/modifiedGrantsByRole", "storage.googleapis.com/objectListPrefix")
FAILS = "(1 / 0 == 1)"
OPPOSITES = {"relation_ne": "==", "relation_ge": "<", "relation_le": ">"}
SIGNS = {"relation_eq": "==", "relation_lt": "<", "relation_gt": ">"}


def holds(expression: str, attributes: Attributes, has_none: Callable[[str], bool], guess: Callable[[str], bool]) -> bool | None:
    """Whether a condition holds; None if it can't be evaluated."""
    tests = _tests(expression)
    if tests is None:
        return None
    for start, end, fact, turned in reversed(tests):
        test = expression[start:end]
        if not all(name in attributes or (name in API and has_none(name)) for name in _asked(test)):
            stand_ins = {name: value for name, value in STAND_INS.items() if name not in attributes}
            can_be = _evaluated(test, {**stand_ins, **attributes}) is not None
            said = ("true" if guess(fact) is not turned else "false") if can_be else FAILS
            expression = expression[:start] + said + expression[end:]
    return _evaluated(expression, attributes)


def _asked(test: str) -> list[str]:
    """The attributes that a test asks for."""
    named = [name for name in STAND_INS if re.search(rf"(?<![\w.]){re.escape(name)}\b", test)]
    return [*named, "resource.tags"] if re.search(r"\.(has|match)Tag", test) else named


@lru_cache(maxsize=1 << 14)
def _tests(expression: str) -> tuple[tuple[int, int, str, bool], ...] | None:
    """Where in an expression each of its tests stands, what it asks, and whether for the opposite; None if it is no expression."""
    try:
        tree = _environment().compile(expression)
    except celpy.CELParseError:
        return None
    return tuple((one.meta.start_pos, one.meta.end_pos, *_fact(one, expression)) for one in _leaves(tree) if one.meta.start_pos is not None)


def _leaves(tree: Tree[Any]) -> Iterator[Tree[Any]]:
    """What &&, || and ! join."""
    inner = [one for one in tree.children if isinstance(one, Tree)]
    match tree.data:
        case "conditionalor" | "conditionaland" | "paren_expr":
            branches = inner
        case "unary" if len(inner) == 2 and inner[0].data == "unary_not":
            branches = inner[1:]
        case "expr" | "relation" | "addition" | "multiplication" | "unary" | "member" | "primary" if len(tree.children) == 1 and inner:
            branches = inner
        case _:
            branches = []
    if not branches or tree.data == "member_dot_arg":
        yield tree
        return
    for one in branches:
        yield from _leaves(one)


def _fact(test: Tree[Any], expression: str) -> tuple[str, bool]:
    """A test in words, and whether it asks for the opposite: x != 1 asks for the opposite of x == 1."""
    sign = test.children[0].data if test.data == "relation" and isinstance(test.children[0], Tree) else ""
    text = expression[test.meta.start_pos : test.meta.end_pos]
    if sign not in OPPOSITES and sign not in SIGNS:
        return text, False
    left, right = test.children[0].children[0].meta, test.children[1].meta
    words = (expression[left.start_pos : left.end_pos], OPPOSITES.get(sign) or SIGNS[sign], expression[right.start_pos : right.end_pos])
    return " ".join(words), sign in OPPOSITES


@lru_cache(maxsize=1)
def _environment() -> celpy.Environment:
    return celpy.Environment()


def _evaluated(expression: str, attributes: Attributes) -> bool | None:
    return _run(expression, json.dumps({name: attributes[name] for name in _asked(expression) if name in attributes}))


@lru_cache(maxsize=1 << 16)
def _run(expression: str, written: str) -> bool | None:
    """What the expression gives, with attributes as JSON; None if it fails, or gives no truth."""
    attributes: Attributes = json.loads(written)
    nested: dict[str, Any] = {"resource": {}, "request": {"auth": {}}, "destination": {}, "principal": {}, "api": {}}
    for name, value in attributes.items():
        if name not in (*API, "resource.tags"):
            *above, last = name.split(".")
            at = nested
            for word in above:
                at = at[word]
            at[last] = celtypes.TimestampType(value) if name == "request.time" else value
    try:
        environment = _environment()
        program = environment.program(environment.compile(expression), functions=_functions(attributes))
        found = program.evaluate({key: _as_cel(value) for key, value in nested.items()})
    except (celpy.CELEvalError, celpy.CELParseError, ValueError):
        return None
    return bool(found) if isinstance(found, celtypes.BoolType | bool) else None


def _functions(attributes: Attributes) -> dict[str, Callable[..., Any]]:
    """What Google adds to the language."""
    tags = attributes.get("resource.tags", {})
    return {
        "hasTagKey": lambda _, key: celtypes.BoolType(key in tags),
        "matchTag": lambda _, key, value: celtypes.BoolType(tags.get(key) == value),
        "getAttribute": lambda _, name, default: _as_cel(attributes[name]) if name in attributes else default,
        "hasOnly": lambda listed, allowed: celtypes.BoolType(all(one in allowed for one in listed)),
        "extract": lambda text, template: celtypes.StringType(extracted(str(text), str(template))),
        "date": lambda text: celtypes.TimestampType(f"{text}T00:00:00Z"),
    }


def extracted(text: str, template: str) -> str:
    """ "Extract values from attributes": between the first prefix and the first suffix after it; nothing if one of them is not there."""
    prefix, suffix = re.fullmatch(r"([^{]*)\{\w+\}([^{]*)", template).groups()  # type: ignore[union-attr]
    _, found, rest = text.partition(prefix) if prefix else ("", True, text)
    before, ends, _ = rest.partition(suffix) if suffix else (rest, True, "")
    return before if found and ends else ""


def _as_cel(value: Any) -> Any:
    if isinstance(value, dict):
        return celtypes.MapType({celtypes.StringType(key): _as_cel(of) for key, of in value.items()})
    return value if isinstance(value, celtypes.TimestampType) else celpy.json_to_cel(value)
