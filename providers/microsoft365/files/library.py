"""One library read in full, page by page: what lies in it, and what holds there.

An item whose folder has not come yet waits for it. Only what was met is kept of an item that was written: its number, as a hash.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from audit.model.facts import Resource
from providers.microsoft365.files.answers import Item
from providers.microsoft365.files.asking import Asking
from providers.microsoft365.files.inheritance import Inheritance
from providers.microsoft365.files.items import Shelf
from providers.microsoft365.files.ledger import Ledger
from providers.microsoft365.files.operations import DELTA

_BATCH = 500
_PLAIN = (None,) * 6


class Repeats(Exception):  # noqa: N818 - what was found out, for who reads the library
    """Items came again with other words after they were written; the last word counts (page "driveItem: delta", "Remarks")."""

    def __init__(self, items: frozenset[str]) -> None:
        super().__init__(f"{len(items)} items came twice")
        self.items = items


class _Folder(NamedTuple):
    """A folder as what lies in it sees it."""

    acl: str
    uri: str


class Library:
    """Reads one library once. `late` are items that are known to come more than once: they wait to the end."""

    def __init__(self, asking: Asking, ledger: Ledger, shelf: Shelf, inheritance: Inheritance, late: frozenset[str] = frozenset()) -> None:
        self._asking, self._ledger, self._shelf, self._inheritance = asking, ledger, shelf, inheritance
        self._late: dict[str, Item | None] = dict.fromkeys(late)
        self.root = ""
        self._top = _Folder("", shelf.library)
        self._down: dict[str, _Folder] = {}
        self._said: dict[str, int] = {}  # what was said of each folder
        self._met: set[int] = set()
        self._again: set[str] = set()
        self._waiting: defaultdict[str, list[Item]] = defaultdict(list)
        self._batch: list[Resource] = []
        self._plain: list[Item] = []  # files that inherit, waiting to be written together
        self._folders: list[_Folder] = []  # and where each lies

    def read(self, top: str, *, last: bool = False) -> str:
        """Writes everything in a library with the acl `top`; gives the link from which its changes are read next time, "" without one.

        Raises Repeats, unless it is the `last` reading: then items that came twice are a gap.
        """
        self._top = _Folder(top, self._shelf.library)
        delta = self._asking.delta()
        self._all(delta.items)
        if self._again and not last:
            raise Repeats(frozenset(self._again) | self._late.keys())
        if self._again:
            self._asking.reader.gap(f"graph:{DELTA}", f"{len(self._again)} items changed while the library was read")
        for late in self._late.values():
            if late is not None and late.deleted is None:
                self._place(late)
        self._rest()
        self._flush()
        return delta.link

    def _all(self, items: Iterable[Item]) -> None:
        """Takes every item. What is like nearly all of them is written at once: a file that comes once, in a folder that was met, and inherits."""
        down, met, plain, folders = self._down, self._met, self._plain, self._folders
        for item in items:
            if len(plain) >= _BATCH or len(self._batch) >= _BATCH:
                self._flush()
            above, name = item.parent_reference, hash(item.id)
            folder = down.get(above.id or "") if above is not None and _is_plain(item) else None
            if folder is None or name in met or item.id in self._said or item.id in self._late:
                self._take(item)
            else:
                met.add(name)
                plain.append(item)
                folders.append(folder)

    def _take(self, item: Item) -> None:
        number = item.id
        if item.root is not None:
            self.root = number
            self._settle(number, self._top)
        elif number in self._late:
            self._late[number] = item
        elif self._is_new(item) and item.deleted is None:
            self._place(item)

    def _is_new(self, item: Item) -> bool:
        """Whether an item was not met before; one that says again what it said, or is gone before it was met, is nothing new."""
        number = item.id
        if number in self._said:
            if self._said[number] != _signature(item):
                self._again.add(number)
            return False
        name = hash(number)
        if name in self._met:
            self._again.add(number)
            return False
        if item.deleted is None:
            if item.holds:
                self._said[number] = _signature(item)
            else:
                self._met.add(name)
        return True

    def _place(self, item: Item) -> None:
        """Writes an item, or lets it wait for its folder. One that does not say where it lies is asked what it has."""
        folder = self._down.get(item.above) if item.above else self._top
        if folder is None:
            self._waiting[item.above].append(item)
            return
        acl = self._written(item, folder)
        if acl and item.holds:
            self._settle(item.id, _Folder(acl, self._shelf.begins + item.id))

    def _written(self, item: Item, folder: _Folder) -> str:
        """Writes an item and gives its acl; "" when it is gone."""
        acl, unique = folder.acl, False
        if item.own or not item.above:
            standing = self._inheritance.asked(item, acl)
            if standing is None:
                return ""
            acl, unique = standing.acl, standing.unique
        self._batch.append(self._shelf.resource(item, folder.uri, acl, unique=unique))
        return acl

    def _settle(self, number: str, folder: _Folder) -> None:
        """A folder's acl is known: what waited for it is written, and so on down."""
        settled = [(number, folder)]
        while settled:
            number, folder = settled.pop()
            self._down[number] = folder
            for item in self._waiting.pop(number, ()):
                if len(self._batch) >= _BATCH:
                    self._flush()
                acl = self._written(item, folder)
                if acl and item.holds:
                    settled.append((item.id, _Folder(acl, self._shelf.begins + item.id)))

    def _rest(self) -> None:
        """What lies in folders that never came."""
        while self._waiting:
            number = next(iter(self._waiting))
            self._settle(number, _Folder(self._inheritance.unlisted(number, self._top.acl), self._shelf.begins + number))

    def _flush(self) -> None:
        parents, acls = [folder.uri for folder in self._folders], [folder.acl for folder in self._folders]
        self._ledger.sink.add(*self._batch, *self._shelf.files(self._plain, parents, acls))
        for held in (self._batch, self._plain, self._folders):
            held.clear()


def _is_plain(item: Item) -> bool:
    """Whether it is a file, is there and has no permissions of its own."""
    return (item.folder, item.shared, item.deleted, item.package, item.root, item.shared_changed) == _PLAIN


def _signature(item: Item) -> int:
    return hash((item.name, item.above, item.own, item.size, item.last_modified_date_time, item.deleted is not None))
