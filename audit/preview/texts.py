"""What an entry of a policy says, without the place where it stands: to compare, and to show."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from policies.errors import Place
from policies.language import AccountName, RoleSpan, Where
from policies.levels import Level, words

_NO_CONTENT = frozenset({"at", "written", "files", "digest", "folder"})  # where it stands, and which keys it spells out


def content(value: object) -> object:
    """A value without places: two that say the same are equal, wherever they stand."""
    if isinstance(value, tuple):
        return tuple(content(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__name__, *((name, content(one)) for name, one in said(value)))
    return value


def said(entry: object) -> Iterator[tuple[str, object]]:
    """The fields of an entry that say something."""
    if is_dataclass(entry) and not isinstance(entry, type):
        yield from ((each.name, getattr(entry, each.name)) for each in fields(entry) if each.name not in _NO_CONTENT)


def text(value: object) -> str:
    """A value as a reader knows it from the file; empty where nothing is said."""
    match value:
        case None:
            told = ""
        case bool():
            told = str(value).lower()
        case Level():
            told = words(value)
        case Where():
            told = value.ref or ", ".join((*(f"{name}={one}" for name, one in value.tags), *([value.label] if value.label else [])))
        case AccountName():
            told = f"{value.system}: {value.name}"
        case RoleSpan():
            told = " ".join(
                (value.role, *([f"from {value.since}"] if value.since else []), *([f"until {value.until}"] if value.until else []))
            )
        case tuple() | frozenset():
            told = ", ".join(filter(None, map(text, value)))
        case _ if is_dataclass(value) and type(value).__str__ is object.__str__:  # it has no words of its own for itself
            told = ", ".join(f"{name} {shown}" for name, one in said(value) if (shown := text(one)))
        case _:
            told = str(value)
    return told


def place(at: Place | None) -> str:
    """File and line."""
    return f"{at.file}:{at.line}" if at else ""
