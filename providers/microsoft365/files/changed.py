"""One library of which only what has changed is read: each changed item is looked at as it is now, and what hangs on it follows.

A delta tells of a folder that was moved or shared otherwise, and not of what lies in it: that inherits what its folder has now. Items below
such a folder that have permissions of their own are asked again, since SharePoint may push new permissions on to them as well. Nor does a delta
tell that with a folder the address of all that lies in it has changed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from audit.model.facts import Resource
from providers.microsoft365.files.answers import Facet, Item
from providers.microsoft365.files.inheritance import Inheritance, Standing
from providers.microsoft365.files.items import Shelf
from providers.microsoft365.files.previous import Folder, Shelved
from providers.microsoft365.files.words import UNIQUE, URL, address

_FOLDER = Facet()  # what says that an item has permissions of its own


@dataclass(frozen=True, slots=True)
class _State:
    """A folder now: the acl that it hands down ("" when it is gone), whether it, or one above it, is not what it was; its address then and now."""

    acl: str
    touched: bool
    then: str = ""
    url: str = ""

    def moved(self, url: str) -> str:
        """The address now of what lies in it."""
        return self.url + url[len(self.then) :] if self.url != self.then and url.startswith(f"{self.then}/") else url


_GONE = _State("", touched=True)


class Changed:
    """The changes of one library since the last run. `outdated` are acls of then that Graph may show in another way now."""

    def __init__(self, shelf: Shelf, inheritance: Inheritance, then: Shelved, outdated: frozenset[str], root: str) -> None:
        self._shelf, self._inheritance, self._then, self._outdated, self.root = shelf, inheritance, then, outdated, root
        self._top = shelf.library
        self._told: dict[str, Item] = {}
        self._standing: dict[str, Standing | None] = {}  # of what was told, or asked again; None: it is gone
        self._states: dict[str, _State] = {}

    def read(self, items: Iterable[Item]) -> bool:
        """Takes what a delta tells, the last word of each item. False: it does not tell all that must be known."""
        for item in items:
            if item.root is not None:
                self.root = item.id
            else:
                self._told[self._shelf.begins + item.id] = item
        return not self._lacking() and not self._circular()

    def _lacking(self) -> bool:
        """Whether a folder is new and holds more than was told: what came back with it stands in no delta."""
        alive = {uri: item for uri, item in self._told.items() if item.deleted is None}
        inside = Counter(self._parent(item) for item in alive.values())
        new = (uri for uri in alive if uri not in self._then.folders)
        return any((folder.child_count or 0) > inside[uri] for uri in new if (folder := alive[uri].folder) is not None)

    def _circular(self) -> bool:
        """Whether folders hold each other."""
        for start in self._told:
            met, folder = {start}, self._lies_in(start)
            while folder != self._top:
                if folder in met:
                    return True
                met.add(folder)
                folder = self._lies_in(folder)
        return False

    def work_out(self, top: str, url: str) -> None:
        """Finds what holds now on all that was told, and on what must be asked again besides, in a library with the acl `top` at an address."""
        then, there = (self._then.top[0].acl, self._then.top[0].label(URL)) if self._then.top else ("", "")
        self._states[self._top] = _State(top, top != then, there, url)
        for uri, item in self._told.items():
            self._stand(uri, item)
        for uri in self._then.folders:
            self._state(uri)
        for uri, held in self._then.files.items():
            if uri not in self._told:
                self._look_again(uri, held, self._state(held.parent))

    def rows(self) -> Iterator[Resource]:
        """What was told, as it is now."""
        for uri, item in self._told.items():
            if (held := self._standing.get(uri)) is not None:
                yield self._shelf.resource(item, self._parent(item), held.acl, unique=held.unique)

    def carried(self, row: Resource) -> Resource | None:
        """A row of the last run as it is now; None when it counts no longer, or was told."""
        if row.id in self._told:
            return None
        above = self._state(row.parent)
        if not above.acl:
            return None
        acl = above.acl
        if row.attributes and row.attribute(UNIQUE):
            asked = self._standing.get(row.id, Standing(row.acl, unique=True))
            if asked is None:
                return None
            acl = asked.acl
        there = row.label(URL)
        url = above.moved(there) if there else ""
        return row if (acl, url) == (row.acl, there) else replace(row, acl=acl, labels=((URL, url),) if url else ())

    def _parent(self, item: Item) -> str:
        return self._shelf.folder(item.above, self.root)

    def _stand(self, uri: str, item: Item) -> Standing | None:
        """What holds on an item that was told; None when it is gone."""
        if uri not in self._standing:
            above = "" if item.deleted is not None else self._above(item)
            self._standing[uri] = self._inherits(uri, item, above) if above else None
        return self._standing[uri]

    def _inherits(self, uri: str, item: Item, above: str) -> Standing | None:
        then = self._then.folders.get(uri) or self._then.files.get(uri)
        if item.own or not item.above or (then is not None and then.unique):
            return self._inheritance.asked(item, above)
        return Standing(above, unique=False)

    def _above(self, item: Item) -> str:
        """What the folder of an item hands down; one that lies in a folder that is gone is asked there, which does not answer."""
        parent = self._parent(item)
        return self._state(parent).acl or self._inheritance.unlisted(item.above, self._states[self._top].acl)

    def _state(self, folder: str) -> _State:
        """A folder now; those above it first."""
        chain: list[str] = []
        while folder not in self._states:
            chain.append(folder)
            folder = self._lies_in(folder)
        for uri in reversed(chain):
            self._states[uri] = self._now(uri)
        return self._states[chain[0] if chain else folder]

    def _lies_in(self, folder: str) -> str:
        if (item := self._told.get(folder)) is not None:
            return self._parent(item)
        then = self._then.folders.get(folder)
        return then.parent if then is not None else self._top

    def _now(self, uri: str) -> _State:
        """A folder now, when what is above it is known."""
        then = self._then.folders.get(uri)
        above = self._states[self._lies_in(uri)]
        if (item := self._told.get(uri)) is not None:
            held = self._stand(uri, item)
            same = held is not None and then is not None and (then.acl, then.parent) == (held.acl, self._parent(item))
            there = then.url if then is not None else ""
            return _State(held.acl, above.touched or not same, there, address(item.web_url or "")) if held is not None else _GONE
        if then is None:
            return _State(self._inheritance.unlisted(uri.removeprefix(self._shelf.begins), above.acl), touched=True)
        acl = self._look_again(uri, then, above) if then.unique else above.acl
        return _State(acl, above.touched or acl != then.acl, then.url, above.moved(then.url)) if acl else _GONE

    def _look_again(self, uri: str, held: Folder, above: _State) -> str:
        """The acl of an item with permissions of its own that was not told: asked again where they may be others now. "" when it is gone."""
        if not above.acl:
            return ""
        if not above.touched and held.acl not in self._outdated:
            return held.acl
        item = Item(uri.removeprefix(self._shelf.begins), shared=_FOLDER)
        standing = self._standing[uri] = self._inheritance.asked(item, above.acl)
        return standing.acl if standing is not None else ""
