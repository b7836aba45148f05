"""Text as Parquet and JSON can hold it, and back without loss.

Both are UTF-8, which has no lone surrogates; a name that came from a broken client can have them. Such a character is written as
U+10FFFE (a code point that Unicode sets aside for a program's own use) and its six hexadecimal digits, U+10FFFE and U+10FFFF likewise.
No stored text thus holds U+10FFFF: it stands above every text with a given beginning. A `?` in a location sees such a character as seven.
"""

import re
from collections.abc import Sequence

HIGHEST = "\U0010ffff"  # sorts after every character of a stored text
_MARK = "\U0010fffe"
_ODD = re.compile("[\ud800-\udfff\U0010fffe\U0010ffff]")
_ESCAPED = re.compile("\U0010fffe([0-9a-f]{6})")

Builtin = str | int | float | bool | None | list["Builtin"] | tuple["Builtin", ...] | dict[str, "Builtin"]


def escape(text: str) -> str:
    """The text without lone surrogates; equal to it for all but the oddest."""
    return text if text.isascii() else _ODD.sub(lambda found: f"{_MARK}{ord(found[0]):06x}", text)


def unescape(text: str) -> str:
    """What `escape` was given."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if _MARK in text else text


def escape_each(texts: Sequence[str]) -> Sequence[str]:
    """`escape` on each of many texts; quick, since hardly any has something to escape."""
    together = "".join(texts)
    return texts if together.isascii() or not _ODD.search(together) else list(map(escape, texts))


def unescape_each(texts: Sequence[str]) -> Sequence[str]:
    """`unescape` on each of many texts."""
    return list(map(unescape, texts)) if _MARK in "".join(texts) else texts


def escape_all(value: Builtin) -> Builtin:
    """`escape` on every text inside plain data."""
    match value:
        case str():
            return escape(value)
        case list() | tuple():
            return [escape_all(item) for item in value]
        case dict():
            return {escape(key): escape_all(item) for key, item in value.items()}
        case _:
            return value


def unescape_all(value: Builtin) -> Builtin:
    """`unescape` on every text inside plain data."""
    match value:
        case str():
            return unescape(value)
        case list() | tuple():
            return [unescape_all(item) for item in value]
        case dict():
            return {unescape(key): unescape_all(item) for key, item in value.items()}
        case _:
            return value
