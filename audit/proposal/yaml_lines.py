"""Lines of YAML for people to read and go on with. Names come from providers: whatever they hold, a line stays one line and a value stays a text."""

import json
import re
from collections.abc import Iterable, Mapping
from textwrap import wrap

_WIDTH = 118  # of a comment
_SIGNS = r"[A-Za-z0-9_.@+/()“”-]+"
_PLAIN = re.compile(rf"[0-9]{{4}}(-[0-9]{{2}}){{2}}|(?=[A-Za-z]){_SIGNS}([ :]{_SIGNS})*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})  # some readers of YAML take them for more than a text
_REPLACED = "\N{REPLACEMENT CHARACTER}"

Value = str | tuple["Value", ...] | Mapping[str, "Value"]


def visible(text: str, most: int = 300) -> str:
    """The text on one line and of bounded length, with a sign in place of every character that can't be seen."""
    seen = "".join(sign if sign.isprintable() else _REPLACED for sign in " ".join(text[: most * 4].split()))
    return seen if len(seen) <= most else f"{seen[: most - 1]}…"


def can_be_written(text: str, most: int = 300) -> bool:
    """Whether a value of a policy can hold exactly this text."""
    return 0 < len(text) <= most and text == visible(text, most)


def comment(text: str, indent: int = 0) -> list[str]:
    """A sentence as comment lines."""
    margin = " " * indent + "# "
    return [margin + line for line in wrap(visible(text, 2000), _WIDTH - len(margin), break_on_hyphens=False)] or [margin.rstrip()]


def value(text: str) -> str:
    """A text as a scalar: plain where nobody could misread it, else in double quotes (JSON's, which YAML reads alike)."""
    shown = visible(text, 2000)
    return shown if _PLAIN.fullmatch(shown) and shown.lower() not in _WORDS else json.dumps(shown, ensure_ascii=False)


def inline(found: Value) -> str:
    """A value on one line."""
    match found:
        case str():
            return value(found)
        case tuple():
            return f"[{', '.join(map(inline, found))}]"
        case _:
            return f"{{{', '.join(f'{value(key)}: {inline(inner)}' for key, inner in found.items())}}}"


def entry(values: Iterable[tuple[str, Value]], indent: int, first: str = "") -> list[str]:
    """The keys of a mapping, a line each, without those that say nothing; `first` stands before the first key (`- `)."""
    told = [f"{key}: {inline(found)}" for key, found in values if found not in ("", ())]
    margin = " " * indent
    return [f"{margin}{first if place == 0 else ' ' * len(first)}{line}" for place, line in enumerate(told)]


def slug(name: str, otherwise: str, taken: Iterable[str] = ()) -> str:
    """An id of the policy that is like a name, and that nobody has yet."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    base = plain if plain and plain not in ("all", "none") else otherwise
    used = set(taken)
    return next(found for number in range(1, len(used) + 2) if (found := base if number == 1 else f"{base}-{number}") not in used)
