"""A condition's logical form: its parts joined by `&&` and `||`, with every `!` moved down to the part that it negates.

The parts themselves are CEL, which `cel` runs; what is left undecided is said part by part. The form means what CEL means: `&&` and `||`
do not care in which order, and one part that decides absorbs the failure of the other (CEL specification, "Logical operators").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part without `&&` and `||`, perhaps negated."""

    text: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """All parts joined by `&&`."""

    parts: tuple["Form", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """All parts joined by `||`."""

    parts: tuple["Form", ...]


Form = Leaf | Every | Either

_TOKEN = re.compile(
    r"""
    (?P<text>   [rR][bB]?(?:\"{3}.*?\"{3}|'{3}.*?'{3}|"[^"\n]*"|'[^'\n]*')      # raw: a backslash is a backslash
              | [bB]?(?:\"{3}(?:\\.|(?!\"{3}).)*\"{3}|'{3}(?:\\.|(?!'{3}).)*'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*') )
  | (?P<comment> //[^\n]* )
  | (?P<word>    \w+ )
  | (?P<mark>    && | \|\| | [<>=!]= | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERATORS = frozenset(["==", "!=", "<", ">", "<=", ">=", "in", "+", "-", "*", "/", "%", "?", "&&", "||"])
_Tokens = Sequence[str]


@lru_cache(maxsize=16384)
def form(expression: str) -> Form:
    """The logical form of an expression that parses as CEL; one that is nested beyond all reason stays whole."""
    try:
        return _either(_tokens(expression), negated=False)
    except RecursionError:
        return Leaf(expression)


def _tokens(expression: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in _TOKEN.finditer(expression):
        text = " " if match["comment"] else match[0]
        if text.isspace():
            text = " "
        if not (text == " " and (not found or found[-1] == " ")):
            found.append(text)
    return tuple(found)


def _either(tokens: _Tokens, *, negated: bool) -> Form:
    if "?" in _outer(tokens):  # `c ? a : b` is decided as a whole
        return Leaf("".join(tokens).strip(), negated)
    parts = [_every(part, negated=negated) for part in _split(tokens, "||")]
    return parts[0] if len(parts) == 1 else Every(tuple(parts)) if negated else Either(tuple(parts))


def _every(tokens: _Tokens, *, negated: bool) -> Form:
    parts = [_one(part, negated=negated) for part in _split(tokens, "&&")]
    return parts[0] if len(parts) == 1 else Either(tuple(parts)) if negated else Every(tuple(parts))


def _one(tokens: _Tokens, *, negated: bool) -> Form:
    inner = _trimmed(tokens)
    while inner and inner[0] == "!" and not _OPERATORS & set(_outer(inner)):
        inner, negated = _trimmed(inner[1:]), not negated
    if inner and inner[0] == "(" and _closing(inner) == len(inner) - 1:
        return _either(inner[1:-1], negated=negated)
    return Leaf("".join(inner), negated)


def _trimmed(tokens: _Tokens) -> _Tokens:
    start, end = 0, len(tokens)
    while start < end and tokens[start] == " ":
        start += 1
    while end > start and tokens[end - 1] == " ":
        end -= 1
    return tokens[start:end]


def _outer(tokens: _Tokens) -> Iterator[str]:
    """The tokens that stand in no brackets."""
    return (token for token, depth in zip(tokens, _depths(tokens), strict=True) if not depth)


def _depths(tokens: _Tokens) -> Iterator[int]:
    depth = 0
    for token in tokens:
        depth += token in ("(", "[", "{")
        yield depth
        depth -= token in (")", "]", "}")


def _closing(tokens: _Tokens) -> int:
    """Where the bracket that the tokens begin with is closed."""
    return next(at for at, (mark, depth) in enumerate(zip(tokens, _depths(tokens), strict=True)) if depth == 1 and mark == ")")


def _split(tokens: _Tokens, mark: str) -> Iterator[_Tokens]:
    start = 0
    for at, (token, depth) in enumerate(zip(tokens, _depths(tokens), strict=True)):
        if token == mark and not depth:
            yield tokens[start:at]
            start = at + 1
    yield tokens[start:]
