"""From where the changes of a corpus are read next time: kept as a document on the corpus, with the day it was last read in full."""

from datetime import date
from hashlib import sha256

import msgspec

from audit.model.facts import Attachment, Document
from audit.ports import Facts
from providers import cursors
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
    return cursors.kept(corpus, CURSOR, cursor)


def usable(previous: Facts) -> dict[str, Cursor]:
    """The cursors of the corpora that were read completely, by corpus."""
    return cursors.usable(previous, PROVIDER, SURFACE, CURSOR, Cursor)
