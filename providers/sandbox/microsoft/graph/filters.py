"""`$filter`: the forms that the sandbox takes.

    userType eq 'Guest'     ne, gt, ge, lt, le likewise; 'text' with '' for a quote, true, false, null, a number, a date, a GUID
    id in ('a','b')
    startswith(mail,'p')    endswith, contains likewise
    groupTypes/any(c:c eq 'Unified')       identities/any(i:i/issuer eq 'x' and i/issuerAssignedId eq 'y')
    and, or, not, (…); a property may lie deeper: signInActivity/lastSignInDateTime

ne, not and endswith are advanced: on directory objects they need `ConsistencyLevel: eventual` with `$count=true`.
Source: "Use the $filter query parameter" and "Advanced query capabilities on Microsoft Entra ID objects" (Microsoft Graph).
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from providers.sandbox.microsoft.answers import bad_request

Test = Callable[[Mapping[str, Any]], bool]
_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<word>[\w@.:+-]+(?:/[\w@.]+)*)|(?P<sign>[(),:/]))")
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
_FUNCTIONS: Mapping[str, Callable[[str, str], bool]] = {
    "startswith": str.startswith,
    "endswith": str.endswith,
    "contains": lambda value, part: part in value,
}
_ADVANCED = ("ne", "not", "endswith")


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on an entry, the properties that it speaks of, and whether it is an advanced one."""

    test: Test
    properties: frozenset[str]
    advanced: bool


def parse(text: str) -> Filter:
    """Reads a `$filter`. Raises Refused for a form that is not taken."""
    reader = _Reader(text)
    test = reader.either()
    if not reader.at_end:
        raise _invalid(text)
    return Filter(test, frozenset(reader.properties), reader.advanced)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.properties: set[str] = set()
        self.advanced = False
        self._tokens = _tokens(text)
        self._at = 0
        self._variable = ""  # of the lambda that is read

    @property
    def at_end(self) -> bool:
        return self._at == len(self._tokens)

    def either(self) -> Test:
        tests = [self._both()]
        while self._took("or"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else lambda item: any(test(item) for test in tests)

    def _both(self) -> Test:
        tests = [self._one()]
        while self._took("and"):
            tests.append(self._one())
        return tests[0] if len(tests) == 1 else lambda item: all(test(item) for test in tests)

    def _one(self) -> Test:
        if self._took("not"):
            inner = self._one()
            return lambda item: not inner(item)
        if self._took("("):
            inner = self.either()
            self._expect(")")
            return inner
        word = self._next()
        if word in _FUNCTIONS:
            return self._function(word)
        if word.endswith("/any") and self._took("("):
            return self._any(word.removesuffix("/any"))
        return self._comparison(self._path(word))

    def _function(self, name: str) -> Test:
        self._note(name)
        self._expect("(")
        path = self._path(self._next())
        self._expect(",")
        wanted = _value(self._next())
        self._expect(")")
        holds = _FUNCTIONS[name]
        return lambda item: isinstance(value := _read(item, path), str) and holds(value.lower(), str(wanted).lower())

    def _any(self, collection: str) -> Test:
        self.properties.add(collection.partition("/")[0])
        outer, word = self._variable, self._next()
        name, colon, rest = word.partition(":")
        if rest:
            self._tokens[self._at - 1] = rest  # `c:c` is one word
            self._at -= 1
        elif not colon:
            self._expect(":")
        self._variable = name
        inner = self.either()
        self._variable = outer
        self._expect(")")
        path = tuple(collection.split("/"))
        return lambda item: any(inner({"": each}) for each in _read(item, path) or ())

    def _comparison(self, path: tuple[str, ...]) -> Test:
        word = self._next()
        self._note(word)
        if word == "in":
            self._expect("(")
            values = [_value(self._next())]
            while self._took(","):
                values.append(_value(self._next()))
            self._expect(")")
            return lambda item: _read(item, path) in values
        if word not in _COMPARE:
            raise _invalid(self.text)
        compare, wanted = _COMPARE[word], _value(self._next())
        return lambda item: _compared(compare, _read(item, path), wanted)

    def _path(self, word: str) -> tuple[str, ...]:
        first, *rest = word.split("/")
        if self._variable and first == self._variable:
            return ("", *rest)
        self.properties.add(first)
        return (first, *rest)

    def _note(self, word: str) -> None:
        self.advanced = self.advanced or word in _ADVANCED

    def _next(self) -> str:
        if self.at_end:
            raise _invalid(self.text)
        self._at += 1
        return self._tokens[self._at - 1]

    def _took(self, word: str) -> bool:
        if self.at_end or self._tokens[self._at] != word:
            return False
        self._note(word)
        self._at += 1
        return True

    def _expect(self, word: str) -> None:
        if not self._took(word):
            raise _invalid(self.text)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at, text = 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _invalid(text)
        found.append(match.group().strip())
        at = match.end()
    return found


def _value(word: str) -> Any:
    if word.startswith("'"):
        return word[1:-1].replace("''", "'")
    if word in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[word]
    return int(word) if re.fullmatch(r"-?\d+", word) else word  # a date or GUID


def _read(item: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = item
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _compared(compare: Callable[[Any, Any], bool], value: Any, wanted: Any) -> bool:
    """Texts without their case, as Graph does; nothing is greater or less than nothing."""
    if isinstance(value, str) and isinstance(wanted, str):
        return compare(value.lower(), wanted.lower())
    if compare in (operator.eq, operator.ne):
        return compare(value, wanted)
    return type(value) is type(wanted) and value is not None and compare(value, wanted)


def _invalid(text: str) -> Exception:
    return bad_request(f"Invalid filter clause: {text}", "Request_UnsupportedQuery")
