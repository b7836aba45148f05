"""What an item of a shared drive takes over: from the folder above it, or from the drive.

Google gives no permissions with the items of a shared drive, and one call for each would be millions. So only items that have
permissions of their own, and folders with limited access, are asked; the others inherit. The numbers of the permissions, which do come with
each item, must be those of what it inherits: an item where they are not is asked too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from audit.model.facts import Grant, Verdict
from policies.levels import Level
from providers.google_workspace.directory import Directory
from providers.google_workspace.drive.answers import Item, Restrictions, Row
from providers.google_workspace.drive.asking import Asking
from providers.google_workspace.drive.grants import grants, in_shared_drive

ADMIN = "admin-role"


@dataclass(frozen=True, slots=True)
class Held:
    """The permissions that a drive or folder hands down, and what a file and a folder have by that alone."""

    rows: tuple[Row, ...]
    ids: frozenset[str]
    on_file: frozenset[Grant]
    on_folder: frozenset[Grant]


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds on one item, and what is handed down from it."""

    grants: frozenset[Grant]
    down: Held


class Inheritance:
    """Works out what holds on the items of one drive. `in_full`: nothing is taken to inherit, every item is asked."""

    def __init__(self, asking: Asking, directory: Directory, restrictions: Restrictions, *, in_full: bool = False) -> None:
        self._asking, self._directory, self._restrictions, self._in_full = asking, directory, restrictions, in_full
        self._admins = frozenset(Grant(role, Level.MANAGE, ADMIN) for role in directory.administrators.drives)
        self._held: dict[frozenset[Row], Held] = {}

    def held(self, rows: Iterable[Row]) -> Held:
        """What is handed down from where these permissions hold; of a view of one item nothing is."""
        down = frozenset(row for row in rows if not row.view)
        if (found := self._held.get(down)) is None:
            ordered = tuple(sorted(down, key=lambda row: row.id))
            ids = frozenset(row.id for row in ordered)
            found = self._held[down] = Held(ordered, ids, self._grants(ordered, folder=False), self._grants(ordered, folder=True))
        return found

    def plain(self, item: Item, above: Held) -> bool:
        """Whether an item has what it inherits, which is known, and nothing else. Google may leave the numbers out: then its word counts."""
        if item.has_augmented_permissions or item.inherited_permissions_disabled or self._in_full or not above.rows:
            return False
        return not item.permission_ids or above.ids == frozenset(item.permission_ids)

    def standing(self, item: Item, above: Held) -> Standing:
        """What holds on an item under what hands down `above`."""
        if self.plain(item, above):
            return Standing(above.on_folder if item.folder else above.on_file, above)
        return self.asked(item, above)

    def grants(self, item: Item, above: Held) -> frozenset[Grant]:
        """What holds on an item, as `standing` says it: most items of a drive are plain, and hand nothing down."""
        if self.plain(item, above):
            return above.on_folder if item.folder else above.on_file
        return self.asked(item, above).grants

    def asked(self, item: Item, above: Held) -> Standing:
        """What Google says that holds on an item. When it does not answer, what the item inherits, as far as that is sure."""
        rows = self._asking.rows(item.id)
        if rows is None:
            return Standing(frozenset(self._unsure(item, above)), above)
        return Standing(self._grants(rows, folder=item.folder), self.held(rows))

    def _grants(self, rows: Iterable[Row], *, folder: bool) -> frozenset[Grant]:
        return grants(rows, in_shared_drive(self._restrictions, folder=folder), self._directory) | self._admins

    def _unsure(self, item: Item, above: Held) -> Iterable[Grant]:
        """A permission of its own only adds to what it inherits; limited access may take all away but the managers'."""
        for grant in above.on_folder if item.folder else above.on_file:
            sure = not item.inherited_permissions_disabled or grant.source in (ADMIN, "drive role organizer")
            yield grant if sure else replace(grant, verdict=Verdict.UNKNOWN, condition="the folder's own permissions were not read")
