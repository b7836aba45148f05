"""From where changes are read next time: a cursor is kept as a document on what it tells the changes of.

What a cursor holds is each adapter's own, since providers go on from different things.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Protocol, TypeVar

import msgspec

from audit.model.facts import Attachment, CoverageStatus, Document, document
from audit.ports import Facts

C = TypeVar("C", bound=msgspec.Struct)


class Dated(Protocol):
    """A cursor that knows when: `at`, the moment of the run, and `full`, the day of the last whole reading."""

    @property
    def at(self) -> str: ...
    @property
    def full(self) -> date: ...


def kept(holder: str, kind: str, cursor: msgspec.Struct, name: str = "") -> tuple[Document, Attachment]:
    """A cursor as facts."""
    body = document(kind, msgspec.json.encode(cursor, order="deterministic").decode())
    return body, Attachment(holder, body.id, kind, name)


def usable(previous: Facts, provider: str, surface: str, kind: str, form: type[C]) -> dict[str, C]:
    """The cursors of whatever was read completely of a surface, each by its holder."""
    complete = {
        row.scope
        for row in previous.coverage()
        if row.provider == provider and row.surface == surface and row.status is CoverageStatus.COMPLETE
    }
    return {each.holder: msgspec.json.decode(body, type=form) for each, body in held(previous, kind) if each.holder in complete}


def held(previous: Facts, kind: str) -> Iterator[tuple[Attachment, str]]:
    """The cursors that a run kept, as they are written, and what each is attached to."""
    bodies = {each.id: each.body for each in previous.documents() if each.kind == kind}
    for each in previous.attachments():
        if each.kind == kind and each.document in bodies:
            yield each, bodies[each.document]


def due(holder: str, cursor: Dated, full_every: int) -> bool:
    """Whether something is read in full again: each once in so many nights, spread by its name.

    Decided by the last run alone, so that a collection that is taken up again the next day decides the same.
    """
    night = date.fromisoformat(cursor.at[:10])
    turn = int(sha256(holder.encode()).hexdigest()[:8], 16)
    return (night.toordinal() + turn) % full_every == 0 or (night - cursor.full).days >= full_every - 1
