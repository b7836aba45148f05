"""The language of conditions: a text to the tree of what it asks.

"Azure role assignment condition format and syntax". A small parser by hand reads it: names of attributes hold signs that are none elsewhere
(`tags:Project<$key_case_sensitive$>`), and a bare word may be a GUID, a number, a time or an address. NOT binds before AND, AND before OR; Azure's own
editor wants parentheses where they meet. Words of the language are read in either case, as built-in roles write them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from providers.azure.evaluate.abac import (
    SOURCES,
    Call,
    Comparison,
    Either,
    Every,
    Exists,
    Expression,
    Fact,
    Listed,
    Literal,
    Matches,
    Negation,
    Operand,
    Reference,
)
from providers.azure.evaluate.operators import OPERATORS

QUANTIFIERS = {one.lower(): one for one in ("ForAnyOfAnyValues", "ForAllOfAnyValues", "ForAnyOfAllValues", "ForAllOfAllValues")}
FUNCTIONS = {one.lower(): one for one in ("ToLower", "ToUpper", "Trim", "NormalizeSet", "NormalizeList", "AddDays", "ToTime")}
_DEEPEST = 80  # brackets within brackets; more is nobody's condition
_TOKEN = re.compile(
    r"""\s+ | (?P<attribute>(?:@(?P<source>\w+)|(?P<bare>Resource|Request|Principal|Environment))\s*\[(?P<name>(?:[^\[\]]|\[[^\[\]]*\])*)\])
    | '(?P<single>(?:[^'\\]|\\.)*)' | "(?P<double>(?:[^"\\]|\\.)*)" | (?P<sign>&&|\|\||[(){}\[\],!]) | (?P<word>[^\s(){}\[\],'"!&|@]+)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_LOGIC = {"&&": "and", "||": "or", "!": "not"}


class NoConditionError(ValueError):
    """A text is no condition; what is wrong is said."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """A condition as a tree.

    Raises:
        NoConditionError: it is none.
    """
    return _Parser(text).whole()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # sign, word, text, attribute, end
    text: str
    at: int
    operand: Operand | None = None

    @property
    def shown(self) -> str:
        return "the end" if self.kind == "end" else repr(self.text)


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            raise NoConditionError(f"{text[at : at + 20]!r} at character {at + 1} is not understood")
        yield from _token(found)
        at = found.end()
    yield _Token("end", "", at)


def _token(found: re.Match[str]) -> Iterator[_Token]:
    text = found[0]
    if found["attribute"] is not None:
        yield _Token("attribute", text, found.start(), _reference(found["source"] or found["bare"], found["name"], found.start()))
    elif found["single"] is not None or found["double"] is not None:
        value = found["single"] if found["single"] is not None else found["double"]
        yield _Token("text", text, found.start(), Literal(re.sub(r"\\(['\"])", r"\1", value)))
    elif found["sign"] or found["word"]:
        word = _LOGIC.get(text, text)
        yield _Token("sign" if found["sign"] and text not in _LOGIC else "word", word, found.start())


def _reference(source: str, name: str, at: int) -> Reference:
    known = SOURCES.get(source.lower())
    if not known:
        raise NoConditionError(f"@{source} at character {at + 1}: expected one of {', '.join(f'@{one}' for one in SOURCES.values())}")
    if not name.strip():
        raise NoConditionError(f"@{known}[] at character {at + 1} names no attribute")
    return Reference(known, re.sub(r"[\\`](?=\$)", "", name.strip()))  # a shell's signs before $ are none of the language's


class _Parser:
    """Goes through the tokens once."""

    def __init__(self, text: str) -> None:
        self._tokens = tuple(_tokens(text))
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        found = self._either()
        if self._next.kind != "end":
            raise self._unexpected("AND, OR or the end")
        return found

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        found = self._next
        self._at += 1
        return found

    def _accept(self, text: str) -> bool:
        accepted = self._next.kind in ("sign", "word") and self._next.text.lower() == text
        self._at += accepted
        return accepted

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._unexpected(repr(text))

    def _unexpected(self, wanted: str) -> NoConditionError:
        return NoConditionError(f"expected {wanted} at character {self._next.at + 1}, found {self._next.shown}")

    def _either(self) -> Expression:
        parts = [self._every()]
        while self._accept("or"):
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _every(self) -> Expression:
        parts = [self._one()]
        while self._accept("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _one(self) -> Expression:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NoConditionError(f"it is nested more than {_DEEPEST} deep")
        if self._accept("not"):
            found: Expression = Negation(self._one())
        elif self._next.text == "(" and self._next.kind == "sign":
            self._take()
            found = self._either()
            self._expect(")")
        else:
            found = self._test()
        self._depth -= 1
        return found

    def _test(self) -> Expression:
        word = self._next.text.lower() if self._next.kind == "word" else ""
        if word in ("actionmatches", "suboperationmatches"):
            self._take()
            return Matches(self._patterns(), word == "suboperationmatches")
        if word in ("exists", "notexists"):
            self._take()
            found: Expression = Exists(self._attribute())
            return Negation(found) if word == "notexists" else found
        if word in ("true", "false") and not self._compares(self._tokens[self._at + 1]):
            self._take()
            return Fact(word == "true")
        return self._comparison()

    def _patterns(self) -> tuple[str, ...]:
        close = ")" if self._accept("(") else "}"
        if close == "}":
            self._expect("{")
        found = self._values(close)
        if not found or not all(isinstance(one, Literal) for one in found):
            raise self._unexpected("a pattern such as 'Microsoft.Storage/*/read'")
        return tuple(one.value for one in found if isinstance(one, Literal))

    def _attribute(self) -> Reference:
        bracketed = self._accept("(")
        token = self._take() if self._next.kind == "attribute" else self._next
        if not isinstance(token.operand, Reference):
            raise self._unexpected("an attribute such as @Request[…]")
        if bracketed:
            self._expect(")")
        return token.operand

    def _compares(self, token: _Token) -> bool:
        word = token.text.lower().rpartition(":")[2]
        return token.kind == "word" and word in OPERATORS

    def _comparison(self) -> Comparison:
        left = self._operand()
        if self._next.kind != "word":
            raise self._unexpected("an operator such as StringEquals")
        quantifier, _, word = self._next.text.rpartition(":")
        operator = OPERATORS.get(word.lower())
        if operator is None or (quantifier and quantifier.lower() not in QUANTIFIERS):
            raise self._unexpected("an operator such as StringEquals or ForAnyOfAnyValues:StringEquals")
        self._take()
        return Comparison(left, operator, self._operand(), QUANTIFIERS.get(quantifier.lower(), ""))

    def _operand(self) -> Operand:
        token = self._take() if self._next.kind != "end" else self._next
        if token.operand is not None:
            return token.operand
        if token.kind == "sign" and token.text in ("{", "["):
            return Listed(self._values("}" if token.text == "{" else "]"))
        if token.kind == "word" and token.text.lower() in FUNCTIONS and self._accept("("):
            return Call(FUNCTIONS[token.text.lower()], self._values(")"))
        if token.kind == "word" and token.text.lower() not in ("and", "or", "not"):
            return Literal(token.text, quoted=False)
        self._at -= token.kind != "end"
        raise self._unexpected("an attribute or a value")

    def _values(self, close: str) -> tuple[Operand, ...]:
        found: list[Operand] = []
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NoConditionError(f"it is nested more than {_DEEPEST} deep")
        while not self._accept(close):
            if found:
                self._expect(",")
            found.append(self._operand())
        self._depth -= 1
        return tuple(found)
