"""What the text of a YAML file may not hold, and what a parser's complaint about it means for its author."""

import re

import yaml

from policies.errors import Place, Problem

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff\ud800-\udfff]")


class Unreadable(Exception):  # noqa: N818 - it says what the text is
    """The text can't be read on from here."""

    def __init__(self, place: Place, message: str, remedy: str, text: str = "") -> None:
        super().__init__(message)
        self.problem = Problem(place, message, text, remedy)


def shown(text: str, most: int = 80) -> str:
    """The text as a message can show it: one line, short, without control characters."""
    clean = HIDDEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(text[: most * 4].split()))
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def refuse_raw(text: str, file: str) -> None:
    """What YAML itself refuses or reads otherwise than it looks, said more clearly than a parser does."""
    for number, ended in enumerate(text.split("\n"), 1):
        line = ended.removesuffix("\r")
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent and line.strip():
            raise Unreadable(Place(file, number, indent.index("\t") + 1), "a tab in the indentation", "indent with spaces", shown(line))
        if hidden := HIDDEN.search(line):
            message = f"a hidden or control character (U+{ord(hidden[0]):04X})"
            raise Unreadable(
                Place(file, number, hidden.start() + 1), message, "remove it, or save the file as plain UTF-8 text", shown(line)
            )


_MENDED = (
    ("mapping values are not allowed", "a colon and a space inside a text: put the text in quotes"),
    ("expected ',' or", "close the bracket, or put a text that holds , [ ] { } or a quote in quotes"),
    ("did not find expected key", "check the indentation of this line and of the one before, and that quotes are closed"),
    ("cannot start any token", "put the text in quotes"),
    ("unexpected end of stream", "close the quote or the bracket that was opened"),
    ("while scanning a quoted", "close the quote; in double quotes write a backslash twice"),
    ("while parsing a quoted", "close the quote; in double quotes write a backslash twice"),
)


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """The parser's complaint with its place, the line that offends and a remedy."""
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n", line + 1)
    said = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or error}".strip()
    remedy = next((mend for piece, mend in _MENDED if piece in said), "check the quotes, brackets and indentation of this line")
    return Problem(
        Place(file, line + 1, column + 1), f"not YAML: {shown(said, 120)}", shown(lines[line]) if line < len(lines) else "", remedy
    )
