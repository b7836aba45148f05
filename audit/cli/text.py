"""Text for a terminal. Names that come from providers are hostile input: what could act on a terminal is shown, not sent."""

import unicodedata


def safe(text: str) -> str:
    r"""The text on one line, with every character that is not plainly visible as its escape: `\x1b`, `\n`, `\u202e`.

    Control characters, terminal escapes, line breaks, bidirectional overrides, zero-width characters and lone surrogates are all caught,
    since none of them is printable.
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text)


def width(text: str) -> int:
    """How many columns a safe text takes."""
    return len(text) if text.isascii() else sum(_columns(sign) for sign in text)


def shorten(text: str, columns: int) -> str:
    """The text in at most `columns` columns, its middle left out: the two ends of an id tell more than its middle."""
    if width(text) <= columns:
        return text
    room = max(columns - 1, 2)
    head = _fitting(text, room // 2)
    tail = _fitting(text[::-1], room - width(head))[::-1]
    return f"{head}…{tail}"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 violation`, `2 violations`."""
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"


def _fitting(text: str, columns: int) -> str:
    taken = 0
    for index, sign in enumerate(text):
        taken += _columns(sign)
        if taken > columns:
            return text[:index]
    return text


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
