"""From where changes of users and of groups are read next time: kept as documents on the tenant.

A directory's delta token is good for seven days (page "Use delta query to track changes in Microsoft Graph data", section "Limitations"): one that is
older than six is not tried.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from audit.model.facts import Attachment, CoverageStatus, Document
from audit.ports import Facts
from providers import cursors
from providers.microsoft365.kinds import PROVIDER, TENANT, AttachmentKind, Surface

_GOOD_FOR = timedelta(days=6)


class Cursor(msgspec.Struct, frozen=True):
    """`link` is Microsoft's; `at` the moment of the run; `hidden`: members of groups that hide them were told to the audit."""

    link: str
    at: str
    hidden: bool = False


def kept(surface: Surface, cursor: Cursor) -> tuple[Document, Attachment]:
    """A cursor as facts."""
    return cursors.kept(TENANT, AttachmentKind.CURSOR, cursor, surface)


def usable(previous: Facts, at: datetime, *, hidden: bool) -> dict[str, Cursor]:
    """The cursors of surfaces that the last run read completely, by surface, as far as they are good still.

    `hidden`: whether members of groups that hide them are told tonight. When that has changed, no log tells of them.
    """
    complete = {row.surface for row in previous.coverage() if row.provider == PROVIDER and row.status is CoverageStatus.COMPLETE}
    found = {name: cursor for name, cursor in _cursors(previous) if name in complete}
    return {
        name: cursor
        for name, cursor in found.items()
        if timedelta(0) <= at - datetime.fromisoformat(cursor.at) <= _GOOD_FOR and (name != Surface.GROUPS or cursor.hidden is hidden)
    }


def _cursors(previous: Facts) -> Iterator[tuple[str, Cursor]]:
    for each, body in cursors.held(previous, AttachmentKind.CURSOR):
        if each.holder == TENANT:
            yield each.name, msgspec.json.decode(body, type=Cursor)
