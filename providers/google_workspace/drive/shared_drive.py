"""One shared drive, read as one of its managers: first its folders, from which everything in them inherits, then its files, page by page."""

from collections.abc import Iterable, Iterator

from audit.model.facts import Resource
from providers.google_workspace.drive.answers import FOLDER, Drive, Item, Row
from providers.google_workspace.drive.asking import Asking
from providers.google_workspace.drive.inheritance import Held, Inheritance, Standing
from providers.google_workspace.drive.items import Shelf, shared_drive
from providers.google_workspace.drive.ledger import Ledger

FOLDERS = f"mimeType = '{FOLDER}'"
FILES = f"mimeType != '{FOLDER}'"
_FIRST = 5  # plain items of the first page that are asked all the same; then one on the pages 2, 4, 8, …


class ShortcutFails(Exception):  # noqa: N818 - what was found out, for who reads the drive
    """An item that should inherit has other permissions: Google does not answer as documented, and the drive must be read item by item."""


class SharedDrive:
    """Reads one drive. `members` hold on it as a whole."""

    def __init__(
        self, asking: Asking, ledger: Ledger, shelf: Shelf, drive: Drive, members: Iterable[Row], *, in_full: bool = False
    ) -> None:
        self._asking, self._ledger, self._shelf, self._drive, self._in_full = asking, ledger, shelf, drive, in_full
        self.inheritance = Inheritance(asking, ledger.directory, drive.restrictions, in_full=in_full)
        self.top = self.inheritance.held(members)

    def drive(self) -> Resource:
        """The drive itself."""
        return shared_drive(self._drive, self._ledger.acl(self.top.on_folder), in_full=self._in_full, logged=self._shelf.logged)

    def read(self) -> None:
        """Writes the drive and everything in it. Raises ShortcutFails where an item does not have what it should inherit."""
        self._ledger.add([self.drive()])
        above = self._folders()
        for number, page in enumerate(self._asking.pages(FILES), start=1):
            self._prove(page, above, number)
            self._ledger.add(self._shelf.resources(page, [self._acl(item, self._above(item, above)) for item in page]))

    def resource(self, item: Item, above: Held) -> Resource:
        """An item with its acl."""
        return self._shelf.resource(item, self._acl(item, above))

    def folder(self, item: Item) -> tuple[Resource, Held]:
        """A folder as Google says it stands, whatever is above it, and what it hands down."""
        standing = self.inheritance.asked(item, self.top)
        return self._written(item, standing), standing.down

    def _acl(self, item: Item, above: Held) -> str:
        return self._ledger.acl(self.inheritance.grants(item, above))

    def _written(self, item: Item, standing: Standing) -> Resource:
        return self._shelf.resource(item, self._ledger.acl(standing.grants))

    def _folders(self) -> dict[str, Held]:
        """Writes the folders; gives for each what it hands down."""
        waiting = {item.id: item for page in self._asking.pages(FOLDERS) for item in page}
        down: dict[str, Held] = {}
        for start in list(waiting):
            chain = list(_chain(start, waiting))
            self._ledger.add([self._folder(waiting.pop(item.id), down) for item in reversed(chain)])
        return down

    def _folder(self, item: Item, down: dict[str, Held]) -> Resource:
        standing = self.inheritance.standing(item, self._above(item, down))
        down[item.id] = standing.down
        return self._written(item, standing)

    def _above(self, item: Item, down: dict[str, Held]) -> Held:
        """What the folder above hands down; under a folder that was not listed nothing is taken to inherit."""
        parent = item.parents[0] if item.parents else self._drive.id
        return self.top if parent == self._drive.id else down.get(parent) or self.inheritance.held(())

    def _prove(self, page: list[Item], down: dict[str, Held], number: int) -> None:
        """Asks some plain items, to see that they have what they inherit."""
        if self._in_full or number & (number - 1):
            return
        folders, wanted = set[tuple[str, ...]](), _FIRST if number == 1 else 1
        for item in page:
            above = self._above(item, down)
            if item.parents[:1] not in folders and self.inheritance.plain(item, above):
                folders.add(item.parents[:1])
                if self.inheritance.asked(item, above).grants != above.on_file:
                    raise ShortcutFails(item.id)
                if len(folders) == wanted:
                    return


def _chain(start: str, waiting: dict[str, Item]) -> Iterator[Item]:
    """A folder and those above it that are still to be read, nearest first; folders that hold each other are followed once."""
    seen = set[str]()
    while start in waiting and start not in seen:
        seen.add(start)
        item = waiting[start]
        yield item
        start = item.parents[0] if item.parents else ""
