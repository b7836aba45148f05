"""What a schema has against a value, said so that the author of the policy can mend it."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from policies import schemas
from policies.errors import Place, Problem
from policies.references import Declared
from policies.validate import Misfit
from policies.yaml_nodes import Map, Node, Scalar, Seq
from policies.yaml_text import shown

_KINDS = {
    "string": "a text",
    "object": "a mapping",
    "array": "a list",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}
_CUT = "an unquoted comma has cut the sentence; quote it"


def problems(misfit: Misfit, tree: Map, declared: Declared) -> Iterator[Problem]:
    """The problems behind one misfit; none for a reference that holds."""
    subject = _subject(misfit, tree)
    match misfit.keyword:
        case "refersTo":
            yield from _reference(misfit, subject, declared)
        case "required":
            yield from _missing(misfit, subject, tree)
        case "additionalProperties":
            yield from _unknown_keys(misfit, subject)
        case "type":
            yield _wrong_type(misfit, subject, tree)
        case "enum":
            yield _not_permitted(misfit, subject)
        case _:
            yield _misfit(misfit, subject)


def _subject(misfit: Misfit, tree: Map) -> str:
    """The way to the value as people say it: `allow.A03.until`; entries of a list by their id."""
    words: list[str] = []
    node: Any = tree
    for step in misfit.way:
        node = node[step]
        name = node.value("id") if isinstance(step, int) and isinstance(node, Map) else None
        words.append(str(name) if isinstance(name, Scalar) else str(step))
    return f"{shown('.'.join(words))}: " if words else ""


def _place(misfit: Misfit) -> Place:
    return misfit.value.place


def _text(misfit: Misfit) -> str:
    """The text that offends; what may be a secret, written where its name belongs, is not repeated."""
    return shown(misfit.value) if isinstance(misfit.value, Scalar) and not misfit.schema.get("x-secret") else ""


def _reference(misfit: Misfit, subject: str, declared: Declared) -> Iterator[Problem]:
    if found := declared.unknown(str(misfit.asked), str(misfit.value)):
        yield Problem(_place(misfit), subject + found[0], _text(misfit), found[1])


def _missing(misfit: Misfit, subject: str, tree: Map) -> Iterator[Problem]:
    key = str(misfit.way[0]) if misfit.way else ""
    known = misfit.schema.get("properties") or (schemas.entry_properties(key) if key else {})
    place = _entry_place(misfit, tree)
    for name in misfit.asked:
        if isinstance(misfit.value, Map) and misfit.value.value(name) is None:
            about = known.get(name, {}).get("description", "")
            yield Problem(place, f"{subject}`{name}` is missing", "", f"add `{name}:` ({about})" if about else f"add `{name}:`")


def _entry_place(misfit: Misfit, tree: Map) -> Place:
    """Where the entry is named: its key, if it has one."""
    if not misfit.way or isinstance(misfit.way[-1], int):
        return _place(misfit)
    above: Any = tree
    for step in list(misfit.way)[:-1]:
        above = above[step]
    return next((key.place for key in above if key == misfit.way[-1]), _place(misfit))


def _unknown_keys(misfit: Misfit, subject: str) -> Iterator[Problem]:
    known = list(misfit.schema.get("properties", ()))
    inside = misfit.value if isinstance(misfit.value, Map) else Map()
    for key, value in inside.items():
        if key in known:
            continue
        if _cut(inside, key, value):
            yield Problem(key.place, subject + _CUT, shown(key), 'put the text in quotes: "one thing, another"')
            continue
        close = get_close_matches(key, known, 1)
        remedy = f"did you mean `{close[0]}:`?" if close else f"remove it; the keys here are {', '.join(known)}"
        yield Problem(key.place, f"{subject}unknown key {shown(key)!r}", shown(key), remedy)


def _wrong_type(misfit: Misfit, subject: str, tree: Map) -> Problem:
    wanted = [misfit.asked] if isinstance(misfit.asked, str) else list(misfit.asked)
    expected = " or ".join(_KINDS[kind] for kind in wanted)
    value = misfit.value
    if misfit.way and _cut_here(misfit, tree):
        return Problem(_place(misfit), subject + _CUT, str(misfit.way[-1]), 'put the text in quotes: "one thing, another"')
    remedy = str(misfit.schema.get("x-remedy") or f"write {expected}: {misfit.schema.get('description', '')}")
    if isinstance(value, Scalar) and not value.plain and {"integer", "boolean"} & set(wanted):
        remedy = "write it without quotes"
    elif isinstance(value, Scalar) and value.nothing and "string" in wanted:
        remedy = "write the text, in quotes if it is the word null, or leave the key out"
    return Problem(_place(misfit), f"{subject}{_found(value)} where {expected} is asked", _text(misfit), remedy)


def _cut_here(misfit: Misfit, tree: Map) -> bool:
    above: Any = tree
    for step in misfit.way[:-1]:
        above = above[step]
    return isinstance(above, Map) and any(_cut(above, key, value) for key, value in above.items() if value is misfit.value)


def _cut(inside: Map, key: Scalar, value: Node) -> bool:
    """Whether a key is what an unquoted comma left of a sentence: in braces, without a colon, so without a value."""
    bare = isinstance(value, Scalar) and value.plain and not value
    return inside.flow and bare and (value.place.line, value.place.column) == (key.place.line, key.place.column + len(key))


def _found(value: Node) -> str:
    match value:
        case Scalar():
            return "nothing" if value.nothing else "a text"
        case Map():
            return "a mapping"
        case Seq():
            return "a list"


def _not_permitted(misfit: Misfit, subject: str) -> Problem:
    permitted = [value for value in misfit.asked if value is not None]
    close = get_close_matches(str(misfit.value), permitted, 1)
    otherwise = misfit.schema.get("x-remedy") or f"write {', '.join(permitted)}"
    remedy = f"did you mean {close[0]}?" if close else str(otherwise)
    return Problem(_place(misfit), f"{subject}{_text(misfit)!r} is not one of {', '.join(permitted)}", _text(misfit), remedy)


_MISFITS = {
    "format": "not {}",
    "pattern": "not {}",
    "not": "not {}",
    "anyOf": "one of several keys is missing from {}",
    "minimum": "a number too small for {}",
    "maximum": "a number too large for {}",
    "minLength": "an empty text in place of {}",
    "maxLength": "a text too long for {}",
    "minItems": "an empty list in place of {}",
    "maxItems": "a list too long for {}",
    "minProperties": "an empty mapping in place of {}",
    "maxProperties": "too many keys for {}",
}


_REMEDIES = {
    "format": "write it in that form",
    "pattern": "write it in that form: {}",
    "not": "write another word",
    "anyOf": "add one of {}",
    "minimum": "write {} or more",
    "maximum": "write {} or less",
    "minLength": "write a text, or leave the key out",
    "maxLength": "write {} characters at most",
    "minItems": "write at least {} of them, or leave the key out",
    "maxItems": "write {} of them at most",
    "minProperties": "write at least {} of them, or leave the key out",
    "maxProperties": "write {} of them at most",
}


def _misfit(misfit: Misfit, subject: str) -> Problem:
    about = str(misfit.schema.get("description", "what is asked")).rstrip(".")
    message = _MISFITS[misfit.keyword].format(f"“{about}”")
    remedy = misfit.schema.get("x-remedy") or _REMEDIES[misfit.keyword].format(misfit.asked)
    return Problem(_place(misfit), subject + message, _text(misfit), str(remedy))
