"""One user's My Drive, read as that user: everything the user owns, wherever it lies, the bin included."""

from dataclasses import replace

import msgspec

from audit.model.facts import Grant, Resource
from policies.levels import CONTENT
from providers.google_api import names
from providers.google_workspace.drive.answers import Item
from providers.google_workspace.drive.asking import Asking
from providers.google_workspace.drive.grants import Sharing, grants
from providers.google_workspace.drive.items import Shelf
from providers.google_workspace.drive.ledger import Ledger

OWNED = "'me' in owners"
_SHARING, _NO_SHARING = Sharing(), Sharing(writers=False)


class MyDrive:
    """Reads as the owner. The items' permissions come with them, unless the owner may not see them."""

    def __init__(self, asking: Asking, ledger: Ledger, shelf: Shelf) -> None:
        self._asking, self._ledger, self._shelf = asking, ledger, shelf

    def read(self) -> None:
        """Writes the root and everything that the user owns."""
        root = self._asking.one("root", root=True)
        if root is None:
            return
        self._shelf = replace(self._shelf, root=root.id)
        self._ledger.add([self.top(root)])
        for page in self._asking.pages(OWNED):
            items = [item for item in page if item.id != root.id]
            self._ledger.add(self._shelf.resources(items, list(map(self._acl, items))))

    def top(self, root: Item) -> Resource:
        """The root with its acl."""
        return self._shelf.my_drive(root, self._acl(root))

    def resource(self, item: Item) -> Resource:
        """An item with its acl."""
        return self._shelf.resource(item, self._acl(item))

    def _acl(self, item: Item) -> str:
        """Who may do what; where Google does not show that, the owner at least, and a gap."""
        sharing, known = _SHARING if item.writers_can_share else _NO_SHARING, frozenset[Grant]()
        if len(item.permissions) > len("[]"):
            try:
                return self._ledger.acl_of(bytes(item.permissions), sharing)
            except msgspec.DecodeError as error:
                self._unseen(item, f"an answer has not the documented form: {error}")
                known = self._ledger.given_by_some(bytes(item.permissions), sharing)
        elif rows := self._asking.rows(item.id):
            return self._ledger.acl(grants(rows, sharing, self._ledger.directory))
        elif rows is not None:
            self._unseen(item, "Google shows no permission on it, not even its owner's")
        owner = self._ledger.directory.principal(self._shelf.owner)
        return self._ledger.acl(known | {Grant(owner, CONTENT, "drive role owner")})

    def _unseen(self, item: Item, why: str) -> None:
        self._asking.reader.gap("drive.v3:permissions.list", why, about=names.drive_item(item.id))
