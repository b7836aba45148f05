"""The query `q` of files.list, the part of it that an audit needs.

Source: "Search query terms and operators" (Drive API). A term that is not served is refused, never passed over.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from providers.sandbox.google.answers import Refused
from providers.sandbox.google.drive.index import Index
from providers.sandbox.google.drive.rows import rank
from providers.sandbox.google.world import Object

Test = Callable[[str], bool]
_WORDS = re.compile(r"\s*('(?:[^'\\]|\\.)*'|[()]|!=|<=|>=|=|<|>|[\w./-]+)\s*")
_COMPARED: dict[str, Callable[[str, str], bool]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "contains": lambda left, right: right.lower() in left.lower(),
}
_TEXTS = {"name": ("=", "!=", "contains"), "mimeType": ("=", "!=", "contains")}
_TIMES = ("modifiedTime", "createdTime", "viewedByMeTime")
_HOLDERS = {"writers": "writer", "readers": "reader"}


@dataclass(frozen=True, slots=True)
class _Term:
    """A test, and the items that alone can pass it, where an index knows them."""

    test: Test
    hint: Sequence[str] | None = None


def search(text: str, looked: Index, address: str) -> tuple[Test, Sequence[str] | None]:
    """The test of a query, and the items that alone can pass it; None: any.

    Raises:
        Refused: 400 for what is no query, or a term that the sandbox does not serve.
    """
    if not text:
        return (lambda _name: True), None
    parser = _Parser(_words(text), looked, address)
    term = parser.either()
    if parser.words:
        raise _refuse()
    return term.test, term.hint


def _refuse() -> Refused:
    return Refused(400, "invalid", "Invalid Value", "q")


def _words(text: str) -> list[str]:
    words = []
    end = 0
    while end < len(text):
        match = _WORDS.match(text, end)
        if match is None:
            raise _refuse()
        words.append(match[1])
        end = match.end()
    return words


class _Parser:
    """Takes a query apart, word by word: or < and < not < term."""

    def __init__(self, words: list[str], looked: Index, address: str) -> None:
        self.words = words
        self._looked = looked
        self._address = address

    def either(self) -> _Term:
        """Terms joined by `or`."""
        terms = [self._both()]
        while self._skip("or"):
            terms.append(self._both())
        if len(terms) == 1:
            return terms[0]
        return _Term(lambda name: any(term.test(name) for term in terms))

    def _both(self) -> _Term:
        terms = [self._maybe_not()]
        while self._skip("and"):
            terms.append(self._maybe_not())
        hint = next((term.hint for term in terms if term.hint is not None), None)
        return _Term(lambda name: all(term.test(name) for term in terms), hint)

    def _maybe_not(self) -> _Term:
        if self._skip("not"):
            inner = self._maybe_not()
            return _Term(lambda name: not inner.test(name))
        if self._skip("("):
            inner = self.either()
            if not self._skip(")"):
                raise _refuse()
            return inner
        return self._term()

    def _term(self) -> _Term:
        first = self._next()
        if first.startswith("'"):
            return self._within(_text(first))
        if first == "sharedWithMe" and self.words[:1] != ["="]:
            return self._flag(first, wanted=True)
        operator, value = self._next(), self._next()
        if first in ("trashed", "starred", "sharedWithMe"):
            if operator not in ("=", "!=") or value not in ("true", "false"):
                raise _refuse()
            return self._flag(first, wanted=(value == "true") == (operator == "="))
        return self._compared(first, operator, _text(value))

    def _within(self, value: str) -> _Term:
        if self._next() != "in":
            raise _refuse()
        field = self._next()
        if field == "parents":
            parent = self._looked.world.roots.get(self._address, "") if value == "root" else value
            return _Term(lambda name: parent in self._item(name).get("parents", ()), self._looked.children[parent])
        someone = self._address if value == "me" else value.lower()
        if field == "owners":
            owned = dict.fromkeys(self._looked.owned[someone])
            return _Term(lambda name: name in owned, tuple(owned))
        if field in _HOLDERS:
            return _Term(lambda name: self._holds(name, someone, field))
        raise _refuse()

    def _holds(self, name: str, someone: str, field: str) -> bool:
        rows = (row for row in self._looked.rows(name) if row.plain and row.base.get("emailAddress", "").lower() == someone)
        return any(rank(row.role) >= rank(_HOLDERS[field]) for row in rows)

    def _flag(self, field: str, *, wanted: bool) -> _Term:
        if field == "sharedWithMe":
            owned = set(self._looked.owned[self._address])
            return _Term(lambda name: (name not in owned and "driveId" not in self._item(name)) == wanted)
        if field == "trashed":
            return _Term(lambda name: self._looked.trashed(name) == wanted)
        return _Term(lambda name: bool(self._item(name).get(field, False)) == wanted)

    def _compared(self, field: str, operator: str, value: str) -> _Term:
        compare = _COMPARED.get(operator)
        if compare is None:
            raise _refuse()
        if field == "visibility" and operator in ("=", "!="):
            return _Term(lambda name: compare(self._visibility(name), value))
        if operator in _TEXTS.get(field, ()) or (field in _TIMES and operator != "contains"):
            return _Term(lambda name: compare(str(self._item(name).get(field, "")), value))
        raise _refuse()

    def _visibility(self, name: str) -> str:
        wide = {(row.base["type"], bool(row.base.get("allowFileDiscovery"))) for row in self._looked.rows(name) if row.plain}
        for kind, named in (("anyone", "anyone"), ("domain", "domain")):
            for found, ending in ((True, "CanFind"), (False, "WithLink")):
                if (kind, found) in wide:
                    return named + ending
        return "limited"

    def _item(self, name: str) -> Object:
        return self._looked.world.files[name]

    def _next(self) -> str:
        if not self.words:
            raise _refuse()
        return self.words.pop(0)

    def _skip(self, word: str) -> bool:
        if self.words[:1] == [word]:
            self.words.pop(0)
            return True
        return False


def _text(word: str) -> str:
    if not word.startswith("'"):
        raise _refuse()
    return re.sub(r"\\(.)", r"\1", word[1:-1])
