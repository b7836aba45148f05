"""From where the changes of a library are read next time: kept as a document on the library, with the day it was last read in full."""

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256

import msgspec

from audit.model.facts import Attachment, CoverageStatus, Document, document
from audit.ports import Facts
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
    body = document(CURSOR, msgspec.json.encode(cursor, order="deterministic").decode())
    return body, Attachment(library, body.id, CURSOR)


def usable(previous: Facts) -> dict[str, Cursor]:
    """The cursors of the libraries that were read completely, by library."""
    complete = {
        row.scope
        for row in previous.coverage()
        if row.provider == PROVIDER and row.surface == SURFACE and row.status is CoverageStatus.COMPLETE
    }
    bodies = {each.id: each.body for each in previous.documents() if each.kind == CURSOR}
    return dict(_cursors(previous, complete, bodies))


def _cursors(previous: Facts, complete: set[str], bodies: dict[str, str]) -> Iterator[tuple[str, Cursor]]:
    for each in previous.attachments():
        if each.kind == CURSOR and each.holder in complete and each.document in bodies:
            yield each.holder, msgspec.json.decode(bodies[each.document], type=Cursor)


def stale(cursor: Cursor, at: datetime) -> bool:
    """Whether a link is too old to be asked."""
    return (at.date() - date.fromisoformat(cursor.at[:10])).days > _OLDEST


def due(library: str, cursor: Cursor, full_every: int) -> bool:
    """Whether a library is read in full again: each once in so many nights, spread by its name.

    Decided by the last run alone, so that a collection that is taken up again the next day decides the same.
    """
    night = date.fromisoformat(cursor.at[:10])
    turn = int(sha256(library.encode()).hexdigest()[:8], 16)
    return (night.toordinal() + turn) % full_every == 0 or (night - cursor.full).days >= full_every - 1
