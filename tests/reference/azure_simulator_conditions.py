"""Slow and obvious: conditions, made into Python. Each test becomes a name, what lies between them becomes `and`, `or` and `not`.

"Azure role assignment condition format and syntax". A test of what is not known is a fact that is guessed, the same for a test and its negation.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any

from tests.reference.guessing import Guess

_ATTRIBUTE, _TEXT = r"@?(?:Resource|Request|Principal|Environment)\s*\[[^\]]+\]", r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_BARE = r"[\w:./+-]+"
_SIDE = rf"(?:{_ATTRIBUTE}|{_TEXT}|\{{[^}}]*\}}|{_BARE})"
_WORDS = r"(?:String|Numeric|DateTime|Bool|Guid)\w+"
_TEST = re.compile(
    rf"(?P<exists>Exists\s+(?P<of>{_ATTRIBUTE}))|(?P<call>(?P<which>SubOperation|Action)Matches\s*\{{(?P<patterns>[^}}]*)\}})"
    rf"|(?P<left>{_SIDE})\s+(?:(?P<quantifier>For\w+):)?(?P<operator>{_WORDS})\s*(?P<right>{_SIDE})",
    re.IGNORECASE,
)
_LOGIC = {"and": " and ", "&&": " and ", "or": " or ", "||": " or ", "not": " not ", "!": " not ", "true": " True ", "false": " False "}
_UNKNOWN = object()


class UnreadError(Exception):
    """It is beyond this reference."""


@dataclass(frozen=True)
class Asked:
    """The action, the suboperation (None: not known), the attributes as a case gives them, and the scope, which tells some names."""

    action: str
    suboperation: str | None
    attributes: Mapping[str, Any]
    scope: str = ""

    def value(self, attribute: str) -> Any:
        source, name = re.fullmatch(r"@?(\w+)\s*\[(.*)\]", attribute.strip(), re.DOTALL).groups()  # type: ignore[union-attr]
        wanted = (source.lower(), _name(name))
        known = {(key[0], _name(key[1])): value for key, value in _spread(self.attributes)}
        for key in (wanted, ("", wanted[1])):
            if key in known:
                return known[key]
        told = re.search(
            r"/storageaccounts/([^/]+)(?:/blobservices/default/containers/([^/]+)(?:/blobs/(.+))?)?", self.scope, re.IGNORECASE
        )
        base = "microsoft.storage/storageaccounts"
        names = {f"{base}:name": 1, f"{base}/blobservices/containers:name": 2, f"{base}/blobservices/containers/blobs:path": 3}
        if told and wanted[0] == "resource" and wanted[1] in names and told[names[wanted[1]]]:
            return told[names[wanted[1]]]
        if wanted == ("request", "suboperation") and self.suboperation is not None:
            return self.suboperation or None
        return _UNKNOWN


def holds(condition: str, asked: Asked, guess: Guess) -> bool:
    """Whether a condition holds.

    Raises:
        UnreadError: it is beyond this reference.
    """
    tests: list[re.Match[str]] = []

    def named(found: re.Match[str]) -> str:
        tests.append(found)
        return f" test({len(tests) - 1}) "

    python = _TEST.sub(named, condition)
    python = re.sub(r"&&|\|\||!|\b(?:and|or|not|true|false)\b", lambda word: _LOGIC[word[0].lower()], python, flags=re.IGNORECASE)
    if re.sub(r"test\(\d+\)|\b(?:and|or|not|True|False)\b|[()\s]", "", python):
        raise UnreadError(condition)
    try:
        code = compile(" ".join(python.split()), "condition", "eval")
    except SyntaxError:
        raise UnreadError(condition) from None
    found = eval(code, {"test": lambda number: _test(tests[number], asked, guess)})  # nothing but tests, checked above
    if not isinstance(found, bool):
        raise UnreadError(condition)
    return found


def _test(test: re.Match[str], asked: Asked, guess: Guess) -> bool:
    if test["exists"]:
        found = asked.value(test["of"])
        return guess(f"{test['of']} exists") if found is _UNKNOWN else found is not None
    if test["call"]:
        known = asked.suboperation if test["which"].lower() == "suboperation" else asked.action or None
        if known is None and "suboperation" not in test["which"].lower():
            known = next((value for (_, name), value in _spread(asked.attributes) if name.lower() == "action"), None)
        patterns = re.findall(r"['\"]([^'\"]*)['\"]", test["patterns"])
        if not patterns:
            raise UnreadError(test[0])
        if known is None:
            return guess(f"{test['which']} {test['patterns']}".lower())
        return any(re.fullmatch(".*".join(map(re.escape, one.split("*"))), known, re.IGNORECASE) for one in patterns)
    return _compared(test, asked, guess)


def _compared(test: re.Match[str], asked: Asked, guess: Guess) -> bool:
    operator, quantifier = test["operator"].lower(), (test["quantifier"] or "").lower()
    if quantifier and not re.fullmatch("for(any|all)of(any|all)values", quantifier):
        raise UnreadError(quantifier)
    negated = "not" in operator
    plain = operator.replace("not", "", 1)
    (left, several), (right, others) = (_side(test[side], asked) for side in ("left", "right"))
    if left is _UNKNOWN or right is _UNKNOWN:
        told = " ".join(f"{test['left']} {quantifier}:{operator if quantifier else plain} {test['right']}".split())
        return guess(told) != (negated and not quantifier)
    if left is None or right is None:
        return negated and not quantifier
    pairs = {(one, other): _one(plain, one, other) for one, other in product(map(str, left), map(str, right))}
    if quantifier:
        outer = any if quantifier.startswith("foranyof") else all
        inner = any if quantifier.endswith("anyvalues") else all
        return outer(inner(pairs[one, other] != negated for other in map(str, right)) for one in map(str, left))
    if several and others:
        raise UnreadError(test[0])
    return any(pairs.values()) != negated


def _side(text: str, asked: Asked) -> tuple[Any, bool]:
    """The values of one side, and whether they are a list."""
    if re.fullmatch(_ATTRIBUTE, text, re.IGNORECASE):
        found = asked.value(text)
        if isinstance(found, list) and not all(isinstance(one, str | int) for one in found):
            raise UnreadError(text)
        return (found, False) if found is _UNKNOWN or found is None else (found, True) if isinstance(found, list) else ([found], False)
    if text.startswith("{"):
        values = re.findall(rf"{_TEXT}|{_BARE}", text[1:-1])
        if "@" in text or re.sub(rf"{_TEXT}|{_BARE}|\s", "", text[1:-1]) != "," * (len(values) - 1):
            raise UnreadError(text)
        return [_literal(one) for one in values], True
    return [_literal(text)], False


def _literal(text: str) -> str:
    return re.sub(r"\\(['\"])", r"\1", text[1:-1]) if text[0] in "'\"" else text


def _one(operator: str, left: str, right: str) -> bool:
    kind, relation = re.fullmatch(r"(string|numeric|datetime|bool|guid)(\w+)", operator).groups()  # type: ignore[union-attr]
    if relation.endswith("ignorecase"):
        left, right, relation = left.lower(), right.lower(), relation.removesuffix("ignorecase")
    match relation:
        case "like":
            parts = re.findall(r"\\[*?]|.", right, re.DOTALL)
            return bool(re.fullmatch("".join({"*": ".*", "?": "."}.get(one) or re.escape(one[-1]) for one in parts), left, re.DOTALL))
        case "startswith":
            return left.startswith(right)
    one, other = _read(kind, left), _read(kind, right)
    found = {"equals": one == other, "lessthan": one < other, "lessthanequals": one <= other, "greaterthan": one > other}
    found["greaterthanequals"] = one >= other
    if relation not in found:
        raise UnreadError(operator)
    return bool(found[relation])


def _read(kind: str, text: str) -> Any:
    try:
        match kind:
            case "numeric":
                return int(text)
            case "datetime":
                whole, _, rest = re.sub(r"(\.\d+)?(Z|[+-]\d\d:\d\d)?$", r"|\1", text, count=1).partition("|")
                zone = re.search(r"(Z|[+-]\d\d:\d\d)$", text)
                moment = datetime.fromisoformat(whole + (zone[0].replace("Z", "+00:00") if zone else "T00:00:00+00:00"))
                return moment.timestamp(), rest.rstrip("0").rstrip(".")
            case "bool":
                return {"true": True, "false": False}[text.lower()]
            case "guid":
                return text.lower().replace("-", "")
    except (ValueError, KeyError):
        raise UnreadError(text) from None
    return text


def _name(name: str) -> str:
    """Names in small letters, but for the key of a tag."""
    before, colon, key = name.strip().rpartition(":")
    return f"{before.lower()}{colon}{key}" if "<$" in key else name.strip().lower()


def _spread(attributes: Mapping[str, Any]) -> list[tuple[tuple[str, str], Any]]:
    found = []
    for key, value in attributes.items():
        bracketed = re.fullmatch(r"@?(\w+)\s*\[(.*)\]", key)
        if isinstance(value, dict) and key.lower() in ("resource", "request", "principal", "environment"):
            pairs = {name: one if isinstance(one, dict) else {"": one} for name, one in value.items()}
            found += [
                ((key.lower(), f"{name}:{last}" if last else name), one) for name, held in pairs.items() for last, one in held.items()
            ]
        else:
            found.append(((bracketed[1].lower(), bracketed[2]) if bracketed else ("", key), value))
    return found
