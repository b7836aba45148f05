"""From where the changes of a corpus are read next time: kept as a document on the corpus, with the day it was last read in full."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import msgspec

from audit.model.facts import Attachment, CoverageStatus, Document, document
from audit.ports import Facts
from providers.google_workspace.drive.labels import Labels
from providers.google_workspace.drive.words import CURSOR, SURFACE
from providers.google_workspace.kinds import PROVIDER


class Cursor(msgspec.Struct, frozen=True):
    """`token` is Google's, given to `user`, and counts for no other: nobody can say that a log tells all of them the same.

    `at`: the moment of the run, `full`: the day of the last whole reading, `labels`: a name for the label definitions then.
    """

    token: str
    user: str
    at: str
    full: date
    labels: str = ""


def signed(labels: Labels) -> str:
    """A short name for the label definitions: when they change, so does what every item is said to carry."""
    return sha256(msgspec.json.encode(labels.titles, order="deterministic")).hexdigest()[:16] if labels.titles else ""


def kept(corpus: str, cursor: Cursor) -> tuple[Document, Attachment]:
    """A cursor as facts."""
    body = document(CURSOR, msgspec.json.encode(cursor, order="deterministic").decode())
    return body, Attachment(corpus, body.id, CURSOR)


def usable(previous: Facts) -> dict[str, Cursor]:
    """The cursors of the corpora that were read completely, by corpus."""
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


def due(corpus: str, cursor: Cursor, full_every: int) -> bool:
    """Whether a corpus is read in full again: each once in so many nights, spread by its name.

    Decided by the last run alone, so that a collection that is taken up again the next day decides the same.
    """
    night = date.fromisoformat(cursor.at[:10])
    turn = int(sha256(corpus.encode()).hexdigest()[:8], 16)
    return (night.toordinal() + turn) % full_every == 0 or (night - cursor.full).days >= full_every - 1
