"""One library in its site, read in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from audit.model.facts import Grant, Resource
from audit.ports import Sink
from providers.microsoft365.files import items, sites
from providers.microsoft365.files.answers import Drive
from providers.microsoft365.files.asking import Asking
from providers.microsoft365.files.cursors import Cursor, kept
from providers.microsoft365.files.inheritance import Inheritance
from providers.microsoft365.files.items import Shelf
from providers.microsoft365.files.ledger import Ledger, People
from providers.microsoft365.files.library import Library, Repeats
from providers.microsoft365.files.sites import Place
from providers.microsoft365.files.words import SURFACE
from providers.microsoft365.kinds import PROVIDER
from providers.microsoft_api import names
from providers.microsoft_api.reader import Reader
from providers.microsoft_api.session import Sessions

_NONE: Mapping[str, frozenset[Grant]] = MappingProxyType({})
_MOST_READINGS = 3  # of a library in which items come twice


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for everything in one collection."""

    sessions: Sessions
    people: People
    at: datetime

    def reader(self, surface: str, scope: str) -> Reader:
        """Reads a surface in one scope."""
        return Reader(self.sessions, PROVIDER, surface, scope)


@dataclass(frozen=True, slots=True)
class Holding:
    """A library in its site: `base` holds on everything in the site, `acl` is its id; `groups` are the site's groups that were looked at."""

    drive: Drive
    place: Place
    base: frozenset[Grant]
    acl: str
    groups: frozenset[str]

    @property
    def uri(self) -> str:
        """The library's URI."""
        return names.drive(self.drive.id)

    def resource(self, acl: str, people: People) -> Resource:
        """The library as a fact."""
        owner = sites.owner(self.drive)
        return items.library(self.drive, self.place.uri, acl, owner, people.addresses.get(owner, "") if self.place.personal else "")


class Desk:
    """What reading one library needs, its facts going to `sink`; `before` are the acls of the last run."""

    def __init__(self, setting: Setting, holding: Holding, sink: Sink, before: Mapping[str, frozenset[Grant]] = _NONE) -> None:
        self.setting, self.holding, self.sink = setting, holding, sink
        self.reader = setting.reader(SURFACE, holding.uri)
        self.asking = Asking(self.reader, holding.drive.id)
        self.ledger = Ledger(sink, setting.people, holding.groups, before)
        self.shelf = Shelf.of(holding.drive.id)
        self.inheritance = Inheritance(self.asking, self.ledger, holding.place.collection, holding.base)

    def top(self) -> str:
        """Writes the library and gives its acl."""
        acl = self.inheritance.top()
        self.sink.add(self.holding.resource(acl, self.setting.people))
        return acl

    def close(self, sink: Sink, cursor: Cursor | None) -> None:
        """Writes what could not be read, and from where to go on."""
        if cursor is not None:
            sink.add(*kept(self.holding.uri, cursor))
        sink.add(*self.reader.gaps, self.reader.coverage())


def whole(setting: Setting, holding: Holding, sink: Sink, chapter: str) -> None:
    """Writes a library and everything in it, as a chapter. Where items come twice it is read again, with these kept to the end."""
    late = frozenset[str]()
    for reading in range(1, _MOST_READINGS + 1):
        try:
            with sink.chapter(chapter) as part:
                _once(Desk(setting, holding, part), late, last=reading == _MOST_READINGS)
        except Repeats as found:
            late = found.items
        else:
            return


def _once(desk: Desk, late: frozenset[str], *, last: bool) -> None:
    top = desk.top()
    library = Library(desk.asking, desk.ledger, desk.shelf, desk.inheritance, late)
    link = library.read(top, last=last)
    at = desk.setting.at
    desk.close(desk.sink, Cursor(link, at.isoformat(), at.date(), library.root) if link else None)
