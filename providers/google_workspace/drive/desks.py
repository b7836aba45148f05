"""A corpus of which only what has changed is read: at a desk, where each changed item is looked at as it is now."""

import sys
from abc import ABC, abstractmethod
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Protocol

from audit.model.facts import Resource, acl_id
from audit.runs.memory import MemorySink
from providers.google_api import names
from providers.google_workspace.drive.answers import Change, Item
from providers.google_workspace.drive.asking import Asking
from providers.google_workspace.drive.corpora import Door, Setting
from providers.google_workspace.drive.inheritance import Held
from providers.google_workspace.drive.ledger import Ledger
from providers.google_workspace.drive.my_drive import MyDrive
from providers.google_workspace.drive.previous import Folder
from providers.google_workspace.drive.shared_drive import SharedDrive


class Desk(Protocol):
    """One corpus. `void` are the items whose earlier row counts no longer, `here` those of them that are in the corpus now, `folders` the folders among these.

    What was written is in `sink` until it is known that the corpus need not be read in full.
    """

    asking: Asking
    sink: MemorySink
    void: set[str]
    here: set[str]
    folders: dict[str, Folder]
    strange: set[str]  # folders that the log tells of and that lie elsewhere
    elsewhere: dict[str, str]  # all that the log tells of and that lies elsewhere, each with the corpus that it is in

    def first(self, changes: Iterable[Change], others: Iterable[str]) -> None:
        """Looks at what the change log tells, and at other items by their number: folders at once, since all in them depends on them."""

    def enter(self, folders: Iterable[str]) -> list[Item]:
        """Looks at all of the corpus that lies in folders; gives what others own in them, into which it does not go."""

    def then(self, affected: Container[str], wanted: Iterable[str]) -> None:
        """Looks at the rest: items in `affected` folders, `wanted` by their number."""


class _Desk(ABC):
    """What the desks of both kinds of corpora have in common."""

    def __init__(self, asking: Asking, ledger: Ledger, sink: MemorySink) -> None:
        self.asking, self.sink, self._ledger = asking, sink, ledger
        self.void: set[str] = set()
        self.here: set[str] = set()
        self.folders: dict[str, Folder] = {}
        self.strange: set[str] = set()
        self.elsewhere: dict[str, str] = {}
        self._entered: set[str] = set()

    def _write(self, found: Resource, *, folder: bool) -> None:
        self._ledger.add([found])
        self.here.add(found.id)
        if folder:
            self.folders[found.id] = Folder.of(found)

    def _leave(self, item: Item) -> None:
        """What lies elsewhere."""
        uri = names.drive_item(item.id)
        self.elsewhere[uri] = sys.intern(item.corpus)
        self.strange |= {uri} if item.folder else set()

    @abstractmethod
    def _take(self, number: str, item: Item | None) -> None:
        """Looks at an item as it is now; None: it is not there any more."""

    def _take_all(self, numbers: Iterable[str]) -> None:
        """Items that were not looked at yet, each asked once."""
        for number in numbers:
            if names.drive_item(number) not in self.void:
                self._take(number, self.asking.one(number))

    def enter(self, folders: Iterable[str]) -> list[Item]:
        """Goes into its own folders below too, even those that the log tells of: they may have come with what they hold and nothing else new."""
        others: list[Item] = []
        waiting = [folder.removeprefix("drive://") for folder in folders]
        while waiting:
            if (folder := waiting.pop()) in self._entered:
                continue
            self._entered.add(folder)
            for item in chain.from_iterable(self.asking.pages(f"'{folder}' in parents")):
                if not self._owns(item):
                    others.append(item)
                    continue
                if names.drive_item(item.id) not in self.void:
                    self._take(item.id, item)
                waiting += [item.id] if item.folder else []
        return others

    @abstractmethod
    def _owns(self, item: Item) -> bool:
        """Whether an item is of this corpus."""


class OwnedDesk(_Desk):
    """A user's My Drive."""

    def __init__(self, setting: Setting, asking: Asking, owner: str, root: Resource | None) -> None:
        sink = MemorySink()
        ledger = Ledger(sink, setting.directory)
        super().__init__(asking, ledger, sink)
        self._root = root.id.removeprefix("drive://") if root else ""
        self._shelf = replace(setting.shelf(owner=owner), root=self._root)
        self._drive = MyDrive(asking, ledger, self._shelf)

    def first(self, changes: Iterable[Change], others: Iterable[str]) -> None:
        """Everything at once: permissions come with the items."""
        for change in changes:
            if change.file_id:
                self._take(change.file_id, None if change.removed else change.file)
        self._take_all(others)

    def then(self, affected: Container[str], wanted: Iterable[str]) -> None:
        """What lies in an affected folder comes by its number."""
        del affected
        self._take_all(wanted)

    def _owns(self, item: Item) -> bool:
        return item.owned_by_me and not item.drive_id

    def _take(self, number: str, item: Item | None) -> None:
        uri = names.drive_item(number)
        self.void.add(uri)
        if item is None:
            return
        if item.id == self._root:
            self._write(self._drive.top(item), folder=False)
        elif self._owns(item):
            self._write(self._drive.resource(item), folder=item.folder)
        else:
            self._leave(item)


class SharedDesk(_Desk):
    """A shared drive. `previous` are the folders of the last run."""

    def __init__(self, setting: Setting, asking: Asking, door: Door, previous: Mapping[str, Folder]) -> None:
        sink = MemorySink()
        ledger = Ledger(sink, setting.directory)
        super().__init__(asking, ledger, sink)
        self._drive = SharedDrive(asking, ledger, setting.shelf(drive=door.drive.id), door.drive, door.members or ())
        self._plain = acl_id(self._drive.top.on_folder)
        self._number, self._previous = door.drive.id, previous
        self._down: dict[str, Held] = {door.drive.id: self._drive.top}
        self._files: list[Item] = []
        ledger.add([self.drive()])

    def drive(self) -> Resource:
        """The drive as it is now."""
        return self._drive.drive()

    def first(self, changes: Iterable[Change], others: Iterable[str]) -> None:
        """Folders are asked for their permissions; files wait until it is known which folders have changed."""
        for change in changes:
            if change.file_id and change.change_type != "drive":
                self._take(change.file_id, None if change.removed else change.file)
        self._take_all(others)

    def then(self, affected: Container[str], wanted: Iterable[str]) -> None:
        """Folders first, so that files inherit what holds now."""
        self._take_all(wanted)
        for item in self._files:
            self._write(self._drive.resource(item, self._above(item, affected)), folder=False)

    def _owns(self, item: Item) -> bool:
        return item.drive_id == self._number

    def _take(self, number: str, item: Item | None) -> None:
        uri = names.drive_item(number)
        if item is not None and not self._owns(item):
            self._leave(item)
            item = None
        self.void.add(uri)
        if item is not None and item.folder:
            found, self._down[item.id] = self._drive.folder(item)
            self._write(found, folder=True)
        elif item is not None:
            self.here.add(uri)
            self._files.append(item)

    def _above(self, item: Item, affected: Container[str]) -> Held:
        """What the folder above hands down: the drive's members' if it did so then and nothing has changed, else what Google says."""
        parent = item.parents[0] if item.parents else self._number
        if parent not in self._down:
            uri = names.drive_item(parent)
            then = self._previous.get(uri)
            plain = then is not None and uri not in affected and then.acl == self._plain
            rows = () if plain else self.asking.rows(parent) or ()
            self._down[parent] = self._drive.top if plain else self._drive.inheritance.held(rows)
        return self._down[parent]
