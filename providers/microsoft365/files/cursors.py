"""From where the changes of a library are read next time: kept as a document on the library, with the day it was last read in full."""

from datetime import date, datetime

import msgspec

from audit.model.facts import Attachment, Document
from audit.ports import Facts
from providers import cursors
from providers.microsoft365.files.words import CURSOR, SURFACE
from providers.microsoft365.kinds import PROVIDER

_OLDEST = 25  # days; links are not promised for ever, and one that has ended tells nothing of what was removed


class Cursor(msgspec.Struct, frozen=True):
    """`link` is Graph's. `at`: the moment of the run, `full`: the day of the last whole reading; `root`: the id of what the library's items lie in."""

    link: str
    at: str
    full: date
    root: str = ""


def kept(library: str, cursor: Cursor) -> tuple[Document, Attachment]:
    """A cursor as facts."""
    return cursors.kept(library, CURSOR, cursor)


def usable(previous: Facts) -> dict[str, Cursor]:
    """The cursors of the libraries that were read completely, by library."""
    return cursors.usable(previous, PROVIDER, SURFACE, CURSOR, Cursor)


def stale(cursor: Cursor, at: datetime) -> bool:
    """Whether a link is too old to be asked."""
    return (at.date() - date.fromisoformat(cursor.at[:10])).days > _OLDEST
